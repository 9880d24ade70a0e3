"""Sheets as JSON: what is on them and what it says, for programs that draw for themselves or read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.model.diagram import Diagram, Edge, Node
from engine.rendering.plain import json_text

__all__ = ["sheets_json"]


def sheets_json(sheets: Sequence[Diagram]) -> str:
    """Give the sheets of a picture as JSON text; shape in schemas/graph.schema.json."""
    return json_text({"format": "wegwijzer/graph/1", "language": sheets[0].imprint.language, "sheets": [_sheet(s) for s in sheets]})


def _sheet(sheet: Diagram) -> dict[str, Any]:
    imprint = sheet.imprint
    return {
        "id": sheet.id,
        "title": sheet.title,
        "subtitle": sheet.subtitle,
        "summary": sheet.summary,
        "arrangement": sheet.arrangement,
        "rules": {"name": imprint.rules, "version": imprint.version, "digest": imprint.digest},
        "as_of": imprint.day.isoformat(),
        "lanes": [{"id": lane.id, "label": lane.label} for lane in sheet.lanes],
        "nodes": [_node(node) for node in sheet.nodes],
        "edges": [_edge(edge) for edge in sheet.edges if edge.tie != "after"],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "id": node.id,
        "shape": node.shape,
        "label": node.label,
        "sentence": node.sentence,
        "number": node.number,
        "lane": node.lane,
        "role": node.role,
        "term": node.term,
        "lines": list(node.lines),
        "category": node.category,
        "state": node.state,
        "change": node.change,
        "says": node.says,
        "target": node.target,
        "details": [{"heading": heading, "text": text} for heading, text in node.details],
    }


def _edge(edge: Edge) -> dict[str, Any]:
    shown = {"label": edge.label, "condition": edge.condition, "change": edge.change}
    return {"from": edge.source, "to": edge.target, "tie": edge.tie} | shown
