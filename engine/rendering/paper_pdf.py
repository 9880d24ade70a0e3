"""A sheet of paper as PDF/UA-1: tagged, with its language and title, and with letters of its own."""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.paper import Block, Field, Fields, Heading, Items, Note, PageBreak, Paper, Paragraph, Scale, Table
from engine.rendering.paper_marks import printable
from engine.rendering.paper_words import paper_word

__all__ = ["block_object", "compiled", "pdf_file"]

_KINDS = {
    Heading: "heading",
    Paragraph: "paragraph",
    Items: "items",
    Table: "table",
    Fields: "fields",
    Note: "note",
    Scale: "scale",
    PageBreak: "break",
    Field: "field",
}
_NOT_IN_FONT = re.compile(r'the text `"(?P<text>.*?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_NO_SIGN = "▯"
_SCRIPTS_FROM = 0x2E80  # from here on a block of 256 signs is one script, or part of one: refused as a whole


def pdf_file(paper: Paper) -> bytes:
    """Print a document; a sign that the letters do not have becomes ▯.

    Raises `KnowledgeError` when the library for PDF is not installed.
    """
    folder = Path(__file__).parent
    return compiled("".join((folder / name).read_text(encoding="utf-8") for name in ("paper_blocks.typ", "paper.typ")), _object(paper))


def compiled(template: str, content: Mapping[str, Any]) -> bytes:
    """Set a document by a template of typst, which finds the content as JSON; a sign that the letters do not have becomes ▯.

    Raises `KnowledgeError` when the library for PDF is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - large, and only for PDF
    except ImportError:
        raise KnowledgeError([fault("paper.not_installed", Location("pdf"), package="typst")]) from None
    text = json.dumps(content, ensure_ascii=False)
    letters = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=_fonts())
    while True:
        try:
            made = typst.compile(
                template.encode(),
                format="pdf",
                font_paths=letters,
                sys_inputs={"paper": text},
                pdf_standards="ua-1",
            )
        except typst.TypstError as problem:
            refused = _NOT_IN_FONT.search(str(problem))
            if refused is None:
                raise
            text = _without(text, refused["text"])
        else:
            return bytes(made)


def _fonts() -> list[Path]:
    """Give the folder of the letters that we bring; without them typst's own serve."""
    found = importlib.util.find_spec("font_source_sans_pro")
    return [Path(folder) / "files" for folder in found.submodule_search_locations or ()] if found else []


def _without(text: str, refused: str) -> str:
    """Replace the signs that no font has, and where they belong to a script, what stands beside them in it."""
    signs = _ESCAPED.sub(lambda m: chr(int(m[1], 16)), refused)
    single = {s for s in signs if ord(s) < _SCRIPTS_FROM}
    scripts = {ord(s) >> 8 for s in signs if ord(s) >= _SCRIPTS_FROM}
    return "".join(_NO_SIGN if c in single or ord(c) >> 8 in scripts else c for c in text)


def _object(paper: Paper) -> dict[str, Any]:
    """Give a document as plain values; `front` is the first page where a page break makes one, `behind` the rest."""
    breaks = [i for i, block in enumerate(paper.blocks) if isinstance(block, PageBreak)]
    at = breaks[0] if breaks else 0
    return {
        "title": printable(paper.title),
        "subject": printable(paper.subject),
        "meant_for": printable(paper.meant_for),
        "foot": printable(paper.foot),
        "day": paper.day,
        "language": paper.language,
        "known": paper_word("known", paper.language),
        "page": paper_word("page", paper.language),
        "front": [block_object(b) for b in paper.blocks[:at]],
        "behind": [block_object(b) for b in paper.blocks[at:]],
    }


def block_object(block: Block) -> dict[str, Any]:
    """Give a block as plain values, with its kind."""
    found: dict[str, Any] = _clean(asdict(block))
    return {"kind": _KINDS[type(block)], **found}


def _clean(value: Any) -> Any:  # noqa: ANN401 - any plain value, and the same without what cannot be printed
    match value:
        case str():
            return printable(value)
        case dict():
            return {key: _clean(each) for key, each in value.items()}
        case list() | tuple():
            return [_clean(each) for each in value]
    return value
