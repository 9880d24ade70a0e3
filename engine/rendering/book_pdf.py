"""The handbook as one PDF/UA-1 with a cover, a table of contents, and links between its entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from engine.model.book import Book, Content, Entry, Picture
from engine.rendering.book_words import book_word
from engine.rendering.paper_marks import printable
from engine.rendering.paper_pdf import block_object, compiled

__all__ = ["book_pdf"]

_FOLDER = Path(__file__).parent
_LETTERS = "font-family=\"'Source Sans Pro', 'Libertinus Serif', 'DejaVu Sans Mono'\""


def book_pdf(book: Book) -> bytes:
    """Print a handbook; a sign that the letters do not have becomes ▯.

    Raises `KnowledgeError` when the library for PDF is not installed.
    """
    template = "".join((_FOLDER / name).read_text(encoding="utf-8") for name in ("paper_blocks.typ", "book.typ"))
    return compiled(template, _object(book))


def _object(book: Book) -> dict[str, Any]:
    known = {entry.id for chapter in book.chapters for entry in chapter.entries}
    return {
        "title": printable(book.title),
        "subtitle": printable(book.subtitle),
        "imprint": [printable(line) for line in book.imprint],
        "foot": printable(book.foot),
        "day": book.day,
        "language": book.language,
        "known": "",
        "page": book_word("page", book.language),
        "contents": book_word("contents", book.language),
        "parts": [
            {
                "title": printable(part.title),
                "chapters": [
                    {
                        "title": printable(chapter.title),
                        "head": [_block(b, known) for b in chapter.head],
                        "entries": [_entry(e, known) for e in chapter.entries],
                    }
                    for chapter in part.chapters
                ],
            }
            for part in book.parts
        ],
    }


def _entry(entry: Entry, known: set[str]) -> dict[str, Any]:
    return {
        "id": entry.id,
        "title": printable(entry.title),
        "note": printable(entry.note),
        "blocks": [_block(b, known) for b in entry.blocks],
    }


def _block(block: Content, known: set[str]) -> dict[str, Any]:
    if isinstance(block, Picture):
        return {
            "kind": "picture",
            "title": printable(block.title),
            "says": printable(block.says),
            "svg": _lettered(block.svg),
            "wide": block.wide,
        }
    found: dict[str, Any] = _without_dead_ends(block_object(block), known)
    return found


def _lettered(svg: str) -> str:
    """Let a picture use the letters of the book."""
    head, _, rest = svg.partition('font-family="')
    return f"{head}{_LETTERS}{rest.partition(chr(34))[2]}" if rest else svg


def _without_dead_ends(value: Any, known: set[str]) -> Any:  # noqa: ANN401 - any plain value
    """Let nothing lead to what is not in the book."""
    match value:
        case dict():
            return {key: ("" if key == "to" and each not in known else _without_dead_ends(each, known)) for key, each in value.items()}
        case list():
            return [_without_dead_ends(each, known) for each in value]
    return value
