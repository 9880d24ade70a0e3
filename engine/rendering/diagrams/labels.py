"""Where the answer on an edge stands: on its own line or just beside it, clear of boxes, of other answers and of other lines."""

from __future__ import annotations

from collections.abc import Sequence

from engine.rendering.diagrams.placing import Box, PlacedEdge, PlacedNode, Point

__all__ = ["Wanted", "place_labels"]

Wanted = tuple[tuple[str, ...], float, float]  # lines, width, height
_BOX, _OTHER_LABEL, _OTHER_LINE, _BESIDE, _FAR, _COVERS = 40.0, 40.0, 6.0, 1.0, 3.0, 6.0
_CLEAR = 10.0  # of the arrow's tip


def place_labels(edges: Sequence[PlacedEdge], wanted: Sequence[Wanted], nodes: Sequence[PlacedNode]) -> list[PlacedEdge]:
    """Give each edge that has words a place for them; shortest edges first, since they have the least choice."""
    paths = [edge.curve.sampled() for edge in edges]
    order = sorted((i for i, (lines, _, _) in enumerate(wanted) if lines), key=lambda i: (edges[i].curve.length, i))
    taken: dict[int, Box] = {}
    boxes = [node.box.grown(2) for node in nodes]
    for i in order:
        _, width, height = wanted[i]
        others = [p for j, path in enumerate(paths) if j != i for p in path]
        taken[i] = _best(paths[i], width, height, boxes, list(taken.values()), others)
    return [PlacedEdge(e.edge, e.curve, taken.get(i), wanted[i][0]) for i, e in enumerate(edges)]


def _best(path: Sequence[Point], width: float, height: float, boxes: Sequence[Box], taken: Sequence[Box], others: Sequence[Point]) -> Box:
    found: tuple[float, Box] | None = None
    for k, (x, y) in enumerate(path[1:-1], 1):
        for dx, dy in ((0, 0), (width / 2 + 5, 0), (-width / 2 - 5, 0), (0, -height / 2 - 4), (0, height / 2 + 4)):
            box = Box(x + dx - width / 2, y + dy - height / 2, width, height)
            cost = _cost(box, path, boxes, taken, others) + _FAR * abs(k / len(path) - 0.4) + (_BESIDE if dx or dy else 0)
            if found is None or cost < found[0] - 1e-9:
                found = (cost, box)
    x, y = path[len(path) // 2]
    return found[1] if found else Box(x - width / 2, y - height / 2, width, height)


def _cost(box: Box, path: Sequence[Point], boxes: Sequence[Box], taken: Sequence[Box], others: Sequence[Point]) -> float:
    area = box.width * box.height
    cost = sum(_BOX * box.shared_area(b) / area + (_BOX / 8 if box.shared_area(b) > 0 else 0) for b in boxes)
    cost += sum(_OTHER_LABEL * box.grown(2).shared_area(b) / area + (_BOX / 8 if box.grown(2).shared_area(b) > 0 else 0) for b in taken)
    cost += _OTHER_LINE * min(3, sum(box.holds(p) for p in others))
    own = sum(box.holds(p) for p in path) / len(path)
    cost += _COVERS * max(0.0, own - 0.3)
    tip = path[-1]
    return cost + (_COVERS if box.grown(_CLEAR).holds(tip) else 0)
