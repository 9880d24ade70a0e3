"""A sheet of paper as one file of HTML that asks nothing of the network and runs nothing."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

from engine.model.paper import Block, Field, Fields, Heading, Items, Note, PageBreak, Paper, Paragraph, Scale, Span, Table, Text
from engine.model.text import Language
from engine.rendering.paper_marks import printable
from engine.rendering.paper_words import paper_word

__all__ = ["HtmlBlocks", "html_page", "literal", "page_policy"]

_TAGS = {"plain": ("", ""), "strong": ("<strong>", "</strong>"), "quiet": ('<span class="quiet">', "</span>")}
_LATE = ('<span class="late">', "</span>")


def html_page(paper: Paper) -> str:
    """Print a document; what people wrote is text and never markup, and the page may load and send nothing."""
    style, policy = _style(paper), page_policy(paper)
    body = "\n".join(HtmlBlocks(paper.language).document(paper))
    title = literal(f"{paper.title} · {paper.subject}")
    return (
        f'<!doctype html>\n<html lang="{paper.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def page_policy(paper: Paper) -> str:
    """Give the content security policy of a printed document: its own style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(_style(paper).encode("utf-8")).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _style(paper: Paper) -> str:
    shares = sorted({width for block in paper.blocks if isinstance(block, Table) for width in block.widths})
    style = Path(__file__).with_name("paper.css").read_text(encoding="utf-8")
    return style + "".join(f".w{share} {{ width: {share}%; }}\n" for share in shares)


def literal(text: str) -> str:
    """Give a text as HTML: nothing in it is markup."""
    return html.escape(printable(text), quote=True).replace("\n", "<br>")


class HtmlBlocks:
    """Prints the blocks of one page; counts its fields, so that each has a name of its own.

    `link` gives the address of what a text leads to, empty where it leads nowhere.
    """

    def __init__(self, language: Language, link: Callable[[str], str] = lambda _target: "") -> None:
        """Keep the language and the way to link."""
        self.language: Language = language
        self.link = link
        self.number = count(1)

    def document(self, p: Paper) -> Iterator[str]:
        """Print a whole document."""
        yield '<header>\n<p class="brand">Wegwijzer</p>'
        yield f"<h1>{literal(p.title)}</h1>\n<p>{literal(p.subject)}</p>"
        yield f'<p class="for">{literal(p.meant_for)}</p>\n</header>\n<main>'
        for block in p.blocks:
            yield from self.block(block)
        yield f"</main>\n<footer>{literal(p.foot)}</footer>"

    def text(self, text: Text) -> str:
        """Print running text."""
        return "".join(map(self._span, text))

    def _span(self, span: Span) -> str:
        before, after = _TAGS.get(span.tone, _LATE)
        address = self.link(span.to) if span.to else ""
        inner = f'<a href="{html.escape(address)}">{literal(span.text)}</a>' if address else literal(span.text)
        return f"{before}{inner}{after}"

    def block(self, block: Block) -> Iterator[str]:
        """Print one block."""
        match block:
            case Heading(text=text, level=level):
                yield f"<h{level}>{literal(text)}</h{level}>"
            case Paragraph(text=text):
                yield f"<p>{self.text(text)}</p>"
            case Items():
                yield from self.items(block)
            case Table():
                yield from self.table(block)
            case Fields(fields=fields, shape=shape):
                yield f'<div class="{shape}">'
                for field in fields:
                    yield from self.field(field, 3 if shape == "boxes" else field.lines)
                yield "</div>"
            case Note(mark=mark, title=title, text=text):
                said = f"<p>{self.text(text)}</p>" if text else ""
                yield f'<div class="note {mark}"><p><strong>{literal(title)}</strong></p>{said}</div>'
            case Scale():
                yield from _scale(block)
            case PageBreak():
                yield '<hr class="behind">'

    def items(self, items: Items) -> Iterator[str]:
        """Print a list."""
        yield "<ul>"
        for item in items.items:
            under = "".join(f"<li>{self.text(u)}</li>" for u in item.under)
            yield f"<li>{self.text(item.text)}{f'<ul>{under}</ul>' if under else ''}</li>"
        yield "</ul>"

    def table(self, table: Table) -> Iterator[str]:
        """Print a table; an empty cell is room to write in. On a phone a row becomes a block in which each cell says its column."""
        summary = literal(table.summary)
        yield f'<div class="wide" tabindex="0" role="group" aria-label="{summary}"><table class="stacks"><caption>{summary}</caption>'
        yield f"<colgroup>{''.join(f'<col class=w{width}>' for width in table.widths)}</colgroup>"
        yield "<thead><tr>" + "".join(f'<th scope="col">{literal(h)}</th>' for h in table.head) + "</tr></thead>\n<tbody>"
        for n, row in enumerate(table.rows, 1):
            cells = [self.text(c) if c else self.room(f"{h} {n}") for c, h in zip(row, table.head, strict=True)]
            rest = (f'<td data-label="{literal(h)}">{c}</td>' for c, h in zip(cells[1:], table.head[1:], strict=True))
            yield f"<tr><td>{cells[0]}</td>{''.join(rest)}</tr>"
        yield "</tbody></table></div>"

    def room(self, label: str) -> str:
        """Print room to write in."""
        return f'<textarea rows="1" aria-label="{literal(label)}"></textarea>'

    def field(self, field: Field, lines: int) -> Iterator[str]:
        """Print a label with room under it."""
        name = f"f{next(self.number)}"
        label = f'<label for="{name}">{literal(field.label)}</label>' if lines else f'<p class="label">{literal(field.label)}</p>'
        yield f'<div class="field">{label}'
        if field.known:
            said = paper_word("known", self.language)
            yield "<ul>" + "".join(f'<li><span class="quiet">{said}: </span>{self.text(k)}</li>' for k in field.known) + "</ul>"
        yield f'<textarea id="{name}" rows="{lines}"></textarea></div>' if lines else "</div>"


def _scale(scale: Scale) -> Iterator[str]:
    yield '<ol class="scale">'
    for i, step in enumerate(scale.steps):
        chosen = i == scale.chosen
        word = f" <small>{literal(scale.word)}</small>" if chosen else ""
        yield f"<li{' class=chosen aria-current=step' if chosen else ''}>{literal(step)}{word}</li>"
    yield "</ol>"
