"""Drawings as PDF, a page each, as large as the paper allows; made by typst, which is an extra."""

from __future__ import annotations

import json
from collections.abc import Sequence

from engine.diagnostics import KnowledgeError, Location, fault
from engine.rendering.diagrams.marks import Drawing
from engine.rendering.diagrams.svg import svg

__all__ = ["pdf"]

_PAGE = """
#let sheets = json(bytes(sys.inputs.sheets))
#set document(title: sheets.first().title)
#set text(lang: sys.inputs.language)
#for (i, sheet) in sheets.enumerate() {
  page(paper: sys.inputs.paper, flipped: sheet.wide, margin: 10mm)[
    #align(center + horizon, image(bytes(sheet.svg), format: "svg", alt: sheet.description, width: 100%, height: 100%, fit: "contain"))
  ]
}
"""


def pdf(drawings: Sequence[Drawing], paper: str = "a4") -> bytes:
    """Print drawings on paper, each on a page of its own, upright or turned as fits best; accessible by PDF/UA-1.

    Raises `KnowledgeError` when typst is not installed.
    """
    try:
        import typst  # noqa: PLC0415 - large, and only for PDF
    except ImportError:
        raise KnowledgeError([fault("paper.not_installed", Location("pdf"), package="typst")]) from None
    sheets = [{"svg": svg(d), "title": d.title, "description": f"{d.title}\n{d.description}", "wide": d.width > d.height} for d in drawings]
    return bytes(
        typst.compile(
            _PAGE.encode(),
            format="pdf",
            pdf_standards="ua-1",
            sys_inputs={"sheets": json.dumps(sheets), "language": drawings[0].language, "paper": paper},
        )
    )
