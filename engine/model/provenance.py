"""Where a statement of knowledge comes from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Location
from engine.model.text import Label

__all__ = ["Basis", "Citation", "Provenance", "Section", "Source", "Untranslated"]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a source; `first_line` and `last_line` count from 1 in the source's file."""

    name: str
    title: str
    first_line: int
    last_line: int | None


@dataclass(frozen=True, slots=True)
class Source:
    """A document that the knowledge is taken from."""

    id: str
    title: str
    by: str
    file: str
    sections: tuple[Section, ...]
    place: Location

    def section(self, name: str) -> Section | None:
        """Find a section by its name."""
        return next((s for s in self.sections if s.name == name), None)


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage: document, section, and at most six words by which it can be found."""

    doc: str
    section: str
    near: str
    place: Location


@dataclass(frozen=True, slots=True)
class Basis:
    """Why something stands that no source says: an assumption, the law, or a local choice."""

    kind: Literal["assumption", "law", "local"]
    why: Label


@dataclass(frozen=True, slots=True)
class Provenance:
    """Citations, or a stated basis, or both."""

    citations: tuple[Citation, ...] = ()
    basis: Basis | None = None


@dataclass(frozen=True, slots=True)
class Untranslated:
    """What a source says and the rules cannot hold, with the reason, and the systems in which it is missing."""

    what: Label
    why: Label
    provenance: Provenance
    systems: tuple[str, ...] = ()
