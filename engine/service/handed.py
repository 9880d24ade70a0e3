"""What another program hands over as text: a table of pupils, or files of rules; it lies in a folder of its own for as long as it takes."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault, inside
from engine.loading.library import SCHOOL_FILE
from engine.model.mapping import TableMapping
from engine.model.text import Language
from engine.model.verdict import CheckReport
from engine.service.checking import check_folder
from engine.service.wegwijzer import Wegwijzer

__all__ = ["check_texts", "screen_text"]

_NAME = re.compile(r"([a-z0-9][a-z0-9_-]*/){0,4}[a-z0-9][a-z0-9_.-]*\.yaml")
_STANDS_ON = re.compile(r"^\s*[\"']?stands_on\b", re.MULTILINE)


def check_texts(texts: Mapping[str, str]) -> CheckReport:
    """Check the files of a school's folder, by their names in it, as `check_folder` does with a folder; they stand on the shipped rules.

    Raises `KnowledgeError` when there is no school file among them, or a name would lie outside the folder.
    """
    wrong = [fault("handed.name", Location(name)) for name in texts if not _NAME.fullmatch(name)]
    if wrong or SCHOOL_FILE not in texts:
        raise KnowledgeError(wrong or [fault("new.no_school", Location(), file=SCHOOL_FILE)])
    if _STANDS_ON.search(texts[SCHOOL_FILE]):
        raise KnowledgeError([fault("handed.stands_on", Location(SCHOOL_FILE))])
    with _folder(texts) as folder:
        report = check_folder(folder)
        allowed = tuple(replace(each, diagnostic=inside(folder, [each.diagnostic])[0]) for each in report.allowed)
        return replace(report, findings=inside(folder, report.findings), allowed=allowed)


def screen_text(
    wegwijzer: Wegwijzer, table: str, mapping: Mapping[str, object] | None = None, *, as_of: date | None = None, language: Language = "nl"
) -> str:
    """Go through a table of pupils, given as CSV, and give the list as JSON text, as `wegwijzer screen -o LIST.json` writes it.

    Raises `KnowledgeError` when the table or the mapping cannot be read.
    """
    from engine.loading.mappings import load_mapping  # noqa: PLC0415 - only where a table is handed over

    texts = {"table.csv": table} | ({"mapping.yaml": json.dumps(mapping, ensure_ascii=False, indent=2)} if mapping is not None else {})
    with _folder(texts) as folder:
        chosen = load_mapping(folder / "mapping.yaml", wegwijzer.base.knowledge) if mapping is not None else TableMapping()
        list_ = folder / "list.json"
        wegwijzer.screen(folder / "table.csv", chosen, targets=[list_], as_of=as_of, language=language)
        return list_.read_text(encoding="utf-8")


@contextmanager
def _folder(texts: Mapping[str, str]) -> Iterator[Path]:
    """Lay texts in a folder that only this user can open, and take it away; faults name the files as they were handed over."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-") as name:
        folder = Path(name)
        for file, text in texts.items():
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", errors="replace"))
        try:
            yield folder
        except KnowledgeError as problem:
            raise KnowledgeError(inside(folder, problem.diagnostics)) from None
