"""A function of one number applied to very many: what was computed once for a value is found again, also in the next part of a table."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import NDArray

__all__ = ["applied"]

Numbers = NDArray[np.float64]
KEPT = 1 << 18  # values of a function that are kept


def applied(function: Callable[[float], float], numbers: Numbers) -> Numbers:
    """Apply a function to each number; NaN stays NaN."""
    return _known(function)(numbers)


class _Known:
    """What a function gave so far: the values in order, and what became of each."""

    def __init__(self, function: Callable[[float], float]) -> None:
        self._function = function
        self._both: tuple[Numbers, Numbers] = np.zeros(0), np.zeros(0)  # always replaced as one, since threads may share it

    def __call__(self, numbers: Numbers) -> Numbers:
        values, found = self._both
        places, there = _places(values, numbers)
        if not there.all():
            values, found = self._both = self._with(numbers, there)
            places, _ = _places(values, numbers)
        out = np.full(len(numbers), np.nan)
        known = ~np.isnan(numbers)
        out[known] = found[places[known]]
        return out

    def _with(self, numbers: Numbers, there: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
        values, found = self._both
        if len(values) > KEPT:
            values, found, there = np.zeros(0), np.zeros(0), np.isnan(numbers)
        new = np.unique(numbers[~there])
        made = np.array([self._function(x) for x in new.tolist()], float)
        order = np.argsort(both := np.concatenate([values, new]), kind="stable")
        return both[order], np.concatenate([found, made])[order]


def _places(values: Numbers, numbers: Numbers) -> tuple[NDArray[np.intp], NDArray[np.bool_]]:
    """Give where numbers stand among values, and of which that is known; NaN needs no place."""
    places = np.minimum(np.searchsorted(values, numbers), max(0, len(values) - 1))
    there = np.isnan(numbers)
    if len(values):
        there |= values[places] == numbers
    return places, there


@cache
def _known(function: Callable[[float], float]) -> _Known:
    return _Known(function)
