"""A sheet of paper as a Word file to go on writing in: real headings, lists and tables, and room in the fields."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from typing import TYPE_CHECKING, Any

from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.paper import Block, Field, Fields, Heading, Items, Note, PageBreak, Paper, Paragraph, Scale, Table, Text
from engine.rendering.paper_marks import printable
from engine.rendering.paper_word_marks import add_child, add_page_number, describe, draw_edges, mark_row, shade, tag_name
from engine.rendering.paper_words import paper_word

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.table import _Row as Row
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run

__all__ = ["word_file"]

_INK, _ACCENT, _GREY, _LATE, _PALE, _HAIR = "1B2A33", "0B5C6B", "4A5A63", "A3261B", "E6F2F3", "B4C4C9"
_LAYERS = ("E6F2F3", "B9DDE0", "7FBFC5", "1F6670")
_FONT = "Calibri"
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
_WIDTH = 172  # mm between the margins of A4
_LINE = 8  # mm for a line of handwriting


def word_file(paper: Paper) -> bytes:
    """Print a document; what people wrote is text and never a field or a style.

    Raises `KnowledgeError` when the library for Word is not installed.
    """
    try:
        from docx import Document as new_document  # noqa: PLC0415, N813 - only for Word; the library's own name is a function
    except ImportError:
        raise KnowledgeError([fault("paper.not_installed", Location("docx"), package="python-docx")]) from None
    printer = _Printer(new_document(), paper)
    printer.print()
    whole = io.BytesIO()
    printer.document.save(whole)
    return _without_times(whole.getvalue())


def _without_times(data: bytes) -> bytes:
    """Pack a file again without the hour of packing, so that the same paper gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in given.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            packed.writestr(entry, given.read(name))
    return out.getvalue()


class _Printer:
    """Fills one Word document."""

    def __init__(self, document: Document, paper: Paper) -> None:
        self.document = document
        self.paper = paper
        self.breaks = False  # whether what comes next begins a new page

    def print(self) -> None:
        self._properties()
        self._styles()
        self._page()
        self.document.add_heading(printable(self.paper.title), 1)
        self._runs(self.document.add_paragraph(), self.paper.subject)
        for block in self.paper.blocks:
            self._block(block)

    # --- the document as a whole ---

    def _properties(self) -> None:
        properties = self.document.core_properties
        day = dt.datetime.fromisoformat(self.paper.day)  # without an hour or a place: the day that it was made for
        properties.title = printable(f"{self.paper.title} · {self.paper.subject}")[:255]
        properties.author = properties.last_modified_by = "Wegwijzer"
        properties.comments = ""
        properties.created = properties.modified = day
        properties.language = _LANGUAGES[self.paper.language]
        properties.revision = 1

    def _styles(self) -> None:
        from docx.shared import Pt, RGBColor  # noqa: PLC0415 - as in word_file

        looks = {
            "Normal": (10, _INK, False, 0, 3),
            "Heading 1": (19, _INK, True, 0, 1),
            "Heading 2": (12, _ACCENT, True, 8, 2),
            "Heading 3": (10, _INK, True, 6, 1),
            "List Bullet": (10, _INK, False, 0, 1),
            "Footer": (8, _GREY, False, 0, 0),
        }
        for name, (size, colour, bold, above, below) in looks.items():
            style: Any = self.document.styles[name]
            style.font.name, style.font.size, style.font.bold = _FONT, Pt(size), bold
            style.font.color.rgb = RGBColor.from_string(colour)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(above), Pt(below)
            style.paragraph_format.line_spacing = 1.0
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for key in list(fonts.attrib):
                if "Theme" in key:
                    del fonts.attrib[key]
            for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(tag_name(f"w:{kind}"), _FONT)
        self._language()

    def _language(self) -> None:
        """Say the language once for all text, so that it is read aloud and checked as such."""
        properties = self.document.styles["Normal"].element.get_or_add_rPr()
        add_child(properties, "w:lang", {"w:val": _LANGUAGES[self.paper.language]})
        for each in self.document.styles.element.iter(tag_name("w:lang")):
            each.set(tag_name("w:val"), _LANGUAGES[self.paper.language])

    def _page(self) -> None:
        from docx.shared import Mm  # noqa: PLC0415 - as in word_file

        section = self.document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(19)
        section.top_margin, section.bottom_margin = Mm(20), Mm(18)
        above = section.header.paragraphs[0]
        self._run(above, "WEGWIJZER   ", _ACCENT, bold=True)
        self._run(above, self.paper.meant_for, _GREY, bold=True)
        below = section.footer.paragraphs[0]
        self._run(below, f"{self.paper.foot}   {paper_word('page', self.paper.language)} ", _GREY, size=8)
        add_page_number(self._run(below, "", _GREY, size=8))

    # --- text ---

    def _run(self, paragraph: WordParagraph, text: str, colour: str = "", *, bold: bool = False, size: float = 0) -> Run:
        from docx.shared import Pt, RGBColor  # noqa: PLC0415 - as in word_file

        run = paragraph.add_run(printable(text))
        run.bold = bold or None
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        if size:
            run.font.size = Pt(size)
        return run

    def _runs(self, paragraph: WordParagraph, text: Text | str) -> WordParagraph:
        if isinstance(text, str):
            self._run(paragraph, text)
            return paragraph
        colours = {"quiet": _GREY, "late": _LATE}
        for span in text:
            self._run(paragraph, span.text, colours.get(span.tone, ""), bold=span.tone in ("strong", "late"))
        return paragraph

    # --- blocks ---

    def _block(self, block: Block) -> None:
        match block:
            case Heading(text=text, level=level):
                heading = self.document.add_heading(printable(text), level)
                heading.paragraph_format.page_break_before = self.breaks or None
                self.breaks = False
            case Paragraph(text=text):
                self._runs(self.document.add_paragraph(), text)
            case Items():
                self._items(block)
            case Table():
                self._table(block)
            case Fields():
                self._fields(block)
            case Note():
                self._note(block)
            case Scale():
                self._scale(block)
            case PageBreak():
                self.breaks = True

    def _items(self, items: Items) -> None:
        for item in items.items:
            paragraph = self._runs(self._bullet(), item.text)
            for under in item.under:
                paragraph.add_run().add_break()
                self._runs(paragraph, under)

    def _bullet(self) -> WordParagraph:
        from docx.shared import Mm  # noqa: PLC0415 - as in word_file

        paragraph = self.document.add_paragraph(style="List Bullet")
        paragraph.paragraph_format.left_indent, paragraph.paragraph_format.first_line_indent = Mm(4), Mm(-4)
        return paragraph

    def _grid(self, rows: int, widths: tuple[int, ...]) -> WordTable:
        from docx.shared import Mm  # noqa: PLC0415 - as in word_file

        table: WordTable = self.document.add_table(rows, len(widths))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(_WIDTH * width / sum(widths))
            for cell in column.cells:
                cell.width = column.width
                cell.paragraphs[0].paragraph_format.space_after = Mm(0.5)
        for row in table.rows:
            mark_row(row, "w:cantSplit")
        return table

    def _table(self, table: Table) -> None:
        made = self._grid(len(table.rows) + 1, table.widths)
        describe(made, printable(table.summary))
        for cell, head in zip(made.rows[0].cells, table.head, strict=True):
            self._run(cell.paragraphs[0], head, _GREY, bold=True)
            draw_edges(cell, bottom=(8, "7FBFC5"))
        mark_row(made.rows[0], "w:tblHeader")
        for row, texts in zip(made.rows[1:], table.rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                self._runs(cell.paragraphs[0], text)
                draw_edges(cell, bottom=(4, _HAIR))
        self._after()

    def _after(self) -> None:
        """Keep a table apart from what follows: Word would join two that touch."""
        from docx.shared import Pt  # noqa: PLC0415 - as in word_file

        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(6)

    def _fields(self, fields: Fields) -> None:
        match fields.shape:
            case "boxes":
                self._boxes(fields.fields)
            case "rows":
                self._rows(fields.fields)
            case "lines":
                for field in fields.fields:
                    self._field(field)

    def _boxes(self, fields: tuple[Field, ...]) -> None:
        made = self._grid((len(fields) + 1) // 2, (1, 1))
        for row in made.rows:
            self._room(row, 2)
        for field, cell in zip(fields, [c for row in made.rows for c in row.cells], strict=False):
            self._run(cell.paragraphs[0], field.label, bold=True)
            draw_edges(cell, **dict.fromkeys(("top", "left", "bottom", "right"), (4, "7B8B93")))
        self._after()

    def _rows(self, fields: tuple[Field, ...]) -> None:
        made = self._grid(len(fields), (30, 70))
        for field, row in zip(fields, made.rows, strict=True):
            self._run(row.cells[0].paragraphs[0], field.label)
            self._room(row, field.lines)
            draw_edges(row.cells[1], bottom=(4, "7B8B93"))
        self._after()

    def _field(self, field: Field) -> None:
        label = self.document.add_paragraph()
        label.paragraph_format.keep_with_next = True
        self._run(label, field.label, bold=True)
        for known in field.known:
            paragraph = self._bullet()
            self._run(paragraph, f"{paper_word('known', self.paper.language)}: ", _GREY)
            self._runs(paragraph, known)
        if field.lines:
            made = self._grid(1, (1,))
            self._room(made.rows[0], field.lines)
            draw_edges(made.rows[0].cells[0], bottom=(4, "7B8B93"))
            self._after()

    def _room(self, row: Row, lines: int) -> None:
        """Leave room to write by hand; who types, makes the row grow."""
        from docx.enum.table import WD_ROW_HEIGHT_RULE  # noqa: PLC0415 - as in word_file
        from docx.shared import Mm  # noqa: PLC0415 - as in word_file

        row.height, row.height_rule = Mm(_LINE * lines), WD_ROW_HEIGHT_RULE.AT_LEAST

    def _note(self, note: Note) -> None:
        cell = self._grid(1, (1,)).rows[0].cells[0]
        self._run(cell.paragraphs[0], note.title, bold=True)
        if note.text:
            self._runs(cell.add_paragraph(), note.text)
        if note.mark == "urgent":
            draw_edges(cell, **dict.fromkeys(("top", "left", "bottom", "right"), (8, _INK)))
        else:
            draw_edges(cell, left=(16, _ACCENT if note.mark == "warning" else "7FBFC5"))
            shade(cell, _PALE)
        self._after()

    def _scale(self, scale: Scale) -> None:
        made = self._grid(1, (1,) * len(scale.steps))
        for i, (cell, step) in enumerate(zip(made.rows[0].cells, scale.steps, strict=True)):
            chosen, layer = i == scale.chosen, min(i, len(_LAYERS) - 1)
            colour = "FFFFFF" if layer == len(_LAYERS) - 1 else _INK
            self._run(cell.paragraphs[0], f"{step} ({scale.word})" if chosen else step, colour, bold=chosen)
            if chosen:
                draw_edges(cell, **dict.fromkeys(("top", "left", "bottom", "right"), (12, _INK)))
            shade(cell, _LAYERS[layer])
        self._after()
