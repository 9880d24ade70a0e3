"""Ways that cross another, or run along a step or the side of a lane, go another way round where there is a calmer one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise, product

from engine.rendering.diagrams.placing import Box, Placed, PlacedEdge, Point
from engine.rendering.diagrams.ports import corners_of, curve_of

__all__ = ["untangled"]

_HIT, _CROSS, _CLOSE, _BORDER, _PORT = 1000.0, 140.0, 60.0, 40.0, 25.0
_BEND, _LENGTH = 6.0, 0.1  # a corner, and a unit of way
_CALM = 30.0  # beyond this an edge has something to mend
_GAIN = 5.0
_BELOW_BAR = 10.0  # the least distance from the bar with the names of the lanes
_APART, _ALONG = 9.0, 14.0  # ways this near, over this length, look like one
_HUG, _TOUCH, _SIDE = 7.0, 3.5, 4.0
_PORTS_APART = 9.0
_MEETING = 12.0  # ways that share a step may meet this near to it
_FIRST, _LAST = 9.0, 16.0  # the least length of a way's first and last piece
_BESIDE = (11.0, 22.0)  # how far from a step or from another way a new way may run
_GRAIN = 6.0  # ways that would run nearer to each other than this are tried once
_AROUND = 120.0
_ROUNDS = 3
_ACROSS, _DOWN = (0.15, 0.32, 0.5, 0.68, 0.85), (0.22, 0.5, 0.78)  # where on its side a step may be left

Corners = tuple[Point, ...]
Piece = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class _Span:
    """A piece of a way, or the side of a step, along an axis: `at` on the other axis, from `low` to `high`."""

    at: float
    low: float
    high: float
    end: Point | None = None  # near this point it may be met, since both ways come to the same step


_Step = tuple[float, float, float, float, bool]  # of a step across a piece: its sides, its ends, and whether the way begins or ends here


@dataclass(frozen=True, slots=True)
class _Ground:
    """What the pieces of one way have to keep clear of; each piece is judged once."""

    steps: tuple[Sequence[_Step], Sequence[_Step]]  # as an upright piece meets them, and as a level one does
    borders: Sequence[float]
    spans: tuple[Sequence[_Span], Sequence[_Span]]  # of other ways: upright ones, level ones
    bent: Sequence[Piece]
    ends: tuple[Sequence[Point], Sequence[Point]]  # of other ways, at the step where this one begins and where it ends
    top: float  # the bar with the names of the lanes ends here
    judged: dict[Piece, float] = field(default_factory=dict)

    def cost(self, line: Corners, least: float = float("inf")) -> float:
        """Give how badly a way would run, its length apart; counting stops at `least`."""
        cost = _PORT * (_is_near(line[0], self.ends[0]) + _is_near(line[-1], self.ends[1]))
        for piece in pairwise(line):
            if cost >= least:
                break
            cost += self.piece(piece)
        return cost

    def piece(self, piece: Piece) -> float:
        """Give what one straight piece costs."""
        known = self.judged.get(piece)
        if known is None:
            known = self.judged[piece] = self._piece(*piece)
        return known

    def _piece(self, a: Point, b: Point) -> float:
        axis = 0 if a[0] == b[0] else 1
        at, low, high = a[axis], *sorted((a[1 - axis], b[1 - axis]))
        if min(a[1], b[1]) < self.top:
            return _HIT
        cost = _along_steps(self.steps[axis], at, low, high)
        if cost >= _HIT:
            return cost
        if axis == 0 and high - low > _ALONG:
            cost += _BORDER * sum(abs(at - x) < _SIDE for x in self.borders)
        for span in self.spans[axis]:
            if abs(span.at - at) < _APART and min(high, span.high) - max(low, span.low) > _ALONG:
                cost += _CLOSE
        for span in self.spans[1 - axis]:
            if span.low - 1 < at < span.high + 1 and low - 1 < span.at < high + 1:
                meeting = (at, span.at) if axis == 0 else (span.at, at)
                cost += _CROSS * (span.end is None or _distance(meeting, span.end) > _MEETING)
        if self.bent:
            thin = Box(min(a[0], b[0]), min(a[1], b[1]), max(0.1, abs(a[0] - b[0])), max(0.1, abs(a[1] - b[1])))
            cost += _CROSS * sum(thin.is_crossed(c, d) for c, d in self.bent)
        return cost


def _along_steps(steps: Sequence[_Step], at: float, low: float, high: float) -> float:
    """Give what a piece costs the steps: running through one, or so close along it that it looks like its side."""
    cost = 0.0
    for near, far, start, end, own in steps:
        if near - _HUG < at < far + _HUG and low < end + _HUG and high > start - _HUG:
            slack = 0.0 if own else _TOUCH
            if near - slack < at < far + slack and low < end + slack and high > start - slack:
                return _HIT
            if not own or min(high, end) - max(low, start) > _ALONG:
                cost += _CLOSE
    return cost


def untangled(placed: Placed, top: float) -> Placed:
    """Lead ways round, worst first, as long as that makes the sheet calmer; `top` is where steps may begin."""
    edges = list(placed.edges)
    boxes = {n.node.id: n.box for n in placed.nodes}
    borders = [lane.box.x for lane in placed.lanes[1:]]
    lines = [corners_of(edge.curve) if edge.edge.source != edge.edge.target else None for edge in edges]
    tried: dict[int, float] = {}  # in vain, at this cost
    for _ in range(_ROUNDS):
        costs = [_ground(i, edges, boxes, borders, top + _BELOW_BAR).cost(tuple(line)) if line else 0.0 for i, line in enumerate(lines)]
        changed = False
        for i in sorted(range(len(edges)), key=lambda i: -costs[i]):
            line = lines[i]
            if costs[i] < _CALM or not line or tried.get(i) == costs[i]:
                continue
            better = _better(tuple(line), edges[i], boxes, _ground(i, edges, boxes, borders, top + _BELOW_BAR))
            if not better:
                tried[i] = costs[i]
            else:
                lines[i] = list(better)
                edges[i] = replace(edges[i], curve=curve_of(better, edges[i].curve))
                changed = True
        if not changed:
            break
    return replace(placed, edges=tuple(edges))


def _ground(i: int, edges: Sequence[PlacedEdge], boxes: Mapping[str, Box], borders: Sequence[float], top: float) -> _Ground:
    own = edges[i].edge
    spans: tuple[list[_Span], list[_Span]] = ([], [])
    bent: list[Piece] = []
    ends: tuple[list[Point], list[Point]] = ([], [])
    for k, other in enumerate(edges):
        if k == i:
            continue
        path = other.curve.corners()
        met = None
        for name, point in ((other.edge.source, path[0]), (other.edge.target, path[-1])):
            for which, mine in enumerate((own.source, own.target)):
                if name == mine:
                    ends[which].append(point)
                    met = point
        for a, b in pairwise(path):
            if a[0] != b[0] and a[1] != b[1]:
                bent.append((a, b))
            elif a != b:
                axis = 0 if a[0] == b[0] else 1
                low, high = sorted((a[1 - axis], b[1 - axis]))
                spans[axis].append(_Span(a[axis], low, high, met))
    ours = (own.source, own.target)
    upright = [(box.x, box.right, box.y, box.bottom, name in ours) for name, box in boxes.items()]
    level = [(box.y, box.bottom, box.x, box.right, name in ours) for name, box in boxes.items()]
    return _Ground((upright, level), borders, spans, bent, ends, top)


def _better(now: Corners, edge: PlacedEdge, boxes: Mapping[str, Box], ground: _Ground) -> Corners | None:
    """Give the calmest other way of an edge; None where the way that it has is as good."""
    least = ground.cost(now) + _effort(now) - _GAIN
    found: Corners | None = None
    for line in _candidates(boxes[edge.edge.source], boxes[edge.edge.target], ground, least):
        effort = _effort(line)
        if effort < least:
            cost = ground.cost(line, least - effort) + effort
            if cost < least:
                least, found = cost, line
    return found


def _effort(line: Corners) -> float:
    return sum(abs(a[0] - b[0]) + abs(a[1] - b[1]) for a, b in pairwise(line)) * _LENGTH + _BEND * (len(line) - 2)


def _candidates(source: Box, target: Box, ground: _Ground, least: float) -> Iterator[Corners]:
    """Give right-angled ways with at most two corners that leave and arrive outward and whose ends cost less than `least`."""
    near = min(source.x, target.x), min(source.y, target.y)
    far = max(source.right, target.right), max(source.bottom, target.bottom)
    doors = (list(_upright(source)), list(_level(source))), (list(_upright(target)), list(_level(target)))
    for axis, (leave, arrive) in enumerate(zip(*doors, strict=True)):
        for at in _channels(ground, 1 - axis, near[1 - axis] - _AROUND, far[1 - axis] + _AROUND):
            begins = [p for door in leave for p in _outward(door, axis, at, _FIRST) if ground.piece(p) < least]
            ends = [p for door in arrive for p in _outward(door, axis, at, _LAST) if ground.piece(p) < least]
            yield from ((*a, *reversed(b)) for a, b in product(begins, ends) if a[1] != b[1])
        for one, other in product(leave, doors[1][1 - axis]):
            corner = (one[0][0], other[0][1]) if axis == 0 else (other[0][0], one[0][1])
            if _outward(one, axis, corner[1 - axis], _FIRST) and _outward(other, 1 - axis, corner[axis], _LAST):
                yield one[0], corner, other[0]


def _outward(door: tuple[Point, Point], axis: int, at: float, least: float) -> list[Piece]:
    """Give the piece that leads outward from a step to a channel, if that is far enough."""
    (x, y), outward = door
    long = (at - (x, y)[1 - axis]) * outward[1 - axis]
    return [((x, y), (x, at) if axis == 0 else (at, y))] if long >= least else []


def _upright(box: Box) -> Iterator[tuple[Point, Point]]:
    """Give the places above and below a step, each with its direction outward."""
    for part in _ACROSS:
        x = round(box.x + box.width * part, 1)
        yield (x, box.y), (0, -1)
        yield (x, box.bottom), (0, 1)


def _level(box: Box) -> Iterator[tuple[Point, Point]]:
    """Give the places left and right of a step, each with its direction outward."""
    for part in _DOWN:
        y = round(box.y + box.height * part, 1)
        yield (box.x, y), (-1, 0)
        yield (box.right, y), (1, 0)


def _channels(ground: _Ground, axis: int, low: float, high: float) -> list[float]:
    """Give where a way may run along: beside steps, beside the sides of lanes and beside other ways."""
    sides = [at for near, far, *_ in ground.steps[axis] for at in (near, far)]
    ways = [span.at for span in ground.spans[axis]]
    borders = list(ground.borders) if axis == 0 else []
    found = sorted(at + by * sign for at in (*sides, *ways, *borders) for by in _BESIDE for sign in (-1, 1))
    out: list[float] = []
    for at in found:
        if low <= at <= high and (not out or at - out[-1] >= _GRAIN):
            out.append(round(at, 1))
    return out


def _is_near(point: Point, others: Sequence[Point]) -> bool:
    """Tell whether another way leaves or reaches a step at nearly the same place."""
    return any(_distance(point, other) < _PORTS_APART for other in others)


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])
