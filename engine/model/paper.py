"""A sheet of paper as nouns: what stands on it in reading order, whatever it is printed as."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.model.text import Language

__all__ = [
    "Block",
    "Field",
    "Fields",
    "Heading",
    "Item",
    "Items",
    "Note",
    "PageBreak",
    "Paper",
    "Paragraph",
    "Scale",
    "Span",
    "Table",
    "Text",
    "Tone",
]

Tone = Literal["plain", "strong", "quiet", "late"]


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one tone; its characters are printed as they are, never read as markup.

    `strong` is for what the eye looks for, `quiet` for who said it and when, `late` for a term that has passed.
    `to` names what it leads to, in a document that has it.
    """

    text: str
    tone: Tone = "plain"
    to: str = ""


Text = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 2 stands under the title, 3 under that."""

    text: str
    level: Literal[2, 3] = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a list, with smaller lines under it."""

    text: Text
    under: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a heading for each column; `widths` are shares, `summary` says for a screen reader what it holds.

    An empty cell is room to write in.
    """

    summary: str
    head: tuple[str, ...]
    rows: tuple[tuple[Text, ...], ...]
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """Room to write in: `lines` to write on, after what is `known` already; none where the next field has the room."""

    label: str
    lines: int = 2
    known: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields that belong together: `lines` to write on under each label, `rows` with the label before them, or `boxes`.

    Boxes stand two beside each other and take what is left of the first page.
    """

    fields: tuple[Field, ...]
    shape: Literal["lines", "rows", "boxes"] = "lines"


@dataclass(frozen=True, slots=True)
class Note:
    """Something to take care of, apart from the running text."""

    mark: Literal["urgent", "warning", "note"]
    title: str
    text: Text = ()


@dataclass(frozen=True, slots=True)
class Scale:
    """Steps from light to heavy, of which one is `chosen`; `word` says what the choice is."""

    steps: tuple[str, ...]
    chosen: int
    word: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands behind what went before; what stands before the first one is one page."""


Block = Heading | Paragraph | Items | Table | Fields | Note | Scale | PageBreak


@dataclass(frozen=True, slots=True)
class Paper:
    """One document. `subject` says about whom and for which day, `meant_for` who may read it, `foot` stands under each page.

    `day` is the day that it was made for, as yyyy-mm-dd: the only date that a printed file carries.
    """

    title: str
    subject: str
    meant_for: str
    foot: str
    day: str
    language: Language
    blocks: tuple[Block, ...]
