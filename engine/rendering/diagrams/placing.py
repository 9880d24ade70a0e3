"""A diagram with places: boxes and curves on a plane whose y grows downward; no colours yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from engine.model.diagram import Diagram, Edge, Lane, Node

__all__ = ["Box", "Curve", "Placed", "PlacedEdge", "PlacedLane", "PlacedNode", "Point", "bounds"]

Point = tuple[float, float]
SAMPLES = 14  # points taken from one piece of a curve


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Give the x of the right side."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Give the y of the lower side."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """Give the middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    def grown(self, by: float) -> Box:
        """Give the box with a margin on all sides."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def moved(self, dx: float, dy: float) -> Box:
        """Give the box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def shared_area(self, other: Box) -> float:
        """Give how much of the plane both cover."""
        wide = min(self.right, other.right) - max(self.x, other.x)
        high = min(self.bottom, other.bottom) - max(self.y, other.y)
        return max(0.0, wide) * max(0.0, high)

    def holds(self, point: Point) -> bool:
        """Tell whether a point lies inside."""
        return self.x < point[0] < self.right and self.y < point[1] < self.bottom

    def is_crossed(self, a: Point, b: Point) -> bool:
        """Tell whether a straight way from one point to another comes through."""
        low, high = 0.0, 1.0
        for start, end, near, far in ((a[0], b[0], self.x, self.right), (a[1], b[1], self.y, self.bottom)):
            delta = end - start
            if delta == 0:
                if not near < start < far:
                    return False
                continue
            one, other = sorted(((near - start) / delta, (far - start) / delta))
            low, high = max(low, one), min(high, other)
        return low < high


@dataclass(frozen=True, slots=True)
class Curve:
    """Cubic Bézier pieces: a first point, then three for each piece."""

    points: tuple[Point, ...]

    def moved(self, dx: float, dy: float) -> Curve:
        """Give the curve elsewhere."""
        return Curve(tuple((x + dx, y + dy) for x, y in self.points))

    def pieces(self) -> Iterator[tuple[Point, Point, Point, Point]]:
        """Give the pieces, each with its first point."""
        for i in range(0, len(self.points) - 3, 3):
            yield self.points[i], self.points[i + 1], self.points[i + 2], self.points[i + 3]

    def corners(self) -> list[Point]:
        """Give few points along the curve: of a straight piece only its ends."""
        return self.sampled(straight=1)

    def sampled(self, straight: int = SAMPLES) -> list[Point]:
        """Give points along the curve, both ends among them; `straight` says how many of a straight piece."""
        out = [self.points[0]]
        for a, b, c, d in self.pieces():
            count = straight if _is_straight(a, b, c, d) else SAMPLES
            for step in range(1, count + 1):
                t = step / count
                u = 1 - t
                weights = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
                out.append(
                    (
                        sum(w * p[0] for w, p in zip(weights, (a, b, c, d), strict=True)),
                        sum(w * p[1] for w, p in zip(weights, (a, b, c, d), strict=True)),
                    )
                )
        return out

    @property
    def length(self) -> float:
        """Give the length of the curve, as its samples tell it."""
        return sum(abs(b[0] - a[0]) + abs(b[1] - a[1]) for a, b in pairwise(self.corners()))


def _is_straight(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Tell whether a piece is a straight line: along an axis, or with its handles on its ends."""
    level = a[0] == b[0] == c[0] == d[0] or a[1] == b[1] == c[1] == d[1]
    return level or (b in (a, d) and c in (a, d))


@dataclass(frozen=True, slots=True)
class PlacedNode:
    """A node and its box."""

    node: Node
    box: Box


@dataclass(frozen=True, slots=True)
class PlacedEdge:
    """An edge, its curve from source to target, and where its wrapped label stands."""

    edge: Edge
    curve: Curve
    label: Box | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlacedLane:
    """A lane and the part of the sheet that it takes."""

    lane: Lane
    box: Box


@dataclass(frozen=True, slots=True)
class Placed:
    """A sheet with everything in its place, within (0, 0) and (width, height)."""

    diagram: Diagram
    width: float
    height: float
    nodes: tuple[PlacedNode, ...]
    edges: tuple[PlacedEdge, ...]
    lanes: tuple[PlacedLane, ...] = ()

    def box(self, name: str) -> Box:
        """Give the box of a node; raises `KeyError`."""
        for each in self.nodes:
            if each.node.id == name:
                return each.box
        raise KeyError(name)


def bounds(boxes: Iterator[Box]) -> Box:
    """Give the smallest box around boxes; an empty box when there are none."""
    every = list(boxes)
    if not every:
        return Box(0, 0, 0, 0)
    left, top = min(b.x for b in every), min(b.y for b in every)
    return Box(left, top, max(b.right for b in every) - left, max(b.bottom for b in every) - top)
