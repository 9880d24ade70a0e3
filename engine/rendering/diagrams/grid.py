"""Rows and lanes to places: each row as high as its highest step, each lane as wide as its fullest row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from engine.model.diagram import Diagram
from engine.rendering.diagrams.faces import edge_label, face
from engine.rendering.diagrams.measuring import text_width
from engine.rendering.diagrams.placing import Box
from engine.rendering.diagrams.ranks import Ranks

__all__ = ["HEADER", "Grid", "Variant", "gridded"]

HEADER = 30.0  # height of a lane's name
_HEADER_SIZE = 14.0
_GAP_X, _GAP_Y = 26.0, 34.0
_SIDE = 20.0  # between a lane's side and its steps, where ways may run
_SWEEPS = 14
_ABOVE = 18.0


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to arrange a sheet: the lanes in this order, at most so many steps of a lane side by side."""

    lanes: tuple[str, ...]
    per_row: int = 9
    backward: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """Boxes of nodes and of lanes."""

    nodes: Mapping[str, Box]
    lanes: Mapping[str, Box]


def gridded(diagram: Diagram, ranks: Ranks, variant: Variant) -> Grid:
    """Place all nodes in lanes that are columns."""
    rows = _rows(diagram, ranks, variant)
    widths = {lane: _lane_width(diagram, lane, rows) for lane in variant.lanes}
    starts = dict(zip(variant.lanes, accumulate(widths.values(), initial=0.0), strict=False))
    centres = _spread(diagram, rows, starts, widths)
    boxes, bottom = _stacked(diagram, rows, centres)
    return Grid(boxes, {lane: Box(starts[lane], 0, widths[lane], bottom) for lane in variant.lanes})


Row = Mapping[str, Sequence[str]]  # lane -> its nodes in this row, left to right


def _rows(diagram: Diagram, ranks: Ranks, variant: Variant) -> list[Row]:
    """Give the rows from the top; a row that is too full for a lane goes on in the next."""
    out: list[Row] = []
    for rank in sorted(set(ranks.row.values())):
        lanes = {}
        for lane in variant.lanes:
            members = [n.id for n in diagram.nodes if n.lane == lane and ranks.row[n.id] == rank]
            lanes[lane] = sorted(members, key=lambda id_: ranks.across[id_])
        deep = max(-(-len(members) // variant.per_row) for members in lanes.values())
        for i in range(deep):
            part = slice(i * variant.per_row, (i + 1) * variant.per_row)
            out.append({lane: members[part] for lane, members in lanes.items() if members[part]})
    return out


def _lane_width(diagram: Diagram, lane: str, rows: Iterable[Row]) -> float:
    label = next(each.label for each in diagram.lanes if each.id == lane)
    fullest = max((_row_width(diagram, row.get(lane, ())) for row in rows), default=0.0)
    return max(text_width(label, _HEADER_SIZE, bold=True) + 16, fullest + 2 * _SIDE)


def _row_width(diagram: Diagram, members: Sequence[str]) -> float:
    return sum(face(diagram.node(m)).width for m in members) + _GAP_X * max(0, len(members) - 1)


def _spread(diagram: Diagram, rows: Sequence[Row], starts: Mapping[str, float], widths: Mapping[str, float]) -> dict[str, float]:
    """Give the middle of each node: as near to what it is tied to as its neighbours in the row allow."""
    wide = {n.id: face(n).width for n in diagram.nodes}
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    lane_of = {n.id: n.lane for n in diagram.nodes}
    for edge in diagram.edges:
        weight = 2.0 if lane_of[edge.source] == lane_of[edge.target] else 0.4
        near[edge.source].append((edge.target, weight))
        near[edge.target].append((edge.source, weight))
    at: dict[str, float] = {}
    for row in rows:
        for lane, members in row.items():
            at.update(_packed(members, [starts[lane] + widths[lane] / 2] * len(members), wide, starts[lane], widths[lane]))
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            for lane, members in row.items():
                wanted = [_mean([(at[other], weight) for other, weight in near[m]], starts[lane] + widths[lane] / 2) for m in members]
                at.update(_packed(members, wanted, wide, starts[lane], widths[lane]))
    return at


def _mean(pulls: Sequence[tuple[float, float]], home: float) -> float:
    """Give where the ties pull a node; a little of the lane's own middle keeps it from leaning on the side."""
    total = sum(weight for _, weight in pulls) + 0.3
    return (sum(x * weight for x, weight in pulls) + home * 0.3) / total


def _packed(members: Sequence[str], wanted: Sequence[float], wide: Mapping[str, float], start: float, width: float) -> dict[str, float]:
    """Put nodes as near to where they want to be as their order, their gaps and their lane allow."""
    low, high = start + _SIDE, start + width - _SIDE
    at = list(wanted)
    for i, m in enumerate(members):
        least = low + wide[m] / 2 if not i else at[i - 1] + (wide[members[i - 1]] + wide[m]) / 2 + _GAP_X
        at[i] = max(at[i], least)
    for i in range(len(members) - 1, -1, -1):
        m = members[i]
        most = high - wide[m] / 2 if i == len(members) - 1 else at[i + 1] - (wide[members[i + 1]] + wide[m]) / 2 - _GAP_X
        at[i] = min(at[i], most)
    return dict(zip(members, at, strict=True))


def _stacked(diagram: Diagram, rows: Sequence[Row], centres: Mapping[str, float]) -> tuple[dict[str, Box], float]:
    """Give the boxes row by row, with room below each row for the answers on the edges that leave it."""
    boxes: dict[str, Box] = {}
    y = HEADER + _ABOVE
    for row in rows:
        members = [m for lane in row.values() for m in lane]
        high = max(face(diagram.node(m)).height for m in members)
        for m in members:
            shown = face(diagram.node(m))
            boxes[m] = Box(centres[m] - shown.width / 2, y + (high - shown.height) / 2, shown.width, shown.height)
        y += high + _GAP_Y + _room(diagram, members)
    return boxes, y - _GAP_Y + _ABOVE


def _room(diagram: Diagram, members: Sequence[str]) -> float:
    """Give the height of the tallest answer on an edge that leaves this row, or that goes up to it."""
    inside = set(members)
    labels = [edge_label(e, diagram)[2] for e in diagram.edges if (e.target if e.tie == "escalates" else e.source) in inside]
    return max(labels, default=0.0)
