"""A diagram to its places: several layouts are tried, the calmest is kept, and ways that would run through it become jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations, pairwise

from engine.model.diagram import Diagram, Edge, Node
from engine.rendering.diagrams.faces import edge_label
from engine.rendering.diagrams.judging import Verdict, judge
from engine.rendering.diagrams.labels import place_labels
from engine.rendering.diagrams.placing import Box, Placed, PlacedEdge, PlacedLane, PlacedNode, bounds
from engine.rendering.diagrams.sketch import Sketch, Variant, laid_out

__all__ = ["HEADER", "lay_out"]

HEADER = 30.0  # height of a lane's name
_MARGIN = 8.0
_ORDERS = 3  # orders of the lanes that are tried
_MOST_LANES = 7  # beyond this not every order is looked at
_LONG = 520.0  # a way longer than this is followed with a finger, so it becomes a jump
_MOST_JUMPS = 8


def lay_out(diagram: Diagram) -> Placed:
    """Give every node, edge and label its place.

    Raises `KnowledgeError` when there is no Graphviz to do it.
    """
    placed, verdict = _best(diagram)
    for _ in range(_MOST_JUMPS if diagram.arrangement == "lanes" else 0):
        worst = _worst(placed, verdict)
        if worst is None:
            break
        diagram = _with_jump(diagram, worst)
        placed, verdict = _best(diagram)
    return placed


def _best(diagram: Diagram) -> tuple[Placed, Verdict]:
    tried = []
    for variant in _variants(diagram):
        placed = _settled(diagram, laid_out(diagram, variant), variant)
        tried.append((placed, judge(placed)))
    return min(tried, key=lambda each: each[1].cost)


def _variants(diagram: Diagram) -> Iterator[Variant]:
    """Give the layouts that are worth a try: lanes that talk to each other stand side by side."""
    lanes = tuple(lane.id for lane in diagram.lanes)
    orders = [lanes]
    if diagram.arrangement == "lanes":
        lane_of = {node.id: node.lane for node in diagram.nodes}
        pairs = [(lane_of[e.source], lane_of[e.target]) for e in diagram.edges if e.tie not in ("escalates", "returns", "after")]
        every = permutations(lanes) if len(lanes) <= _MOST_LANES else iter([lanes])
        orders = sorted(every, key=lambda order: (_stretch(order, pairs), [lanes.index(x) for x in order]))[:_ORDERS]
    for order in orders:
        for backward in (False, True):
            yield Variant(order, backward=backward)
            if diagram.arrangement != "columns":
                yield Variant(order, backward=backward, loose=True)


def _stretch(order: Sequence[str], pairs: Sequence[tuple[str, str]]) -> int:
    at = {lane: i for i, lane in enumerate(order)}
    return sum(abs(at[a] - at[b]) for a, b in pairs)


def _settled(diagram: Diagram, sketch: Sketch, variant: Variant) -> Placed:
    """Place the labels and the lanes, and move everything so that the sheet begins at (0, 0)."""
    nodes = [PlacedNode(node, sketch.nodes[node.id]) for node in diagram.nodes]
    shown = [(i, e) for i, e in enumerate(diagram.edges) if i in sketch.curves and e.tie != "after"]
    bare = [PlacedEdge(edge, sketch.curves[i]) for i, edge in shown]
    edges = place_labels(bare, [edge_label(edge, diagram) for _, edge in shown], nodes)
    around = bounds(
        iter(
            [n.box for n in nodes]
            + [e.label for e in edges if e.label]
            + [Box(x, y, 0, 0) for e in edges for x, y in e.curve.sampled()]
        )
    )
    lanes = _lanes(diagram, sketch, variant, around)
    whole = bounds(iter([around.grown(_MARGIN), *(lane.box for lane in lanes)]))
    dx, dy = -whole.x, -whole.y
    return Placed(
        diagram,
        round(whole.width, 1),
        round(whole.height, 1),
        tuple(PlacedNode(n.node, n.box.moved(dx, dy)) for n in nodes),
        tuple(PlacedEdge(e.edge, e.curve.moved(dx, dy), e.label.moved(dx, dy) if e.label else None, e.lines) for e in edges),
        tuple(PlacedLane(lane.lane, lane.box.moved(dx, dy)) for lane in lanes),
    )


def _lanes(diagram: Diagram, sketch: Sketch, variant: Variant, around: Box) -> list[PlacedLane]:
    """Give the lanes their room: side by side without gaps, or as bands one above the other."""
    by_id = {lane.id: lane for lane in diagram.lanes}
    if diagram.arrangement == "lanes":
        areas = [sketch.lanes[lane] for lane in variant.lanes]
        inner = [(a.right + b.x) / 2 for a, b in pairwise(areas)]
        sides = [min(around.x, areas[0].x) - _MARGIN, *inner, max(around.right, areas[-1].right) + _MARGIN]
        top, height = around.y - HEADER - _MARGIN, around.height + HEADER + 2 * _MARGIN
        return [PlacedLane(by_id[lane], Box(a, top, b - a, height)) for lane, (a, b) in zip(variant.lanes, pairwise(sides), strict=True)]
    if diagram.arrangement == "bands":
        rows = [bounds(sketch.nodes[n.id] for n in diagram.nodes if n.lane == lane) for lane in variant.lanes]
        inner = [(a.bottom + b.y) / 2 for a, b in pairwise(rows)]
        sides = [around.y - 2 * _MARGIN, *inner, around.bottom + 2 * _MARGIN]
        left, width = around.x - 2 * _MARGIN, around.width + 4 * _MARGIN
        return [PlacedLane(by_id[lane], Box(left, a, width, b - a)) for lane, (a, b) in zip(variant.lanes, pairwise(sides), strict=True)]
    out = []
    for lane in variant.lanes:
        area = bounds(sketch.nodes[n.id] for n in diagram.nodes if n.lane == lane)
        out.append(PlacedLane(by_id[lane], Box(area.x, around.y - HEADER - _MARGIN, area.width, HEADER)))
    return out


def _worst(placed: Placed, verdict: Verdict) -> Edge | None:
    """Give the edge that disturbs most, or None when the sheet is calm."""

    def badness(i: int) -> tuple[float, float]:
        edge = placed.edges[i]
        long = edge.curve.length
        bad = 3.0 * verdict.hits[i] + (verdict.crossed[i] if verdict.crossed[i] > 1 else 0) + max(0.0, long - _LONG) / 200
        return bad, long

    able = [i for i, e in enumerate(placed.edges) if e.edge.tie in ("next", "early") and placed.diagram.node(e.edge.target).shape != "jump"]
    if not able:
        return None
    worst = max(able, key=badness)
    return placed.edges[worst].edge if badness(worst)[0] > 0 else None


def _with_jump(diagram: Diagram, edge: Edge) -> Diagram:
    """Let an edge end at a small sign that names the step where the reader goes on."""
    target = diagram.node(edge.target)
    sign = Node(
        id=f"{edge.source}>>{edge.target}#{edge.id}",
        shape="jump",
        label=f"\u2192 {target.number}  {target.label}",
        full=target.sentence,
        number=target.number,
        lane=diagram.node(edge.source).lane,
        target=target.id,
        change=edge.change,
    )
    at = diagram.edges.index(edge)
    edges = (*diagram.edges[:at], replace(edge, target=sign.id), *diagram.edges[at + 1 :])
    place = [n.id for n in diagram.nodes].index(edge.source) + 1
    return replace(diagram, nodes=(*diagram.nodes[:place], sign, *diagram.nodes[place:]), edges=edges)
