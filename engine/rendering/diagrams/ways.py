"""Each edge as marks: what kind of way it is shows in its line and its arrow, and its answer stands on it."""

from __future__ import annotations

import math
from collections.abc import Iterator

from engine.model.diagram import Edge
from engine.rendering.diagrams.faces import SMALL
from engine.rendering.diagrams.marks import Line, Mark, Outline, Words, polygon, rounded
from engine.rendering.diagrams.measuring import line_height
from engine.rendering.diagrams.palette import palette
from engine.rendering.diagrams.placing import Curve, PlacedEdge, Point

__all__ = ["draw_edge", "draw_way"]

_WIDE = {"escalates": 4.0, "returns": 1.2, "reports_to": 2.0}
_ARROW = {"escalates": 9.0, "returns": 4.0}


def draw_edge(placed: PlacedEdge, *, pale: bool = False) -> Iterator[Mark]:
    """Give the marks of an edge, its answer on a clear ground."""
    yield from draw_way(placed.edge, placed.curve, pale=pale)
    if placed.label is None:
        return
    box = placed.label
    yield Outline(rounded(box, 4), palette["paper"])
    colour = palette["pale_text"] if pale else palette["text"]
    high = line_height(SMALL)
    for i, text in enumerate(placed.lines):
        baseline = box.y + 1 + i * high + high * 0.76
        yield Words(box.x + box.width / 2, baseline, text, SMALL, colour, anchor="middle", struck=placed.edge.change == "removed")


def draw_way(edge: Edge, curve: Curve, *, pale: bool = False) -> Iterator[Mark]:
    """Give the line and the arrow of an edge."""
    colour = palette["pale"] if pale else palette["text"] if edge.tie == "escalates" or edge.change == "added" else palette["quiet"]
    width = _WIDE.get(edge.tie, 1.4) * (0.8 if pale else 1) + (1.4 if edge.change == "added" else 0)
    dashed = edge.tie == "returns" or edge.change == "removed"
    shaft, tip = Curve(curve.points[:-3]), curve.points[-1]
    base = curve.points[-4]
    line = shaft if len(shaft.points) > 1 else curve
    yield Line(line, colour, width, dashed=dashed, dotted=edge.tie == "early" and not dashed)
    half = _ARROW.get(edge.tie, 4.2)
    yield Outline(_arrow(base, tip, half), palette["paper"] if edge.tie in ("early", "returns") else colour, colour, 1.2)


def _arrow(base: Point, tip: Point, half: float) -> Curve:
    dx, dy = tip[0] - base[0], tip[1] - base[1]
    long = math.hypot(dx, dy) or 1.0
    px, py = -dy / long * half, dx / long * half
    return polygon([tip, (base[0] + px, base[1] + py), (base[0] - px, base[1] - py)])
