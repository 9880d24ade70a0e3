"""The handbook as nouns: chapters with entries, in reading order, whatever it is printed as."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.model.paper import Block
from engine.model.text import Language

__all__ = ["Book", "Chapter", "Content", "Entry", "Part", "Picture"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing as SVG; `says` is its text equivalent for those who listen, `words` the same line by line to read."""

    title: str
    svg: str
    says: str
    words: tuple[str, ...]
    wide: bool


Content = Block | Picture


@dataclass(frozen=True, slots=True)
class Entry:
    """Something with a title of its own that others can refer to; `id` is unique in the book, `note` stands quietly under the title."""

    id: str
    title: str
    blocks: tuple[Content, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the site: what stands at its head, and its entries."""

    id: str
    title: str
    head: tuple[Content, ...]
    entries: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Chapters under one name."""

    title: str
    chapters: tuple[Chapter, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The whole. `imprint` says line by line whose rules these are, which version, and who approved them; `day` is yyyy-mm-dd."""

    title: str
    subtitle: str
    imprint: tuple[str, ...]
    foot: str
    day: str
    language: Language
    parts: tuple[Part, ...]

    @property
    def chapters(self) -> Iterator[Chapter]:
        """Give all chapters in order."""
        for part in self.parts:
            yield from part.chapters
