"""Where ways meet a step: ends that come too near each other are moved apart along the step's side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Literal

from engine.rendering.diagrams.placing import Box, Curve, PlacedEdge, Point

__all__ = ["corners_of", "curve_of", "fanned"]

_APART = 15.0
_CORNER = 9.0  # ends stay this far from a corner
_TOUCH = 3.0
_LEAST = 9.0  # of an arrow
_ARROW = 15.0  # the least length of a way's last piece
_BESIDE = 11.0  # the distance of ways that run side by side
_SWEEPS = 6

Side = Literal["top", "right", "bottom", "left"]
End = tuple[int, bool]  # the place of an edge, and whether it is its far end


def fanned(edges: Sequence[PlacedEdge], boxes: Mapping[str, Box]) -> list[PlacedEdge]:
    """Move the ends of right-angled ways apart; ways of one straight piece stay where they are."""
    lines = [None if edge.edge.source == edge.edge.target else corners_of(edge.curve) for edge in edges]
    for (name, side), met in sorted(_sides(edges, lines, boxes).items()):
        if len(met) > 1:
            _spread(boxes[name], side, met, lines)
    _part(lines, edges, boxes)
    for _ in range(2):  # what steps back from a box may come too near another way
        for axis in (0, 1):
            _nudge(lines, axis, list(boxes.values()))
        for line in lines:
            if line is not None and len(line) > 2:  # noqa: PLR2004 - two points are one straight piece
                _lengthen(line)
    return [replace(edge, curve=curve_of(line, edge.curve)) if line else edge for edge, line in zip(edges, lines, strict=True)]


Piece = tuple[int, int]  # the place of an edge, and of a piece of it


def _sides(edges: Sequence[PlacedEdge], lines: Sequence[list[Point] | None], boxes: Mapping[str, Box]) -> dict[tuple[str, Side], list[End]]:
    """Give which ends meet each side of each step."""
    found: dict[tuple[str, Side], list[End]] = defaultdict(list)
    for i, (edge, line) in enumerate(zip(edges, lines, strict=True)):
        if line is None:
            continue
        ends = ((edge.edge.source, line[0], line[1], False), (edge.edge.target, line[-1], line[-2], True))
        for name, point, before, far in ends:
            side = _side(boxes[name], point, before)
            if side:
                found[name, side].append((i, far))
    return found


def _part(lines: Sequence[list[Point] | None], edges: Sequence[PlacedEdge], boxes: Mapping[str, Box]) -> None:
    """Move straight ways between the same two steps apart, as far as both steps reach."""
    straight = [i for i, line in enumerate(lines) if line and len(line) == 2]  # noqa: PLR2004 - two points are one straight piece
    for i in straight:
        for j in straight:
            one, other = lines[i], lines[j]
            ends = {edges[i].edge.source, edges[i].edge.target}
            if i >= j or one is None or other is None or ends != {edges[j].edge.source, edges[j].edge.target}:
                continue
            axis = 0 if one[0][0] == one[1][0] else 1
            low = max((boxes[e].x, boxes[e].y)[axis] for e in ends) + _CORNER
            high = min((boxes[e].right, boxes[e].bottom)[axis] for e in ends) - _CORNER
            if abs(one[0][axis] - other[0][axis]) < _APART and high > low:
                middle = min(max((one[0][axis] + other[0][axis]) / 2, low + _APART / 2), high - _APART / 2)
                for line, value in ((one, middle - _APART / 2), (other, middle + _APART / 2)):
                    _shift(line, far=True, axis=axis, value=value)


def _lengthen(line: list[Point]) -> None:
    """Let the last piece be long enough for its arrow: the piece before it steps back from the box."""
    axis = 0 if line[-1][1] == line[-2][1] else 1
    long = line[-1][axis] - line[-2][axis]
    if abs(long) < _ARROW:
        back = (_ARROW - abs(long)) * (-1 if long >= 0 else 1)
        for i in (-2, -3):
            line[i] = (line[i][0] + back, line[i][1]) if axis == 0 else (line[i][0], line[i][1] + back)


def _nudge(lines: Sequence[list[Point] | None], axis: int, boxes: Sequence[Box]) -> None:
    """Move inner pieces apart that run side by side too closely, where no step stands in the way."""
    inner = [(i, k) for i, line in enumerate(lines) if line for k in range(1, len(line) - 2) if line[k][axis] == line[k + 1][axis]]

    def at(piece: Piece) -> float:
        line = lines[piece[0]]
        return line[piece[1]][axis] if line else 0.0

    for _ in range(_SWEEPS):
        order = sorted(inner, key=lambda piece: (at(piece), piece))
        for one, other in pairwise(order):
            lack = _BESIDE - (at(other) - at(one))
            if lack > 0 and one[0] != other[0] and _side_by_side(lines, one, other, axis):
                _move(lines, one, axis, -lack / 2, boxes)
                _move(lines, other, axis, lack / 2, boxes)


def _side_by_side(lines: Sequence[list[Point] | None], one: Piece, other: Piece, axis: int) -> bool:
    spans = []
    for i, k in (one, other):
        line = lines[i] or []
        spans.append(sorted((line[k][1 - axis], line[k + 1][1 - axis])))
    return min(spans[0][1], spans[1][1]) - max(spans[0][0], spans[1][0]) > 0


def _move(lines: Sequence[list[Point] | None], piece: Piece, axis: int, by: float, boxes: Sequence[Box]) -> None:
    i, k = piece
    line = lines[i]
    if line is None:
        return
    moved = [(p[0] + by, p[1]) if axis == 0 else (p[0], p[1] + by) for p in (line[k], line[k + 1])]
    if not any(box.grown(3).is_crossed(moved[0], moved[1]) for box in boxes):
        line[k], line[k + 1] = moved


def corners_of(curve: Curve) -> list[Point] | None:
    """Give the corners of a right-angled way, its arrow not counted; None when it bends otherwise."""
    points = [curve.points[0]]
    for a, b, c, d in curve.pieces():
        if not (a[0] == d[0] or a[1] == d[1]) or not (b[0] == a[0] == c[0] or b[1] == a[1] == c[1] or (b == a and c == d)):
            return None
        points.append(d)
    merged = [points[0]]
    for before, point, after in zip(points, points[1:], [*points[2:], None], strict=False):
        if after is not None and (before[0] == point[0] == after[0] or before[1] == point[1] == after[1]):
            continue
        if point != merged[-1]:
            merged.append(point)
    return merged if len(merged) > 1 else None


def curve_of(line: Sequence[Point], old: Curve) -> Curve:
    """Give the way again as a curve, its last piece as long as its arrow."""
    arrow = max(_LEAST, abs(old.points[-1][0] - old.points[-4][0]) + abs(old.points[-1][1] - old.points[-4][1]))
    (x, y), (tx, ty) = line[-2], line[-1]
    long = abs(tx - x) + abs(ty - y)
    part = max(0.0, 1 - arrow / long) if long else 0.0
    corners = [*line[:-1], (x + (tx - x) * part, y + (ty - y) * part), line[-1]]
    points = [corners[0]]
    for a, b in pairwise(corners):
        points += [a, b, b]
    return Curve(tuple(points))


def _side(box: Box, point: Point, before: Point) -> Side | None:
    """Give the side on which a way ends: above or below when it comes upright, else left or right."""
    x, y = point
    near: dict[Side, float] = {"top": abs(y - box.y), "bottom": abs(y - box.bottom)}
    if before[0] != x:
        near = {"left": abs(x - box.x), "right": abs(x - box.right)}
    side = min(near, key=lambda each: near[each])
    return side if near[side] < _TOUCH else None


def _spread(box: Box, side: Side, ends: Sequence[End], lines: Sequence[list[Point] | None]) -> None:
    """Give the ends of one side their distance, as far as the side is long."""
    axis = 0 if side in ("top", "bottom") else 1
    low, high = (box.x, box.right) if axis == 0 else (box.y, box.bottom)
    low, high = low + _CORNER, high - _CORNER

    def at(end: End) -> float:
        line = lines[end[0]]
        return line[-1 if end[1] else 0][axis] if line else 0.0

    order = sorted(ends, key=lambda end: (at(end), end))
    apart = min(_APART, (high - low) / max(1, len(order) - 1))
    wanted = [at(end) for end in order]
    fixed = [len(lines[end[0]] or ()) <= 2 for end in order]  # noqa: PLR2004 - two points are one straight piece
    for i in range(1, len(order)):
        if not fixed[i]:
            wanted[i] = max(wanted[i], wanted[i - 1] + apart)
    wanted[-1] = min(wanted[-1], high) if not fixed[-1] else wanted[-1]
    for i in range(len(order) - 2, -1, -1):
        if not fixed[i]:
            wanted[i] = max(low, min(wanted[i], wanted[i + 1] - apart))
    for end, value, still in zip(order, wanted, fixed, strict=True):
        line = lines[end[0]]
        if line is not None and not still:
            _shift(line, far=end[1], axis=axis, value=value)


def _shift(line: list[Point], *, far: bool, axis: int, value: float) -> None:
    """Move the first or last piece of a way sideways; the piece beside it grows or shrinks along itself."""
    for i in (-1, -2) if far else (0, 1):
        line[i] = (value, line[i][1]) if axis == 0 else (line[i][0], value)
