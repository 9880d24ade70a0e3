"""The guards that a school wrote in its overlay: what no change of the rules may do to any pupil."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engine.loading.document import read_document
from engine.loading.library import SCHOOL_FILE, overlay_chain
from engine.model.revision import Guard

__all__ = ["guards_in"]


def guards_in(root: Path, read: Callable[[str, Guard], Guard]) -> list[Guard]:
    """Give the guards of an overlay and of those that it stands on; `read` makes one of its words.

    The shape of the files was checked when they were loaded. Raises `KnowledgeError` when a guard names nothing.
    """
    found = []
    for folder in overlay_chain(root):
        document = read_document(folder / SCHOOL_FILE, name=str(folder / SCHOOL_FILE))
        for i, entry in enumerate(document.value.get("guards", ())):
            place = document.at(("guards", i, "never"))
            found.append(read(f"never {entry['never']}", Guard("lose", "", entry["label"], entry["why"], place)))
    return found
