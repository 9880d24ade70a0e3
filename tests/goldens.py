"""Golden files: what is said is read before it is kept. With `WEGWIJZER_UPDATE_GOLDEN=1` they are written anew."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["agrees"]

FOLDER = Path(__file__).resolve().parent / "golden"
UPDATE = bool(os.environ.get("WEGWIJZER_UPDATE_GOLDEN"))


def agrees(name: str, text: str) -> None:
    """Compare a text with its golden file, by its name in `tests/golden/`."""
    file = FOLDER / name
    if UPDATE:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    assert text == file.read_text(encoding="utf-8"), "read what changed, then WEGWIJZER_UPDATE_GOLDEN=1"
