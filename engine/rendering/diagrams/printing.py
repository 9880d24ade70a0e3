"""Sheets to files: one function for all kinds, so that the command line and the page say the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, get_args

from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.diagram import Diagram
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.marks import Drawing
from engine.rendering.diagrams.outline import outline_text
from engine.rendering.plain import visible

__all__ = ["FORMS", "Form", "printed"]

Form = Literal["svg", "png", "pdf", "dot", "mermaid", "bpmn", "text", "json"]
FORMS: tuple[Form, ...] = get_args(Form)


def printed(sheets: Sequence[Diagram], form: Form, stem: str = "") -> list[bytes]:
    """Print sheets: a file each for pictures, one file for all sheets as PDF, text or JSON.

    `stem` is how the files will be named, for the links from an overview to its sheets.
    Raises `KnowledgeError` when there is no Graphviz for the layout, or when a form cannot hold these sheets.
    """
    match form:
        case "text":
            return [visible(outline_text(tuple(sheets))).encode()]
        case "json":
            from engine.rendering.diagrams.sheets_json import sheets_json  # noqa: PLC0415 - only the printer that is asked for

            return [sheets_json(sheets).encode()]
        case "dot":
            from engine.rendering.diagrams.dot import dot  # noqa: PLC0415 - as above

            return [dot(sheet).encode() for sheet in sheets]
        case "mermaid":
            from engine.rendering.diagrams.mermaid import mermaid  # noqa: PLC0415 - as above

            return [mermaid(sheet).encode() for sheet in sheets]
        case "bpmn":
            from engine.rendering.diagrams.bpmn import bpmn  # noqa: PLC0415 - as above

            if any(sheet.arrangement != "lanes" or sheet.id == "roles" for sheet in sheets):
                raise KnowledgeError([fault("graph.only_protocol", Location(), form="bpmn")])
            return [bpmn(sheet).encode() for sheet in sheets]
    return _drawn([draw(lay_out(_linked(sheet, stem))) for sheet in sheets], form)


def _drawn(drawings: Sequence[Drawing], form: Literal["svg", "png", "pdf"]) -> list[bytes]:
    match form:
        case "svg":
            from engine.rendering.diagrams.svg import svg  # noqa: PLC0415 - only the printer that is asked for

            return [svg(drawing).encode() for drawing in drawings]
        case "png":
            from engine.rendering.diagrams.pixels import png  # noqa: PLC0415 - as above

            return [png(drawing) for drawing in drawings]
        case "pdf":
            from engine.rendering.diagrams.paper import pdf  # noqa: PLC0415 - as above

            return [pdf(drawings)]


def _linked(sheet: Diagram, stem: str) -> Diagram:
    """Let the boxes of an overview lead to the files of its sheets; without a name for them they lead nowhere."""
    if not any(n.link for n in sheet.nodes):
        return sheet
    names = {n.id: f"{stem}-{i}.svg" if stem else "" for i, n in enumerate((n for n in sheet.nodes if n.link), 1)}
    return replace(sheet, nodes=tuple(replace(n, link=names.get(n.id, "")) for n in sheet.nodes))
