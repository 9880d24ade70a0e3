"""Pupils of one kind: those of whom all of some things are the same, so that what follows is found once for all of them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from engine.screening.columns import Codes

__all__ = ["kinds"]

COUNTABLE = 1 << 16  # combinations of which it is counted, not sorted out, which occur
WIDEST = 1 << 60  # combinations that a number can tell apart


def kinds(things: Iterable[tuple[Codes, int]], pupils: int) -> tuple[Codes, NDArray[np.intp]]:
    """Give the kind of each pupil, counted from 0, and of each kind its first pupil; things are codes and how many there may be."""
    joint = np.zeros(pupils, np.int64)
    size = 1
    for codes, many in things:
        if size * many > WIDEST:
            _, joint = np.unique(joint, return_inverse=True)
            size = pupils
        joint = joint * many + codes
        size *= many
    if size > COUNTABLE:
        _, first, places = np.unique(joint, return_index=True, return_inverse=True)
        return places.astype(np.min_scalar_type(len(first))), first
    occurring = np.flatnonzero(np.bincount(joint, minlength=size))
    kind = np.zeros(size, np.min_scalar_type(len(occurring)))
    kind[occurring] = np.arange(len(occurring))
    first = np.zeros(size, np.intp)
    first[joint[::-1]] = np.arange(pupils - 1, -1, -1)  # written last is the first of them
    return kind[joint], first[occurring]
