"""What python-docx has no word for: edges and shades of cells, descriptions of tables, the number of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docx.table import Table as WordTable
    from docx.table import _Cell as Cell
    from docx.table import _Row as Row
    from docx.text.run import Run

__all__ = ["add_child", "add_page_number", "describe", "draw_edges", "mark_row", "shade", "tag_name"]


def tag_name(tag: str) -> str:
    """Give a tag such as `w:shd` with its namespace in full."""
    from docx.oxml.ns import qn  # noqa: PLC0415 - only for Word

    return str(qn(tag))


def add_child(parent: Any, tag: str, attributes: dict[str, str]) -> Any:  # noqa: ANN401 - the library's elements have no types
    """Append an element; the caller keeps the order that the format asks."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - only for Word

    made: Any = OxmlElement(tag)
    for key, value in attributes.items():
        made.set(tag_name(key), value)
    parent.append(made)
    return made


def draw_edges(cell: Cell, **edges: tuple[int, str]) -> None:
    """Draw edges of a cell, each with its width in eighths of a point and its colour; in the order that Word asks."""
    borders = add_child(cell._tc.get_or_add_tcPr(), "w:tcBorders", {})  # noqa: SLF001 - the library has no word for it
    for side in ("top", "left", "bottom", "right"):
        if side in edges:
            size, colour = edges[side]
            add_child(borders, f"w:{side}", {"w:val": "single", "w:sz": str(size), "w:space": "0", "w:color": colour})


def shade(cell: Cell, colour: str) -> None:
    """Colour a cell; after its edges, as the format asks."""
    add_child(cell._tc.get_or_add_tcPr(), "w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": colour})  # noqa: SLF001 - as above


def mark_row(row: Row, mark: str) -> None:
    """Keep a row whole (`w:cantSplit`), or repeat it on each page (`w:tblHeader`)."""
    add_child(row._tr.get_or_add_trPr(), mark, {"w:val": "true"})  # noqa: SLF001 - as above


def describe(table: WordTable, summary: str) -> None:
    """Say for a screen reader what a table holds."""
    add_child(table._tbl.tblPr, "w:tblCaption", {"w:val": summary})  # noqa: SLF001 - as above


def add_page_number(run: Run) -> None:
    """Let Word fill in the number of the page."""
    add_child(run._r, "w:fldChar", {"w:fldCharType": "begin"})  # noqa: SLF001 - as above
    instruction = add_child(run._r, "w:instrText", {"xml:space": "preserve"})  # noqa: SLF001 - as above
    instruction.text = "PAGE"
    add_child(run._r, "w:fldChar", {"w:fldCharType": "end"})  # noqa: SLF001 - as above
