"""Whether a folder of rules is sound."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.library import shipped_folder
from engine.model.verdict import CheckReport
from engine.service.opening import open_base

__all__ = ["check_folder"]

_ONE = threading.Lock()  # the prover is not made for two threads at once


def check_folder(rules: Path | None = None, sources: Path | None = None) -> CheckReport:
    """Check the knowledge of a folder (default: the shipped one); `sources` is the folder with the texts of the sources.

    Faults that keep the knowledge from loading are findings too. Raises `KnowledgeError` when there is nothing to check.
    """
    from engine.verification.checking import check, merged, unreadable  # noqa: PLC0415 - advice needs none of the checks

    root = rules or shipped_folder()
    for folder in (root, sources):
        if folder is not None and not folder.is_dir():
            raise KnowledgeError([fault("file.no_folder" if folder.exists() else "file.missing", Location(str(folder)))])
    try:
        base = open_base(root, None)
        before = [open_base(root, day - timedelta(days=1)) for day in base.knowledge.turns]
    except KnowledgeError as problem:
        if any(d.code == "knowledge.empty" for d in problem.diagnostics):
            raise
        return unreadable(problem.diagnostics)
    with _ONE:
        return merged([check(each, root, sources) for each in (*before, base)])
