"""The handbook as a folder of pages that work without a network: plain HTML with its own style, and a search that stays on its page."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from engine.model.book import Book, Chapter, Content, Entry, Picture
from engine.model.paper import Items, Note, Paragraph, Table, Text
from engine.rendering.book_words import book_word
from engine.rendering.diagrams.svg import anchor
from engine.rendering.paper_html import HtmlBlocks, literal
from engine.rendering.plain import escaped, json_line

__all__ = ["PAGE_MARK", "book_pages"]

_FOLDER = Path(__file__).parent
_INDEX = "index.html"
_SEARCH = "search.html"
PAGE_MARK = f'<p class="brand"><a href="{_INDEX}">Wegwijzer</a></p>'  # by which a page is known to be one of these


def book_pages(book: Book) -> dict[str, str]:
    """Print a handbook: the text of each page by the name of its file; `index.html` is the first."""
    return _Site(book).pages()


class _Site:
    """Prints one handbook."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.chapters = list(book.chapters)
        self.files = {chapter.id: f"{anchor(chapter.id).replace('.', '-')}.html" for chapter in self.chapters}
        self.where = {e.id: f"{self.files[c.id]}#{anchor(e.id)}" for c in self.chapters for e in c.entries}
        style = (_FOLDER / "paper.css").read_text(encoding="utf-8") + (_FOLDER / "book.css").read_text(encoding="utf-8")
        shares = sorted({width for table in self._tables() for width in table.widths})
        self.style = style + "".join(f".w{share} {{ width: {share}%; }}\n" for share in shares)

    def word(self, key: str) -> str:
        return escaped(book_word(key, self.book.language))

    def _tables(self) -> Iterator[Table]:
        for chapter in self.chapters:
            for block in (*chapter.head, *(b for e in chapter.entries for b in e.blocks)):
                if isinstance(block, Table):
                    yield block

    def pages(self) -> dict[str, str]:
        """Print all pages."""
        made = {_INDEX: self._page(self.book.title, "\n".join(self._cover()), "")}
        for n, chapter in enumerate(self.chapters):
            made[self.files[chapter.id]] = self._page(chapter.title, "\n".join(self._chapter(n, chapter)), chapter.id)
        made[_SEARCH] = self._search()
        return made

    # --- a page ---

    def _page(self, title: str, body: str, at: str, script: str = "") -> str:
        policy = f"default-src 'none'; style-src '{_digest(self.style)}'"
        policy += f"; script-src '{_digest(script)}'" if script else ""
        name = escaped(title if title == self.book.title else f"{title} · {self.book.title}")
        return (
            f'<!doctype html>\n<html lang="{self.book.language}">\n<head>\n<meta charset="utf-8">\n'
            f"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}; base-uri 'none'; form-action 'none'\">\n"
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
            f'<title>{name}</title>\n<style>{self.style}</style>\n</head>\n<body class="book">\n'
            f'<a class="skip" href="#text">{self.word("to_text")}</a>\n'
            f'<header>{PAGE_MARK}<p class="of">{escaped(self.book.title)}</p>'
            f'<p class="tools"><a class="to-menu" href="#menu">{self.word("contents")}</a> '
            f'<a href="{_SEARCH}">{self.word("search")}</a></p></header>\n'
            f'<main id="text">\n{body}\n</main>\n{self._menu(at)}\n<footer>{escaped(self.book.foot)}</footer>\n'
            f"{f'<script>{script}</script>' if script else ''}</body>\n</html>\n"
        )

    def _menu(self, at: str) -> str:
        """Print the contents beside each page; on a small screen they stand under it."""
        out = [f'<nav class="menu" id="menu" aria-label="{self.word("contents")}">']
        for part in self.book.parts:
            inside = any(chapter.id == at for chapter in part.chapters)
            out.append(f'<p class="part">{escaped(part.title)}</p><ul>')
            for chapter in part.chapters:
                here = ' aria-current="page"' if chapter.id == at and inside else ""
                out.append(f'<li><a href="{self.files[chapter.id]}"{here}>{escaped(chapter.title)}</a></li>')
            out.append("</ul>")
        out.append("</nav>")
        return "\n".join(out)

    def _cover(self) -> Iterator[str]:
        b = self.book
        yield f'<div class="cover"><h1>{escaped(b.title)}</h1><p class="sub">{escaped(b.subtitle)}</p>'
        yield f"<ul>{''.join(f'<li>{literal(line)}</li>' for line in b.imprint)}</ul></div>"
        for part in b.parts:
            yield f'<h2>{escaped(part.title)}</h2><ul class="toc">'
            yield from (f'<li><a href="{self.files[c.id]}">{escaped(c.title)}</a></li>' for c in part.chapters)
            yield "</ul>"

    def _chapter(self, n: int, chapter: Chapter) -> Iterator[str]:
        printer = HtmlBlocks(self.book.language, self._link)
        yield f"<h1>{escaped(chapter.title)}</h1>"
        if len(chapter.entries) > 2:  # noqa: PLR2004 - fewer are seen at a glance
            yield f'<nav class="here" aria-label="{self.word("on_this_page")}"><details><summary>{self.word("on_this_page")}</summary><ul>'
            yield from (f'<li><a href="#{anchor(e.id)}">{escaped(e.title)}</a></li>' for e in chapter.entries)
            yield "</ul></details></nav>"
        for block in chapter.head:
            yield from self._block(block, printer)
        for entry in chapter.entries:
            yield from self._entry(entry, printer)
        yield f'<nav class="turn" aria-label="{self.word("previous")} / {self.word("next")}">'
        for key, i in (("previous", n - 1), ("next", n + 1)):
            if 0 <= i < len(self.chapters):
                other = self.chapters[i]
                yield f'<a class="{key}" href="{self.files[other.id]}">{self.word(key)}: {escaped(other.title)}</a>'
        yield "</nav>"

    def _entry(self, entry: Entry, printer: HtmlBlocks) -> Iterator[str]:
        yield f'<section class="entry" id="{anchor(entry.id)}"><h2>{escaped(entry.title)}</h2>'
        if entry.note:
            yield f'<p class="quiet">{escaped(entry.note)}</p>'
        for block in entry.blocks:
            yield from self._block(block, printer)
        yield "</section>"

    def _block(self, block: Content, printer: HtmlBlocks) -> Iterator[str]:
        if not isinstance(block, Picture):
            yield from printer.block(block)
            return
        words = "\n".join(escaped(line) for line in block.words)
        title = escaped(block.title)
        yield f'<figure><div class="drawing" tabindex="0" role="group" aria-label="{self.word("picture")}: {title}">{block.svg}</div>'
        yield f"<figcaption>{title}</figcaption></figure>"
        yield f'<details class="words"><summary>{self.word("in_words")}: {title}</summary><pre tabindex="0">{words}</pre></details>'

    def _link(self, target: str) -> str:
        return self.where.get(target, "")

    # --- search ---

    def _search(self) -> str:
        script = (_FOLDER / "book.js").read_text(encoding="utf-8").strip()
        entries = [self._found(c, e) for c in self.chapters for e in c.entries]
        entries += [{"t": c.title, "u": self.files[c.id], "c": "", "x": _text_of(c.head)} for c in self.chapters]
        words = {"none": book_word("search_none", self.book.language), "found": book_word("search_count", self.book.language)}
        data = json_line({"entries": entries, "words": words})
        body = (
            f"<h1>{self.word('search')}</h1><noscript><p>{self.word('search_script')}</p></noscript>"
            f'<label for="q">{self.word("search_for")}</label><input id="q" type="search" autocomplete="off">'
            '<p id="count" role="status"></p><ol id="found"></ol>'
        )
        return self._page(book_word("search", self.book.language), body, "", f"const book = {data};\n{script}")

    def _found(self, chapter: Chapter, entry: Entry) -> Mapping[str, str]:
        return {"t": entry.title, "u": self.where[entry.id], "c": chapter.title, "x": f"{entry.note} {_text_of(entry.blocks)}"}


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _text_of(blocks: tuple[Content, ...]) -> str:
    """Give the words of some blocks, to search in."""
    out: list[str] = []
    for block in blocks:
        match block:
            case Paragraph(text=text):
                out.append(_plain(text))
            case Items(items=items):
                out += [_plain(text) for item in items for text in (item.text, *item.under)]
            case Table(rows=rows):
                out += [_plain(cell) for row in rows for cell in row]
            case Note(title=title, text=text):
                out += [title, _plain(text)]
    return " ".join(" ".join(out).split())


def _plain(text: Text) -> str:
    return "".join(span.text for span in text)
