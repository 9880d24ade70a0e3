"""Columns read from left to right: what leads to what, each column in the order that crosses least."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from engine.model.diagram import Diagram, Edge
from engine.rendering.diagrams.faces import face
from engine.rendering.diagrams.grid import HEADER_CHARACTERS, HEADER_SIZE, header_height
from engine.rendering.diagrams.measuring import text_width, wrapped
from engine.rendering.diagrams.placing import Box, Curve, Placed, PlacedEdge, PlacedLane, PlacedNode

__all__ = ["columns"]

_BETWEEN = 110.0  # between two columns, where the ways run
_GAP = 16.0
_SWEEPS = 8
_ARROW = 9.0
_EDGE = 10.0
_PORT = 9.0


def columns(diagram: Diagram) -> Placed:
    """Place every node in the column of its lane."""
    order = _ordered(diagram)
    names = {lane.id: max(text_width(t, HEADER_SIZE, bold=True) for t in wrapped(lane.label, HEADER_CHARACTERS)) for lane in diagram.lanes}
    widths = {lane: max(names[lane], *(face(diagram.node(n)).width for n in members)) for lane, members in order.items()}
    heights = {lane: sum(_height(diagram, n) + _GAP for n in members) - _GAP for lane, members in order.items()}
    top, tallest = header_height(diagram) + 14, max(heights.values())
    boxes: dict[str, Box] = {}
    lanes = []
    x = _EDGE
    for lane in diagram.lanes:
        members = order[lane.id]
        spare = (tallest - heights[lane.id]) / max(1, len(members))
        y = top + spare / 2
        for n in members:
            boxes[n] = Box(x, y, widths[lane.id], _height(diagram, n))
            y += _height(diagram, n) + _GAP + spare
        lanes.append(PlacedLane(lane, Box(x, 0, widths[lane.id], header_height(diagram))))
        x += widths[lane.id] + _BETWEEN
    edges = [PlacedEdge(e, curve) for e, curve in zip(diagram.edges, _ways(diagram.edges, boxes), strict=True)]
    nodes = tuple(PlacedNode(n, boxes[n.id]) for n in diagram.nodes)
    return Placed(diagram, round(x - _BETWEEN + _EDGE, 1), round(top + tallest + _EDGE, 1), nodes, tuple(edges), tuple(lanes))


def _height(diagram: Diagram, name: str) -> float:
    """Give the height of a node: of its words, and of the ways that come and go at its sides."""
    sides = (sum(e.source == name for e in diagram.edges), sum(e.target == name for e in diagram.edges))
    return max(face(diagram.node(name)).height, _PORT * max(sides) + 6)


def _ordered(diagram: Diagram) -> dict[str, list[str]]:
    """Give each column in the order that crosses least: every node near the middle of what it is tied to."""
    order = {lane.id: [n.id for n in diagram.nodes if n.lane == lane.id] for lane in diagram.lanes}
    best, least = {lane: list(members) for lane, members in order.items()}, _crossings(diagram.edges, order)
    for sweep in range(_SWEEPS):
        lanes = list(order)[1:] if sweep % 2 == 0 else list(order)[-2::-1]
        for lane in lanes:
            _sort(lane, order, diagram.edges)
        _swap(order, diagram)
        found = _crossings(diagram.edges, order)
        if found < least:
            best, least = {lane: list(members) for lane, members in order.items()}, found
    return best


def _sort(lane: str, order: Mapping[str, list[str]], edges: Sequence[Edge]) -> None:
    at = {n: i / max(1, len(members)) for members in order.values() for i, n in enumerate(members)}
    near: dict[str, list[float]] = defaultdict(list)
    for e in edges:
        near[e.source].append(at[e.target])
        near[e.target].append(at[e.source])
    order[lane].sort(key=lambda n: sum(near[n]) / len(near[n]) if near[n] else at[n])


def _swap(order: Mapping[str, list[str]], diagram: Diagram) -> None:
    """Swap neighbours as long as that takes a crossing away; nodes of one category stay together."""
    category = {n.id: n.category for n in diagram.nodes}
    for members in order.values():
        for i in range(len(members) - 1):
            before = _crossings(diagram.edges, order)
            if category[members[i]] == category[members[i + 1]]:
                members[i], members[i + 1] = members[i + 1], members[i]
                if _crossings(diagram.edges, order) >= before:
                    members[i], members[i + 1] = members[i + 1], members[i]
    for members in order.values():
        kinds = list(dict.fromkeys(category[m] for m in members))
        members.sort(key=lambda m: kinds.index(category[m]))


def _crossings(edges: Sequence[Edge], order: Mapping[str, Sequence[str]]) -> int:
    at = {n: i for members in order.values() for i, n in enumerate(members)}
    lane = {n: name for name, members in order.items() for n in members}
    ways = [(lane[e.source], at[e.source], at[e.target]) for e in edges]
    return sum(a[0] == b[0] and (a[1] - b[1]) * (a[2] - b[2]) < 0 for i, a in enumerate(ways) for b in ways[:i])


def _ways(edges: Sequence[Edge], boxes: Mapping[str, Box]) -> list[Curve]:
    """Give each way as a soft curve from a right side to a left side, its ends spread over the sides."""
    leaving: dict[str, list[int]] = defaultdict(list)
    coming: dict[str, list[int]] = defaultdict(list)
    for i, e in enumerate(edges):
        leaving[e.source].append(i)
        coming[e.target].append(i)
    starts: dict[int, float] = {}
    ends: dict[int, float] = {}
    for name, found in leaving.items():
        found.sort(key=lambda i: boxes[edges[i].target].centre[1])
        starts.update(zip(found, _spread(boxes[name], len(found)), strict=True))
    for name, found in coming.items():
        found.sort(key=lambda i: boxes[edges[i].source].centre[1])
        ends.update(zip(found, _spread(boxes[name], len(found)), strict=True))
    out = []
    for i, e in enumerate(edges):
        a = (boxes[e.source].right, starts[i])
        tip = (boxes[e.target].x, ends[i])
        b = (tip[0] - _ARROW, tip[1])
        middle = (a[0] + b[0]) / 2
        out.append(Curve((a, (middle, a[1]), (middle, b[1]), b, b, tip, tip)))
    return out


def _spread(box: Box, count: int) -> list[float]:
    middle = box.centre[1]
    step = min(_PORT, (box.height - 8) / max(1, count))
    return [middle + (i - (count - 1) / 2) * step for i in range(count)]
