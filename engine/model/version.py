"""Versions of a school's folder as they were kept, and the draft of the next one."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Draft", "FileState", "Version", "content_digest", "text_digest"]

FileState = Literal["same", "changed", "new", "gone"]


def text_digest(text: str | None) -> str:
    """Give the digest of one text, empty for none; line ends count, since they are kept."""
    return "" if text is None else hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def content_digest(texts: Mapping[str, str]) -> str:
    """Give the digest of files by their names."""
    total = hashlib.sha256()
    for name in sorted(texts):
        total.update(f"{name}\0{text_digest(texts[name])}\0".encode())
    return total.hexdigest()


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a folder: who kept it (login), why, and who approved it; `at` is in UTC.

    `hash` is that of the whole record, in which that of the one `before` stands: what was kept cannot be changed unseen. A version with
    `found` was not kept by anybody: so the folder was found, changed outside the page.
    """

    number: int
    at: dt.datetime
    who: str
    name: str
    why: str
    approved_by: str
    before: str
    texts: Mapping[str, str] = field(repr=False)
    hash: str = ""
    found: bool = False
    is_sound: bool = True

    @property
    def digest(self) -> str:
        """Give the digest of its files."""
        return content_digest(self.texts)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is being changed, in force nowhere yet.

    `folder` is what is in force, by file; `changed` is what the draft has instead (None: the file goes), `based` the digest of what was in
    force when it was first changed, and `by` who changed it last.
    """

    folder: Mapping[str, str] = field(repr=False)
    changed: Mapping[str, str | None] = field(default_factory=dict, repr=False)
    based: Mapping[str, str] = field(default_factory=dict)
    by: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> dict[str, str]:
        """Give the files as they would be, by name."""
        both: dict[str, str | None] = {**self.folder, **self.changed}
        return {name: both[name] or "" for name in sorted(both, key=_order) if both[name] is not None}

    @property
    def digest(self) -> str:
        """Give the digest of the files as they would be."""
        return content_digest(self.texts)

    @property
    def names(self) -> tuple[str, ...]:
        """Give all files there are, and those that would go."""
        return tuple(sorted({*self.folder, *self.changed}, key=_order))

    @property
    def is_open(self) -> bool:
        """Tell whether anything would change."""
        return any(self.state(name) != "same" for name in self.changed)

    @property
    def overtaken(self) -> tuple[str, ...]:
        """Give the files that were changed in force since they were changed here."""
        return tuple(name for name in sorted(self.changed) if text_digest(self.folder.get(name)) != self.based.get(name, ""))

    def state(self, name: str) -> FileState:
        """Tell what would happen to a file."""
        if name not in self.changed or self.changed[name] == self.folder.get(name):
            return "same"
        if self.changed[name] is None:
            return "gone"
        return "changed" if name in self.folder else "new"


def _order(name: str) -> tuple[bool, str]:
    return "/" in name, name  # school.yaml first
