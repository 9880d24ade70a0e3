"""Bands above each other: the routes on the layers of the pyramid, with the ways up and down between them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.diagnostics import KnowledgeError
from engine.model.diagram import Diagram, Edge
from engine.rendering.diagrams.engines import run_graphviz
from engine.rendering.diagrams.faces import edge_label, edge_labels, face
from engine.rendering.diagrams.judging import blemishes, judge
from engine.rendering.diagrams.labels import place_labels
from engine.rendering.diagrams.placing import Box, Placed, PlacedEdge, PlacedLane, PlacedNode, bounds
from engine.rendering.diagrams.ports import fanned
from engine.rendering.diagrams.ranks import POINTS
from engine.rendering.diagrams.routes import read_curve

__all__ = ["STRIP", "bands"]

STRIP = 190.0  # width of the slice of the pyramid beside a layer
_MARGIN = 26.0
_PORT = 30.0


@dataclass(frozen=True, slots=True)
class _Variant:
    """One way to ask for a layout."""

    across: float
    down: float
    backward: bool
    form: str


def bands(diagram: Diagram) -> Placed:
    """Place every node on the band of its lane: several layouts are asked of Graphviz and the calmest is kept.

    Raises `KnowledgeError` when there is no Graphviz that can do it.
    """
    variants = [_Variant(a, d, b, f) for a in (0.5, 0.8) for d in (0.3, 0.6) for b in (False, True) for f in ("true", "ortho")]
    tried = [placed for placed in (_try(diagram, v) for v in variants) if placed]
    return min(tried, key=lambda placed: judge(placed).cost + 60 * blemishes(placed))


def _try(diagram: Diagram, variant: _Variant) -> Placed | None:
    """Lay out in one way; older releases of Graphviz cannot do every right-angled one."""
    try:
        return _placed(diagram, variant)
    except KnowledgeError:
        if variant.form != "ortho":
            raise
        return None


def _placed(diagram: Diagram, variant: _Variant) -> Placed:
    names = {node.id: f"n{i}" for i, node in enumerate(diagram.nodes)}
    found = json.loads(run_graphviz("\n".join(_source(diagram, names, variant)), "json"))
    ids = {name: id_ for id_, name in names.items()}
    boxes = {ids[o["name"]]: _box(o) for o in found["objects"] if o["name"] in ids}
    curves = {int(e["id"][1:]): read_curve(e["pos"]) for e in found.get("edges", ()) if "id" in e and "pos" in e}
    nodes = [PlacedNode(n, boxes[n.id]) for n in diagram.nodes]
    bare = [PlacedEdge(e, curves[i]) for i, e in enumerate(diagram.edges) if i in curves]
    bare = fanned(bare, boxes)
    edges = place_labels(bare, [edge_labels(e.edge, diagram) for e in bare], nodes)
    return _banded(diagram, nodes, edges)


def _source(diagram: Diagram, names: Mapping[str, str], variant: _Variant) -> Iterator[str]:
    """Write the bare graph, one rank for each band; every name in it is our own."""
    yield f"digraph {{ graph [rankdir=TB nodesep={variant.across} ranksep={variant.down} splines={variant.form}]"
    yield 'node [shape=box fixedsize=true label=""]'
    for i, lane in enumerate(diagram.lanes):
        members = [n for n in diagram.nodes if n.lane == lane.id]
        yield f"a{i} [width=0.02 height=0.02 style=invis]"
        for node in members[::-1] if variant.backward else members:
            wide = max(face(node).width + 16, _PORT * _ends(diagram, node.id))
            yield f"{names[node.id]} [width={wide / POINTS:.3f} height={face(node).height / POINTS:.3f}]"
        yield f"{{rank=same; a{i}; {'; '.join(names[n.id] for n in members)}}}"
    yield f"{' -> '.join(f'a{i}' for i in range(len(diagram.lanes)))} [style=invis]"
    order = [lane.id for lane in diagram.lanes]
    for i, edge in enumerate(diagram.edges):
        yield _edge(i, edge, diagram, names, order)
    yield "}"


def _edge(i: int, edge: Edge, diagram: Diagram, names: Mapping[str, str], order: Sequence[str]) -> str:
    tail, head = names[edge.source], names[edge.target]
    size = "arrowsize=1.5" if edge.tie == "escalates" else "arrowsize=0.9"
    if diagram.node(edge.source).lane != diagram.node(edge.target).lane:
        size += _room(edge, diagram)
    upward = order.index(diagram.node(edge.source).lane) > order.index(diagram.node(edge.target).lane)
    return f"{head} -> {tail} [id=e{i} dir=back {size}]" if upward else f"{tail} -> {head} [id=e{i} {size}]"


def _room(edge: Edge, diagram: Diagram) -> str:
    """Ask for an empty place as large as the answer on an edge; none of its words reach Graphviz."""
    _, wide, high = edge_label(edge, diagram)
    empty = f'<table border="0" fixedsize="true" width="{wide:.0f}" height="{high:.0f}"><tr><td></td></tr></table>'
    return f" label=<{empty}>" if high else ""


def _ends(diagram: Diagram, name: str) -> int:
    order = [lane.id for lane in diagram.lanes]
    lane = {n.id: order.index(n.lane) for n in diagram.nodes}
    others = [e.target if e.source == name else e.source for e in diagram.edges if name in (e.source, e.target)]
    return max(sum(lane[o] < lane[name] for o in others), sum(lane[o] > lane[name] for o in others))


def _box(thing: Mapping[str, str]) -> Box:
    x, y = map(float, thing["pos"].split(","))
    wide, high = float(thing["width"]) * POINTS, float(thing["height"]) * POINTS
    return Box(x - wide / 2, -y - high / 2, wide, high)


def _banded(diagram: Diagram, nodes: Sequence[PlacedNode], edges: Sequence[PlacedEdge]) -> Placed:
    """Draw the bands around what was placed, with the slices of the pyramid at their left."""
    points = [Box(x, y, 0, 0) for e in edges for x, y in e.curve.sampled()]
    around = bounds(iter([n.box for n in nodes] + [e.label for e in edges if e.label] + points)).grown(_MARGIN)
    rows = [bounds(n.box for n in nodes if n.node.lane == lane.id) for lane in diagram.lanes]
    inner = [(a.bottom + b.y) / 2 for a, b in pairwise(rows)]
    sides = [around.y, *inner, around.bottom]
    dx, dy, width = STRIP - around.x, -around.y, STRIP + around.width
    lanes = [PlacedLane(lane, Box(0, a + dy, width, b - a)) for lane, (a, b) in zip(diagram.lanes, pairwise(sides), strict=True)]
    moved = [PlacedEdge(e.edge, e.curve.moved(dx, dy), e.label.moved(dx, dy) if e.label else None, e.lines) for e in edges]
    return Placed(
        diagram,
        round(width, 1),
        round(around.height, 1),
        tuple(PlacedNode(n.node, n.box.moved(dx, dy)) for n in nodes),
        tuple(moved),
        tuple(lanes),
    )
