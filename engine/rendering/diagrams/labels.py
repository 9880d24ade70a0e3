"""Where the answer on an edge stands: on its own line or just beside it, clear of boxes, of other answers and of other lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.rendering.diagrams.faces import Wanted
from engine.rendering.diagrams.placing import Box, PlacedEdge, PlacedNode, Point, bounds

__all__ = ["place_labels"]

_NARROWER = 4.0  # a label in more lines than it needs, where there is room for all of it in its widest form
_BOX, _OTHER_LABEL, _OTHER_LINE, _BESIDE, _FAR, _COVERS, _TIP = 40.0, 40.0, 24.0, 1.0, 3.0, 6.0, 16.0
_ASIDE = (0.2, -0.2, 0.35, -0.35, 0.45, -0.45)  # parts of its width by which a label may stand aside on its own line
_AWAY = (9.0, 18.0)  # further off, beside a way that runs aslant
_DISTANT = 0.3
_CORNER, _BORDER = 2.5, 2.0
_NEARBY, _ASTRAY = 12.0, 10.0
_CLEAR = 10.0  # of the arrow's tip


def place_labels(
    edges: Sequence[PlacedEdge],
    wanted: Sequence[Sequence[Wanted]],
    nodes: Sequence[PlacedNode],
    borders: Sequence[float] = (),
    closed: Sequence[Box] = (),
) -> list[PlacedEdge]:
    """Give each edge that has words a place for them; shortest edges first, since they have the least choice.

    Words are `wanted` in the first of their forms, or in a narrower one where that stands so much better; no forms where there are none.
    `borders` are the sides of lanes, which a label had better not cover; in `closed` boxes it has no place.
    """
    paths = [edge.curve.sampled() for edge in edges]
    pieces = [list(pairwise(edge.curve.corners())) for edge in edges]
    order = sorted((i for i, forms in enumerate(wanted) if forms), key=lambda i: (edges[i].curve.length, i))
    taken: dict[int, Box] = {}
    chosen: dict[int, tuple[str, ...]] = {}
    boxes = [*closed, *(node.box.grown(2) for node in nodes)]
    for i in order:
        near = bounds(Box(x, y, 0, 0) for x, y in paths[i]).grown(max(width + height for _, width, height in wanted[i]))
        others = [piece for j, path in enumerate(pieces) if j != i for piece in path if _touches(near, piece)]
        ground = _Ground([b for b in boxes if near.shared_area(b)], list(taken.values()), others, _corners(edges[i]), borders)
        tried = [(*_best(paths[i], width, height, ground), lines) for lines, width, height in wanted[i]]
        _, taken[i], chosen[i] = min(((cost + n * _NARROWER, box, lines) for n, (cost, box, lines) in enumerate(tried)), key=lambda t: t[0])
    return [PlacedEdge(e.edge, e.curve, taken.get(i), chosen.get(i, ())) for i, e in enumerate(edges)]


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a label must keep clear of."""

    boxes: Sequence[Box]
    taken: Sequence[Box]
    others: Sequence[tuple[Point, Point]]
    corners: Sequence[Point]
    borders: Sequence[float]

    def cost(self, box: Box, path: Sequence[Point]) -> float:
        """Give how badly a label would stand here."""
        area = box.width * box.height
        near = box.grown(2)
        cost = sum(_BOX * (1 + box.shared_area(b) / area) for b in self.boxes if box.shared_area(b) > 0)
        cost += sum(_OTHER_LABEL * (1 + near.shared_area(b) / area) for b in self.taken if near.shared_area(b) > 0)
        cost += _OTHER_LINE * min(3, sum(box.is_crossed(a, b) for a, b in self.others))
        if not any(near.holds(p) for p in path):  # beside its own line, so no other line may be as near
            beside = box.grown(_NEARBY)
            cost += _ASTRAY * min(2, sum(beside.is_crossed(a, b) for a, b in self.others))
        cost += _COVERS * max(0.0, sum(box.holds(p) for p in path) / len(path) - 0.3)
        cost += _CORNER * sum(near.holds(p) for p in self.corners)
        cost += _BORDER * sum(box.x < x < box.right for x in self.borders)
        return cost + (_TIP if box.grown(_CLEAR).holds(path[-1]) else 0)


def _touches(box: Box, piece: tuple[Point, Point]) -> bool:
    (ax, ay), (bx, by) = piece
    return max(ax, bx) > box.x and min(ax, bx) < box.right and max(ay, by) > box.y and min(ay, by) < box.bottom


def _corners(edge: PlacedEdge) -> list[Point]:
    """Give where a way turns; a label on a corner hides which way it goes."""
    return edge.curve.corners()[1:-2]


def _best(path: Sequence[Point], width: float, height: float, ground: _Ground) -> tuple[float, Box]:
    found: tuple[float, Box] | None = None
    beside, above = width / 2 + 5, height / 2 + 4
    for k, (x, y) in enumerate(path[1:-1], 1):
        away = [(sign * (beside + by), 0.0) for by in _AWAY for sign in (1, -1)]
        for dx, dy in ((0, 0), (beside, 0), (-beside, 0), (0, -above), (0, above), *((width * part, 0) for part in _ASIDE), *away):
            box = Box(x + dx - width / 2, y + dy - height / 2, width, height)
            cost = ground.cost(box, path) + _FAR * abs(k / len(path) - 0.4) + (_BESIDE if dx or dy else 0)
            cost += _DISTANT * max(0.0, abs(dx) - beside)
            if found is None or cost < found[0] - 1e-9:
                found = (cost, box)
    x, y = path[len(path) // 2]
    return found or (0.0, Box(x - width / 2, y - height / 2, width, height))
