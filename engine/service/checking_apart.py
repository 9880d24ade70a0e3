"""A folder of rules checked in a process of its own: the prover is not made for many threads, and what it does must not stop a page.

`python -m engine.service.checking_apart DIR` prints what is found as JSON.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault, inside
from engine.inference.child import apart
from engine.keeping.copies import made_once
from engine.loading.folders import real_path
from engine.loading.library import digest_of, knowledge_files, shipped_folder
from engine.model.trial import Found
from engine.service.checking import check_folder

__all__ = ["check_apart"]

_LONG = 600  # seconds; a check takes some


def check_apart(folder: Path) -> tuple[Found, ...]:
    """Give what the checks find in a folder, its files named as people know them; raises `KnowledgeError` when the check itself fails.

    Proving takes seconds, so the same rules are checked once, however many processes of a page ask for it.
    """
    try:
        rules = digest_of(knowledge_files(folder))
    except KnowledgeError:  # what is wrong with the folder itself is a finding
        return _checked(folder)
    return made_once("checks", rules, lambda: _checked(folder))


def _checked(folder: Path) -> tuple[Found, ...]:
    command = [sys.executable, "-m", __name__, str(real_path(folder))]
    try:
        ended = subprocess.run(  # noqa: S603 - our own
            command, check=False, capture_output=True, stdin=subprocess.DEVNULL, cwd=shipped_folder(), timeout=_LONG, **apart()
        )
    except subprocess.TimeoutExpired:
        raise KnowledgeError([fault("draft.unchecked_long", Location(), minutes=_LONG // 60)]) from None
    if ended.returncode:
        raise KnowledgeError([fault("draft.unchecked", Location())])
    return tuple(Found(*each) for each in json.loads(ended.stdout))


def _main(folder: Path) -> None:
    found = inside(folder, check_folder(folder).findings)
    told = [(str(each.location), each.text("nl"), each.text("en"), each.code) for each in found]
    sys.stdout.buffer.write(json.dumps(told).encode("utf-8"))


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
