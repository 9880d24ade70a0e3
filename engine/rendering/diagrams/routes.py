"""How the ways run between boxes that have their places: asked of Graphviz, whose `neato` leaves pinned nodes alone."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Literal

from engine.diagnostics import KnowledgeError
from engine.model.diagram import Edge
from engine.rendering.diagrams.engines import run_graphviz
from engine.rendering.diagrams.placing import Box, Curve, Point
from engine.rendering.diagrams.ranks import POINTS

__all__ = ["read_curve", "routed"]

_EAR, _TIP = 15.0, 9.0


def routed(boxes: Mapping[str, Box], edges: Sequence[Edge], form: Literal["ortho", "polyline"] = "ortho") -> dict[int, Curve]:
    """Give the curve of each edge by its place in the sequence; ways avoid the boxes.

    Raises `KnowledgeError` when there is no Graphviz that can do it.
    """
    loops = {i: _loop(boxes[edge.source]) for i, edge in enumerate(edges) if edge.source == edge.target}
    if len(loops) == len(edges):
        return loops
    names = {id_: f"n{i}" for i, id_ in enumerate(boxes)}
    try:
        found = json.loads(run_graphviz("\n".join(_source(boxes, names, edges, form)), "json", "neato"))
    except KnowledgeError:
        if form != "ortho":
            raise
        # Older releases of Graphviz stop with a failed assertion on some right-angled ways; bent ones they can do.
        return routed(boxes, edges, "polyline")
    first = next(iter(boxes))
    x, y = next(map(float, o["pos"].split(",")) for o in found["objects"] if o["name"] == names[first])
    dx, dy = boxes[first].centre[0] - x, boxes[first].centre[1] + y
    return loops | {int(e["id"][1:]): read_curve(e["pos"]).moved(dx, dy) for e in found.get("edges", ()) if "pos" in e}


def _loop(box: Box) -> Curve:
    """Give the way from a step to itself: a small ear at its right side."""
    x, high, low = box.right, box.y + box.height * 0.25, box.y + box.height * 0.75
    ear = x + _EAR
    corners = [(x, high), (ear, high), (ear, low), (x + _TIP, low), (x, low)]
    points = [corners[0]]
    for a, b in pairwise(corners):
        points += [a, b, b]
    return Curve(tuple(points))


def _source(boxes: Mapping[str, Box], names: Mapping[str, str], edges: Sequence[Edge], form: str) -> Iterator[str]:
    yield f'digraph {{ graph [inputscale=72 splines={form} esep="+6"] node [shape=box fixedsize=true label=""] edge [arrowsize=0.9]'
    for id_, box in boxes.items():
        x, y = box.centre
        size = f"width={box.width / POINTS:.4f} height={box.height / POINTS:.4f}"
        yield f'{names[id_]} [pos="{x:.2f},{-y:.2f}!" {size}]'
    for i, edge in enumerate(edges):
        if edge.source == edge.target:
            continue
        size = " arrowsize=1.5" if edge.tie == "escalates" else ""
        yield f"{names[edge.source]} -> {names[edge.target]} [id=e{i}{size}]"
    yield "}"


def read_curve(text: str) -> Curve:
    """Read a spline with its arrow, y turned to grow downward; the tip of the arrow becomes the last point."""
    tip: Point | None = None
    first: Point | None = None
    points: list[Point] = []
    for word in text.split(";", maxsplit=1)[0].split():
        kind, _, rest = word.partition(",") if word[0] in "es" else ("", "", word)
        x, y = map(float, rest.split(","))
        if kind == "e":
            tip = (x, -y)
        elif kind == "s":
            first = (x, -y)
        else:
            points.append((x, -y))
    if first is not None and tip is None:  # written from head to tail
        points.reverse()
        tip = first
    if tip is not None:
        points += [points[-1], tip, tip]
    return Curve(tuple(points))
