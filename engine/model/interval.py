"""Numbers that may be known only between two bounds."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["BANDS", "Interval", "band_of", "exact", "hull"]

DECIMALS = 9


class Interval(NamedTuple):
    """All numbers from `low` to `high`; an open end leaves its bound out. A point has both ends alike."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    @property
    def is_point(self) -> bool:
        """Tell whether only one number is possible."""
        return self.low == self.high

    def rounded(self) -> Interval:
        """Round the bounds to the decimals at which comparisons are made."""
        return Interval(round(self.low, DECIMALS), round(self.high, DECIMALS), self.low_open, self.high_open)


def exact(value: float) -> Interval:
    """Make the interval that holds one number."""
    return Interval(value, value)


def hull(a: Interval, b: Interval) -> Interval:
    """Give the smallest interval that holds both."""
    low, low_open = min((a.low, a.low_open), (b.low, b.low_open))
    high, closed = max((a.high, not a.high_open), (b.high, not b.high_open))
    return Interval(low, high, low_open, not closed)


# Percentile bands of the levels: I-V are fifths (I above 80 to 100), A-E are 25, 25, 25, 15 and 10 per cent of the pupils.
BANDS: dict[str, Interval] = {
    "I": Interval(80, 100, low_open=True),
    "II": Interval(60, 80, low_open=True),
    "III": Interval(40, 60, low_open=True),
    "IV": Interval(20, 40, low_open=True),
    "V": Interval(0, 20),
    "A": Interval(75, 100, low_open=True),
    "B": Interval(50, 75, low_open=True),
    "C": Interval(25, 50, low_open=True),
    "D": Interval(10, 25, low_open=True),
    "E": Interval(0, 10),
}
_BOUNDS = re.compile(r"(\d{1,3})-(\d{1,3})")


def band_of(text: str) -> Interval | None:
    """Give the percentiles that a level stands for, or a band said by its bounds (`40-85`, both within it); None for any other text."""
    if text in BANDS:
        return BANDS[text]
    found = _BOUNDS.fullmatch(text)
    band = Interval(float(found[1]), float(found[2])) if found else None
    return band if band and band.low < band.high <= 100 else None  # noqa: PLR2004 - percentiles
