"""Scores: normal quantiles, percentiles, and the passing of time, over intervals."""

from __future__ import annotations

import calendar
from collections.abc import Callable
from datetime import date
from statistics import NormalDist

from engine.model.interval import Interval

__all__ = ["add_months", "monotone", "months_between", "percentile_of_iq", "z_of_iq", "z_of_percentile"]

CLAMP = 3.5
IQ = NormalDist(100, 15)
_UNIT = NormalDist()
_MONTHS = 12


def z_of_percentile(percentile: float) -> float:
    """Give the normal quantile of a percentile, clamped at 3.5 SD on either side."""
    share = percentile / 100
    if share <= 0:  # the smallest of all fractions becomes 0 when it is divided
        return -CLAMP
    if share >= 1:
        return CLAMP
    return max(-CLAMP, min(CLAMP, _UNIT.inv_cdf(share)))


def z_of_iq(iq: float) -> float:
    """Give the standard score of an IQ (mean 100, SD 15), clamped at 3.5 SD on either side."""
    return max(-CLAMP, min(CLAMP, (iq - IQ.mean) / IQ.stdev))


def percentile_of_iq(iq: float) -> float:
    """Give the percentile of an IQ (mean 100, SD 15)."""
    return 100 * IQ.cdf(iq)


def monotone(function: Callable[[float], float], value: Interval | None) -> Interval | None:
    """Apply a rising function to both ends; an end that was clamped is reached by what lies beyond it."""
    if value is None:
        return None
    low, high = function(value.low), function(value.high)
    return Interval(low, high, value.low_open and abs(low) != CLAMP, value.high_open and abs(high) != CLAMP)


def add_months(day: date, months: int) -> date:
    """Add whole months; a month that is too short ends at its last day, and beyond all days lies the first or the last."""
    year, month = divmod(day.year * _MONTHS + day.month - 1 + months, _MONTHS)
    if not date.min.year <= year <= date.max.year:
        return date.min if months < 0 else date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> float:
    """Give whole months from start to end, plus the part of the month that has begun; 0 when end is earlier."""
    if end <= start:
        return 0.0
    whole = (end.year - start.year) * _MONTHS + end.month - start.month
    if add_months(start, whole) > end:
        whole -= 1
    last, following = add_months(start, whole), add_months(start, whole + 1)
    return whole + (end - last).days / max(1, (following - last).days)
