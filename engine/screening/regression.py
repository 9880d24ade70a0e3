"""What a whole group predicts of its pupils' results, and how far each result lies from that."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.model.screening import FEWEST, Line

__all__ = ["Sums", "residual"]

Numbers = NDArray[np.float64]


def residual(line: Line, potential: Numbers, achievement: Numbers) -> Numbers:
    """Give how far results lie from what the line expects, in residual standard errors; NaN where either is unknown."""
    return (achievement - (line.intercept + line.slope * potential)) / line.error


@dataclass(slots=True)
class Sums:
    """All that a line needs to know of a group, gathered part by part."""

    pupils: int = 0
    x: float = 0.0
    y: float = 0.0
    xx: float = 0.0
    yy: float = 0.0
    xy: float = 0.0

    def add(self, potential: Numbers, achievement: Numbers) -> None:
        """Take in the pupils of whom both are known."""
        known = ~(np.isnan(potential) | np.isnan(achievement))
        x, y = potential[known], achievement[known]
        self.pupils += len(x)
        self.x, self.y = self.x + float(x.sum()), self.y + float(y.sum())
        xx, yy, xy = (float((a * b).sum()) for a, b in ((x, x), (y, y), (x, y)))  # `@` would start threads, and be slower for it
        self.xx, self.yy, self.xy = self.xx + xx, self.yy + yy, self.xy + xy

    def line(self) -> Line | None:
        """Fit the line; None when the group is too small, or when all have the same potential or lie on the line."""
        n = self.pupils
        if n < FEWEST:
            return None
        sxx, syy, sxy = self.xx - self.x**2 / n, self.yy - self.y**2 / n, self.xy - self.x * self.y / n
        if sxx <= 1e-9 * n:
            return None
        slope = sxy / sxx
        left = max(0.0, syy - slope * sxy)
        error = math.sqrt(left / (n - 2))
        return Line(n, self.y / n - slope * self.x / n, slope, error) if error > 1e-9 else None  # noqa: PLR2004 - as above
