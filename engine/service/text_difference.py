"""What is otherwise between two texts, line by line, for people to read."""

from __future__ import annotations

import difflib
from typing import Literal

__all__ = ["Line", "changed_lines"]

Line = tuple[Literal["gone", "new", "same", "skip"], str]
_AROUND = 2  # lines that stay the same, around what does not


def changed_lines(old: str, new: str) -> list[Line]:
    """Give the lines that went and came, with some around them; nothing where the texts are the same."""
    found = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=_AROUND)
    out: list[Line] = []
    for line in list(found)[2:]:
        if line.startswith("@@"):
            out.append(("skip", "…"))
        else:
            out.append(({"-": "gone", "+": "new"}.get(line[:1], "same"), line[1:]))  # type: ignore[arg-type]  # of these three
    return out[1:] if out and out[0][0] == "skip" else out
