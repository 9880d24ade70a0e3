"""Rows and lanes to places: each row as high as its highest step, each lane as wide as its fullest row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from engine.model.diagram import Diagram
from engine.rendering.diagrams.faces import edge_label, face
from engine.rendering.diagrams.measuring import line_height, text_width, wrapped
from engine.rendering.diagrams.placing import Box
from engine.rendering.diagrams.ranks import Ranks

__all__ = ["HEADER_CHARACTERS", "HEADER_SIZE", "Grid", "Variant", "gridded", "header_height"]

HEADER_CHARACTERS = 20
HEADER_SIZE = 14.0
_PORT = 16.0  # room that one way takes along a step's side
_SNAP = 64.0  # steps of a lane whose middles differ less than this stand straight under each other
_GAP_X, _GAP_Y = 24.0, 31.0
_SIDE = 17.0  # between a lane's side and its steps, where ways may run
_SWEEPS = 14
_ABOVE = 14.0
_EAR = 24.0  # of a way from a step to itself, up to its answer
_THICK = 14.0  # more of it where the way is thick
_SHAFT = 21.0  # what is seen of a way above and below its answer


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to arrange a sheet: the lanes in this order, and of each at most so many steps side by side."""

    lanes: tuple[str, ...]
    per_row: Mapping[str, int]
    air: float = 0.0  # more room between the rows


@dataclass(frozen=True, slots=True)
class Grid:
    """Boxes of nodes and of lanes."""

    nodes: Mapping[str, Box]
    lanes: Mapping[str, Box]


def header_height(diagram: Diagram) -> float:
    """Give the height of the bar with the names of the lanes."""
    return max(len(wrapped(lane.label, HEADER_CHARACTERS)) for lane in diagram.lanes) * line_height(HEADER_SIZE) + 12


def gridded(diagram: Diagram, ranks: Ranks, variant: Variant) -> Grid:
    """Place all nodes in lanes that are columns."""
    rows = _rows(diagram, ranks, variant)
    widths = {lane: _lane_width(diagram, lane, rows) for lane in variant.lanes}
    starts = dict(zip(variant.lanes, accumulate(widths.values(), initial=0.0), strict=False))
    centres = _spread(diagram, rows, starts, widths)
    boxes, bottom = _stacked(diagram, rows, centres, variant.air)
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
        parts = {lane: [members[i : i + most] for i in range(0, len(members), most)] for lane, members, most in _limited(lanes, variant)}
        deepest = max(map(len, parts.values()))
        out.extend({lane: part[i] for lane, part in parts.items() if i < len(part)} for i in range(deepest))
    return out


def _limited(lanes: Mapping[str, list[str]], variant: Variant) -> Iterator[tuple[str, list[str], int]]:
    return ((lane, members, variant.per_row[lane]) for lane, members in lanes.items())


def _lane_width(diagram: Diagram, lane: str, rows: Iterable[Row]) -> float:
    label = next(each.label for each in diagram.lanes if each.id == lane)
    named = max(text_width(line, HEADER_SIZE, bold=True) for line in wrapped(label, HEADER_CHARACTERS))
    sizes = _widths(diagram)
    ears = _ears(diagram)
    fullest = max((_row_width(sizes, ears, row.get(lane, ())) for row in rows), default=0.0)
    return max(named + 16, fullest + 2 * _SIDE)


def _widths(diagram: Diagram) -> dict[str, float]:
    """Give how wide each node is: enough for its words, and for the ways that come and go."""
    ends = Counter(e.source for e in diagram.edges if e.tie != "after"), Counter(e.target for e in diagram.edges if e.tie != "after")
    return {n.id: max(face(n).width, _PORT * max(each[n.id] for each in ends) + 12) for n in diagram.nodes}


def _ears(diagram: Diagram) -> dict[str, float]:
    """Give how much room each node needs at its right: more where it leads to itself, since the answer stands there."""
    ears = {e.source: _EAR + edge_label(e, diagram)[1] for e in diagram.edges if e.source == e.target}
    return {n.id: ears.get(n.id, 0.0) for n in diagram.nodes}


def _row_width(sizes: Mapping[str, float], ears: Mapping[str, float], members: Sequence[str]) -> float:
    return sum(sizes[m] + ears[m] for m in members) + _GAP_X * max(0, len(members) - 1)


def _spread(diagram: Diagram, rows: Sequence[Row], starts: Mapping[str, float], widths: Mapping[str, float]) -> dict[str, float]:
    """Give the middle of each node: as near to what it is tied to as its neighbours in the row allow."""
    wide, ears = _widths(diagram), _ears(diagram)
    near: dict[str, list[tuple[str, float]]] = defaultdict(list)
    lane_of = {n.id: n.lane for n in diagram.nodes}
    for edge in diagram.edges:
        weight = 3.0 if lane_of[edge.source] == lane_of[edge.target] else 0.2
        near[edge.source].append((edge.target, weight))
        near[edge.target].append((edge.source, weight))
    at: dict[str, float] = {}
    for row in rows:
        for lane, members in row.items():
            at.update(_packed(members, [starts[lane] + widths[lane] / 2] * len(members), (wide, ears), (starts[lane], widths[lane])))
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 == 0 else reversed(rows):
            for lane, members in row.items():
                wanted = [_mean([(at[other], weight) for other, weight in near[m]], starts[lane] + widths[lane] / 2) for m in members]
                at.update(_packed(members, wanted, (wide, ears), (starts[lane], widths[lane])))
    snapped = _snapped(at, lane_of)
    for row in rows:
        for lane, members in row.items():
            at.update(_packed(members, [snapped[m] for m in members], (wide, ears), (starts[lane], widths[lane])))
    return at


def _snapped(at: Mapping[str, float], lane_of: Mapping[str, str]) -> dict[str, float]:
    """Give nearly equal middles of one lane the same value, so that steps stand straight under each other."""
    out: dict[str, float] = {}
    for lane in set(lane_of.values()):
        group: list[str] = []
        for name in [*sorted((n for n in at if lane_of[n] == lane), key=lambda n: at[n]), ""]:
            if group and (not name or at[name] - at[group[0]] > _SNAP):
                out.update(dict.fromkeys(group, sum(at[n] for n in group) / len(group)))
                group = []
            group.append(name)
    return out


def _mean(pulls: Sequence[tuple[float, float]], home: float) -> float:
    """Give where the ties pull a node; a little of the lane's own middle keeps it from leaning on the side."""
    total = sum(weight for _, weight in pulls) + 0.3
    return (sum(x * weight for x, weight in pulls) + home * 0.3) / total


def _packed(
    members: Sequence[str], wanted: Sequence[float], room: tuple[Mapping[str, float], Mapping[str, float]], lane: tuple[float, float]
) -> dict[str, float]:
    """Put nodes as near to where they want to be as their order, their gaps and their lane, its start and its width, allow."""
    wide, ears = room
    low, high = lane[0] + _SIDE, lane[0] + lane[1] - _SIDE
    at = list(wanted)
    for i, m in enumerate(members):
        least = low + wide[m] / 2 if not i else at[i - 1] + (wide[members[i - 1]] + wide[m]) / 2 + ears[members[i - 1]] + _GAP_X
        at[i] = max(at[i], least)
    for i in range(len(members) - 1, -1, -1):
        m = members[i]
        after = high if i == len(members) - 1 else at[i + 1] - wide[members[i + 1]] / 2 - _GAP_X
        most = after - wide[m] / 2 - ears[m]
        at[i] = min(at[i], most)
    return dict(zip(members, at, strict=True))


def _stacked(diagram: Diagram, rows: Sequence[Row], centres: Mapping[str, float], air: float) -> tuple[dict[str, Box], float]:
    """Give the boxes row by row, with room below each row for the answers on the edges that leave it."""
    boxes: dict[str, Box] = {}
    wide = _widths(diagram)
    y, gap = header_height(diagram) + _ABOVE, 0.0
    for row in rows:
        members = [m for lane in row.values() for m in lane]
        high = max(face(diagram.node(m)).height for m in members)
        for m in members:
            shown = face(diagram.node(m))
            boxes[m] = Box(centres[m] - wide[m] / 2, y + (high - shown.height) / 2, wide[m], shown.height)
        gap = max(_GAP_Y, _room(diagram, members) + _SHAFT) + air
        y += high + gap
    return boxes, y - gap + _ABOVE


def _room(diagram: Diagram, members: Sequence[str]) -> float:
    """Give the height of the tallest answer on an edge that leaves this row, or that goes up to it."""
    inside = set(members)
    labels = []
    for edge in diagram.edges:
        upward = edge.tie == "escalates"
        high = edge_label(edge, diagram)[2]
        if high and (edge.target if upward else edge.source) in inside:
            labels.append(high + (_THICK if upward else 0))
    return max(labels, default=0.0)
