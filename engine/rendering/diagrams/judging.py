"""How good a layout is: what runs through a box, what crosses, what lies on top of what, and how long the ways are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from engine.rendering.diagrams.placing import Box, Placed, PlacedEdge, Point, bounds

__all__ = ["A4", "Verdict", "crossings", "judge", "overlaps"]

_NEAR = 26.0  # two ways that share a node may meet this close to it
_HIT, _CROSS, _LABEL = 1000.0, 60.0, 400.0
_PAGE = 500.0
A4 = (730.0, 980.0)  # what a sheet of paper holds, less title, legend and margins, in the units of a screen


@dataclass(frozen=True, slots=True)
class Verdict:
    """The faults of a layout: for each edge the boxes that it runs through and the edges that it crosses."""

    hits: tuple[int, ...]
    crossed: tuple[int, ...]
    overlaps: int
    size: float

    @property
    def cost(self) -> float:
        """Give one number; lower is better."""
        return _HIT * sum(self.hits) + _CROSS * sum(self.crossed) / 2 + _LABEL * self.overlaps + self.size


def judge(placed: Placed) -> Verdict:
    """Judge a layout."""
    paths = [edge.curve.sampled() for edge in placed.edges]
    hits = tuple(_hits(edge, path, placed) for edge, path in zip(placed.edges, paths, strict=True))
    page = max(placed.width / A4[0], placed.height / A4[1]), max(placed.width / A4[1], placed.height / A4[0])
    size = _PAGE * min(page) + sum(edge.curve.length for edge in placed.edges) / 10
    return Verdict(hits, crossings(placed.edges, paths), len(overlaps(placed)), size)


def _hits(edge: PlacedEdge, path: Sequence[Point], placed: Placed) -> int:
    """Count the boxes that are not an end of this edge and that it runs through."""
    ends = {edge.edge.source, edge.edge.target}
    return sum(any(each.box.grown(1).holds(p) for p in path) for each in placed.nodes if each.node.id not in ends)


def overlaps(placed: Placed) -> list[tuple[str, str]]:
    """Give the pairs of nodes and labels that lie on each other, by their names."""
    things = [(each.node.id, each.box) for each in placed.nodes]
    things += [(f"{e.edge.source}>{e.edge.target}: {e.edge.label}", e.label) for e in placed.edges if e.label]
    return [(a, b) for (a, one), (b, other) in combinations(things, 2) if one.shared_area(other) > 1]


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
            if _segments_cross(a, b, c, d) and all(abs(a[0] - x) + abs(a[1] - y) > _NEAR for x, y in shared):
                return True
    return False


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


