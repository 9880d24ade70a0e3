"""What a drawing is made of: closed and open curves, and words; enough for paper, screen and pixels alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from engine.rendering.diagrams.placing import Box, Curve, Point

__all__ = ["Drawing", "Group", "Line", "Mark", "Outline", "Words", "circle", "polygon", "rounded", "straight"]

_ARC = 0.5523  # where the handles of a quarter circle stand


@dataclass(frozen=True, slots=True)
class Outline:
    """A closed form; `stroke` empty draws no border, `fill` empty lets through what lies under it."""

    curve: Curve
    fill: str = ""
    stroke: str = ""
    width: float = 1.2
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """An open way."""

    curve: Curve
    stroke: str
    width: float = 1.4
    dashed: bool = False
    dotted: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text on its baseline."""

    x: float
    y: float
    text: str
    size: float
    fill: str
    bold: bool = False
    anchor: str = "start"
    struck: bool = False


Mark = Outline | Line | Words


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that belong together: a lane, an edge, a node, the legend; `name` is the id of what they show."""

    kind: str
    marks: tuple[Mark, ...]
    name: str = ""
    classes: str = ""
    label: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole sheet, ready to print."""

    width: float
    height: float
    title: str
    description: str
    language: str
    groups: tuple[Group, ...]

    def marks(self) -> Iterator[Mark]:
        """Give every mark, in the order in which they are drawn."""
        for group in self.groups:
            yield from group.marks


def straight(points: Sequence[Point]) -> Curve:
    """Make a curve of straight pieces."""
    out = [points[0]]
    for a, b in pairwise(points):
        out += [a, b, b]
    return Curve(tuple(out))


def polygon(points: Sequence[Point]) -> Curve:
    """Make a closed curve of straight pieces."""
    return straight([*points, points[0]])


def rounded(box: Box, radius: float) -> Curve:
    """Make a box with round corners."""
    r = min(radius, box.width / 2, box.height / 2)
    k = r * (1 - _ARC)
    left, top, right, bottom = box.x, box.y, box.right, box.bottom
    out: list[Point] = [(left + r, top)]

    def side(to: Point) -> None:
        out.extend([out[-1], to, to])

    side((right - r, top))
    out.extend([(right - k, top), (right, top + k), (right, top + r)])
    side((right, bottom - r))
    out.extend([(right, bottom - k), (right - k, bottom), (right - r, bottom)])
    side((left + r, bottom))
    out.extend([(left + k, bottom), (left, bottom - k), (left, bottom - r)])
    side((left, top + r))
    out.extend([(left, top + k), (left + k, top), (left + r, top)])
    return Curve(tuple(out))


def circle(centre: Point, radius: float) -> Curve:
    """Make a circle."""
    x, y = centre
    return rounded(Box(x - radius, y - radius, 2 * radius, 2 * radius), radius)
