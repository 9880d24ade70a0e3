"""The small drawings: a clock for a term, a check for what is done, and the three marks of the categories of causes."""

from __future__ import annotations

from collections.abc import Iterator

from engine.rendering.diagrams.marks import Line, Mark, Outline, circle, polygon, straight
from engine.rendering.diagrams.palette import CATEGORY, palette
from engine.rendering.diagrams.placing import Point

__all__ = ["check", "clock", "mark_of"]

_CLOCK = 5.2
_MARK = 6.5


def clock(centre: Point, colour: str) -> Iterator[Mark]:
    """Draw a clock at five past twelve, roughly."""
    x, y = centre
    yield Outline(circle(centre, _CLOCK), palette["paper"], colour, 1.3)
    yield Line(straight([(x, y - 3.4), (x, y), (x + 2.4, y + 1.2)]), colour, 1.2)


def check(centre: Point, colour: str) -> Iterator[Mark]:
    """Draw a check mark."""
    x, y = centre
    yield Line(straight([(x - 4.6, y), (x - 1.4, y + 3.6), (x + 5, y - 4.4)]), colour, 2.0)


def mark_of(category: str, centre: Point) -> Iterator[Mark]:
    """Draw the mark of a category: circle for the person, square for the outside, diamond for the context, bar for a pathway."""
    x, y = centre
    colour = CATEGORY[category]
    r = _MARK
    forms = {
        "person": circle(centre, r),
        "external": polygon([(x - r, y - r), (x + r, y - r), (x + r, y + r), (x - r, y + r)]),
        "context": polygon([(x, y - r - 2), (x + r + 2, y), (x, y + r + 2), (x - r - 2, y)]),
        "pathway": polygon([(x - 4, y - r - 1), (x + 4, y - r - 1), (x + 4, y + r + 1), (x - 4, y + r + 1)]),
    }
    yield Outline(forms[category], colour, palette["paper"], 1.0)
