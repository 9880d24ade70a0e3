"""A sheet of paper as Markdown, with tables as GitHub and most editors read them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from engine.model.paper import Block, Field, Fields, Heading, Items, Note, PageBreak, Paper, Paragraph, Scale, Table, Text
from engine.rendering.paper_marks import printable
from engine.rendering.paper_words import paper_word

__all__ = ["markdown"]

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_AT_THE_START = re.compile(r"^(\s*)([-+=:]|\d+[.)])", re.MULTILINE)
_LINE = "\\_" * 40
_TONES = {"plain": "", "quiet": "", "strong": "**", "late": "**"}


def markdown(paper: Paper) -> str:
    """Print a document; what people wrote stands there as they wrote it, whatever signs it holds."""
    head = [f"# {_literal(paper.title)}", f"**{_literal(paper.subject)}**", f"*{_literal(paper.meant_for)}*"]
    blocks = [text for block in paper.blocks for text in _block(block, paper)]
    return "\n\n".join([*head, *blocks, "---", _literal(paper.foot)]) + "\n"


def _literal(text: str, line_end: str = " ") -> str:
    escaped = _MARKUP.sub(r"\\\1", printable(text).strip())
    return line_end.join(_AT_THE_START.sub(_kept, line) for line in escaped.split("\n"))


def _kept(match: re.Match[str]) -> str:
    """Keep what would begin a list or a line across the page from doing so."""
    sign = match[2]
    return f"{match[1]}{sign[:-1]}\\{sign[-1]}"


def _text(text: Text, line_end: str = "  \n") -> str:
    out = []
    for span in text:
        mark = _TONES[span.tone]
        inner = span.text.strip() if mark else span.text
        kept = _MARKUP.sub(r"\\\1", printable(inner)).replace("\n", line_end)
        out.append(f"{mark}{kept}{mark}" if mark and kept else kept)
    return _AT_THE_START.sub(_kept, "".join(out).strip())


def _block(block: Block, paper: Paper) -> Iterator[str]:
    match block:
        case Heading(text=text, level=level):
            yield f"{'#' * level} {_literal(text)}"
        case Paragraph(text=text):
            yield _text(text)
        case Items():
            yield "\n".join(_items(block))
        case Table():
            yield "\n".join(_table(block))
        case Fields(fields=fields, shape="rows"):
            yield "\n".join(["|  |  |", "| --- | --- |", *(f"| {_literal(f.label)} | {'<br>'.join([_LINE] * f.lines)} |" for f in fields)])
        case Fields(fields=fields):
            yield from (text for each in fields for text in _field(each, paper))
        case Note(title=title, text=text):
            yield "\n".join(f"> {line}" for line in [f"**{_literal(title)}**  ", *_text(text).split("\n")] if line)
        case Scale(steps=steps, chosen=chosen, word=word):
            names = [f"**{_literal(s)}** ({_literal(word)})" if i == chosen else _literal(s) for i, s in enumerate(steps)]
            yield " → ".join(names)
        case PageBreak():
            yield "---"


def _items(items: Items) -> Iterator[str]:
    for item in items.items:
        yield f"- {_text(item.text, ' ')}"
        yield from (f"  - {_text(under, ' ')}" for under in item.under)


def _table(table: Table) -> Iterator[str]:
    yield f"| {' | '.join(map(_literal, table.head))} |"
    yield f"|{' --- |' * len(table.head)}"
    for row in table.rows:
        yield f"| {' | '.join(_text(cell, '<br>') for cell in row)} |"


def _field(field: Field, paper: Paper) -> Iterator[str]:
    yield f"**{_literal(field.label)}**"
    if field.known:
        yield "\n".join(f"- {paper_word('known', paper.language)}: {_text(known, ' ')}" for known in field.known)
    if field.lines:
        yield "  \n".join([_LINE] * field.lines)
