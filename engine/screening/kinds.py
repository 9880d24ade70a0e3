"""Pupils of one kind: those of whom all of some things are the same, so that what follows is found once for all of them."""

from __future__ import annotations

import math
from collections.abc import Iterable

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.screening.columns import Codes

__all__ = ["kinds"]

COUNTABLE = 1 << 16  # combinations of which it is counted, not sorted out, which occur
WIDE = 1 << 31  # combinations that a narrow number can tell apart
WIDEST = 1 << 60  # combinations that a number can tell apart


def kinds(things: Iterable[tuple[Codes, int]], pupils: int) -> tuple[Codes, NDArray[np.intp]]:
    """Give the kind of each pupil, counted from 0, and of each kind its first pupil; things are codes and how many there may be."""
    told = list(things)
    small = math.prod(many for _, many in told) < WIDE
    joint: NDArray[np.signedinteger] = np.zeros(pupils, np.int32 if small else np.int64)  # narrow numbers are fast
    size = 1
    for codes, many in told:
        if size * many > WIDEST:
            joint = _told_apart(joint)[0].astype(np.int64)
            size = pupils
        joint *= many
        np.add(joint, codes, out=joint, casting="unsafe")  # which of them is wider makes no difference: the sum fits
        size *= many
    if size > COUNTABLE:
        return _told_apart(joint)
    occurring = np.flatnonzero(np.bincount(joint, minlength=size))
    kind = np.zeros(size, np.min_scalar_type(len(occurring)))
    kind[occurring] = np.arange(len(occurring))
    first = np.zeros(size, np.intp)
    first[joint[::-1]] = np.arange(pupils - 1, -1, -1)  # written last is the first of them
    return kind.take(joint, mode="clip"), first[occurring]


def _told_apart(joint: NDArray[np.signedinteger]) -> tuple[Codes, NDArray[np.intp]]:
    """Give the kind of each, in the order of what they are, and of each kind its first; found by hashing, which is faster than to sort."""
    first = pl.Series(joint).arg_unique().to_numpy().astype(np.intp)
    first = first[np.argsort(joint[first])]
    kind = np.arange(len(first), dtype=np.min_scalar_type(len(first)))
    known = pl.DataFrame({"joint": joint[first], "kind": kind})
    return pl.DataFrame({"joint": joint}).join(known, on="joint", how="left", maintain_order="left")["kind"].to_numpy(), first
