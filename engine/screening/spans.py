"""Numbers of many pupils, each known exactly, between two bounds, or not at all; counted with as `engine.inference.numbers` does.

A number is kept once for every pupil, or, where it rests on one column, once for every value of that column (`codes` then
says which pupil has which), since what is computed a hundred times instead of a million times costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from engine.model.interval import DECIMALS, Interval
from engine.screening.applied import applied
from engine.screening.columns import Codes

__all__ = ["Spans", "choose_first", "combined", "compared", "fixed", "monotone"]

Numbers = NDArray[np.float64]
Truth = NDArray[np.bool_]
Pair = tuple[Truth, Truth]


@dataclass(frozen=True, slots=True, eq=False)
class Spans:
    """Lowest and highest (NaN where unknown), and whether each end is left out; `codes` None when there is one for each pupil."""

    low: Numbers
    high: Numbers
    low_open: Truth
    high_open: Truth
    codes: Codes | None = None

    def spread(self) -> Spans:
        """Give one for each pupil."""
        if self.codes is None:
            return self
        c = self.codes
        return Spans(self.low[c], self.high[c], self.low_open[c], self.high_open[c])


def fixed(value: Interval) -> Spans:
    """Make one number that is the same for all."""
    low, high, low_open, high_open = value
    return Spans(np.array([low]), np.array([high]), np.array([low_open]), np.array([high_open]))


def table(values: Sequence[Interval | None], codes: Codes) -> Spans:
    """Make numbers from what each code stands for, code 0 first."""
    nothing = Interval(np.nan, np.nan)
    known = [v or nothing for v in values]
    low, high, low_open, high_open = zip(*known, strict=True)
    return Spans(np.array(low, float), np.array(high, float), np.array(low_open, bool), np.array(high_open, bool), codes)


def combined(operator: str, a: Spans, b: Spans) -> Spans:
    """Add or subtract."""
    a, b, codes = _alike(a, b)
    if operator == "-":
        b = Spans(-b.high, -b.low, b.high_open, b.low_open)
    return Spans(a.low + b.low, a.high + b.high, a.low_open | b.low_open, a.high_open | b.high_open, codes)


def choose_first(a: Spans, b: Spans) -> Spans:
    """Take the one where it is known, else the other."""
    a, b, codes = _alike(a, b)
    known = ~np.isnan(a.low)

    def pick(one: NDArray[np.generic], other: NDArray[np.generic]) -> NDArray[np.generic]:
        return np.where(known, one, other)

    return Spans(pick(a.low, b.low), pick(a.high, b.high), pick(a.low_open, b.low_open), pick(a.high_open, b.high_open), codes)  # type: ignore[arg-type]


def monotone(function: Callable[[float], float], clamp: float, a: Spans) -> Spans:
    """Apply a rising function to both ends; an end that was clamped is reached by what lies beyond it."""
    low = applied(function, a.low)
    high = low if a.high is a.low else applied(function, a.high)
    return Spans(low, high, a.low_open & (np.abs(low) != clamp), a.high_open & (np.abs(high) != clamp), a.codes)


def compared(operator: str, a: Spans, b: Spans) -> tuple[Pair, Codes | None]:
    """Compare: for when all of it satisfies, against when none of it does."""
    a, b, codes = _alike(_rounded(a), _rounded(b))
    opposite = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}[operator]
    return (_always(operator, a, b), _always(opposite, a, b)), codes


def _alike(a: Spans, b: Spans) -> tuple[Spans, Spans, Codes | None]:
    """Bring two to one length: that of a shared column, or one for each pupil; a constant fits everywhere."""
    if a.codes is b.codes or (b.codes is None and len(b.low) == 1) or (a.codes is None and len(a.low) == 1):
        return a, b, b.codes if a.codes is None else a.codes
    return a.spread(), b.spread(), None


def _rounded(a: Spans) -> Spans:
    return Spans(np.round(a.low, DECIMALS), np.round(a.high, DECIMALS), a.low_open, a.high_open, a.codes)


def _always(operator: str, a: Spans, b: Spans) -> Truth:
    truth: Truth
    match operator:
        case "<":
            truth = (a.high < b.low) | ((a.high == b.low) & (a.high_open | b.low_open))
        case "<=":
            truth = a.high <= b.low
        case "=":
            truth = (a.low == a.high) & (b.low == b.high) & (a.low == b.low)
        case "!=":
            truth = _always("<", a, b) | _always("<", b, a)
        case _:
            truth = _always({">": "<", ">=": "<="}[operator], b, a)
    return truth
