"""How good a layout is: what runs through a box, what crosses, what lies on top of what, and how long the ways are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from engine.rendering.diagrams.placing import Box, Placed, PlacedEdge, Point, bounds

__all__ = ["A4", "Verdict", "blemishes", "crossings", "judge", "overlaps"]

_NEAR = 12.0  # two ways that share a node may meet this close to it
_HIT, _CROSS, _LABEL = 1000.0, 140.0, 400.0
_TOUCH = 3.0  # a way so near a box looks like its side
_CLOSE, _BESIDE, _SHORT = 80.0, 7.0, 16.0
_PAGE = 900.0
_READABLE, _SMALL = 1.35, 2500.0  # beyond this, on A4 the smallest words would be under six points
A4 = (730.0, 980.0)  # what a sheet of paper holds, less title, legend and margins, in the units of a screen


@dataclass(frozen=True, slots=True)
class Verdict:
    """The faults of a layout: for each edge the boxes that it runs through and the edges that it crosses."""

    hits: tuple[int, ...]
    crossed: tuple[int, ...]
    overlaps: int
    close: int
    size: float

    @property
    def cost(self) -> float:
        """Give one number; lower is better."""
        worst = _HIT * sum(self.hits) + _LABEL * self.overlaps
        return worst + _CROSS * sum(self.crossed) / 2 + _CLOSE * self.close + self.size


def judge(placed: Placed) -> Verdict:
    """Judge a layout."""
    paths = [edge.curve.corners() for edge in placed.edges]
    hits = tuple(_hits(edge, path, placed) for edge, path in zip(placed.edges, paths, strict=True))
    page = max(placed.width / A4[0], placed.height / A4[1]), max(placed.width / A4[1], placed.height / A4[0])
    size = _PAGE * min(page) + _SMALL * max(0.0, min(page) - _READABLE) + sum(edge.curve.length for edge in placed.edges) / 10
    return Verdict(hits, crossings(placed.edges, paths), len(overlaps(placed)), _close(paths) + _hugging(placed, paths), size)


def _close(paths: Sequence[Sequence[Point]]) -> int:
    """Count the pieces of two ways that run side by side so near that they look like one."""
    count = 0
    for axis in (0, 1):
        pieces = [
            (a[axis], *sorted((a[1 - axis], b[1 - axis])), i)
            for i, path in enumerate(paths)
            for a, b in pairwise(path)
            if a[axis] == b[axis] and abs(a[1 - axis] - b[1 - axis]) > _SHORT
        ]
        pieces.sort()
        for k, (at, low, high, i) in enumerate(pieces):
            for other, lower, higher, j in pieces[k + 1 :]:
                if other - at >= _BESIDE:
                    break
                count += i != j and min(high, higher) - max(low, lower) > _SHORT
    return count


def _hugging(placed: Placed, paths: Sequence[Sequence[Point]]) -> int:
    """Count the pieces of ways that run so close along the step where they begin or end that they look like its side."""
    boxes = {each.node.id: each.box for each in placed.nodes}
    count = 0
    for edge, path in zip(placed.edges, paths, strict=True):
        for name in {edge.edge.source, edge.edge.target}:
            near = boxes[name].grown(_TOUCH * 2)
            for a, b in pairwise(path):
                axis = 0 if a[0] == b[0] else 1
                low, high = sorted((a[1 - axis], b[1 - axis]))
                start, end = (near.y, near.bottom) if axis == 0 else (near.x, near.right)
                count += near.is_crossed(a, b) and min(high, end) - max(low, start) > _SHORT
    return count


def _hits(edge: PlacedEdge, path: Sequence[Point], placed: Placed) -> int:
    """Count the boxes that are not an end of this edge and that it runs through, or touches."""
    ends = {edge.edge.source, edge.edge.target}
    return sum(any(each.box.grown(_TOUCH).is_crossed(a, b) for a, b in pairwise(path)) for each in placed.nodes if each.node.id not in ends)


def overlaps(placed: Placed) -> list[tuple[str, str]]:
    """Give the pairs of nodes and labels that lie on each other, by their names."""
    things = [(each.node.id, each.box) for each in placed.nodes]
    things += [(f"{e.edge.source}>{e.edge.target}: {e.edge.label}", e.label) for e in placed.edges if e.label]
    return [(a, b) for (a, one), (b, other) in combinations(things, 2) if one.shared_area(other) > 1]


def blemishes(placed: Placed) -> int:
    """Count what makes answers hard to read: ten for each that lies on a step or another answer, one for each on another way."""
    foreign = 0
    for one in placed.edges:
        for other in placed.edges:
            if one.label and one is not other:
                label = one.label.grown(-3)
                foreign += any(label.is_crossed(a, b) for a, b in pairwise(other.curve.corners()))
    return 10 * len(overlaps(placed)) + foreign


def crossings(edges: Sequence[PlacedEdge], paths: Sequence[Sequence[Point]]) -> tuple[int, ...]:
    """Count for each edge how many others it crosses; a meeting at a shared node is none."""
    found = [0] * len(edges)
    boxes = [_around(path) for path in paths]
    for i, j in combinations(range(len(edges)), 2):
        if boxes[i].shared_area(boxes[j]) <= 0:
            continue
        if _cross(edges[i], edges[j], paths[i], paths[j]):
            found[i] += 1
            found[j] += 1
    return tuple(found)


def _around(path: Iterable[Point]) -> Box:
    return bounds(Box(x - 1, y - 1, 2, 2) for x, y in path)


def _cross(one: PlacedEdge, other: PlacedEdge, path: Sequence[Point], along: Sequence[Point]) -> bool:
    shared = _shared_ends(one, other, path)
    for a, b in pairwise(path):
        for c, d in pairwise(along):
            if _segments_cross(a, b, c, d) and all(_distance(_meeting(a, b, c, d), end) > _NEAR for end in shared):
                return True
    return False


def _distance(one: Point, other: Point) -> float:
    return abs(one[0] - other[0]) + abs(one[1] - other[1])


def _meeting(a: Point, b: Point, c: Point, d: Point) -> Point:
    """Give the point where two lines that are not parallel meet."""
    turn = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0])
    t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / turn
    return a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])


def _shared_ends(one: PlacedEdge, other: PlacedEdge, path: Sequence[Point]) -> list[Point]:
    ends = {other.edge.source, other.edge.target}
    found = []
    if one.edge.source in ends:
        found.append(path[0])
    if one.edge.target in ends:
        found.append(path[-1])
    return found


def _segments_cross(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) < 0 and side(c, d, a) * side(c, d, b) < 0
