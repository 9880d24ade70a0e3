"""From what is so of a code to a bitmap of the pupils who have such a code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from engine.screening.columns import Codes
from engine.screening.planes import Bitmap, packed

__all__ = ["Lookup", "Pick", "pick"]

MANY = 8  # more pieces than this are slower to compare than to look up


class Pick(NamedTuple):
    """Which codes are meant: pieces from one code up to another, or all but those; where these would be many, a truth for each code."""

    pieces: tuple[tuple[int, int], ...] = ()
    all_but: bool = False
    each: NDArray[np.bool_] | None = None


def pick(so: Sequence[bool] | NDArray[np.bool_]) -> Pick:
    """Find the shortest way to say which codes are meant."""
    each = np.asarray(so, bool)
    turns = np.flatnonzero(each[1:] != each[:-1]) + 1
    if len(turns) > 2 * MANY:
        return Pick(each=each)
    starts = [0, *turns.tolist()]
    pieces = list(zip(starts, [place - 1 for place in (*starts[1:], len(each))], strict=True))
    first = bool(each[0])
    inside, outside = (tuple(pieces[0 if wanted is first else 1 :: 2]) for wanted in (True, False))
    return Pick(inside) if len(inside) <= len(outside) else Pick(outside, all_but=True)


class Lookup:
    """The codes of a part of the pupils; comparing codes is many times as fast as looking each of them up."""

    def __init__(self, codes: Codes, values: int) -> None:
        """Keep the codes, which run up to `values`, and every bitmap once."""
        self._codes, self._highest = codes, values
        self._found: dict[object, Bitmap] = {}

    def where(self, picked: Pick) -> Bitmap:
        """Give the pupils whose code is meant."""
        key = id(picked.each) if picked.each is not None else picked
        if key not in self._found:
            self._found[key] = self._bitmap(picked)
        return self._found[key]

    def _bitmap(self, picked: Pick) -> Bitmap:
        if picked.each is not None:
            return packed(np.take(picked.each, self._codes))
        if not picked.pieces:
            return np.full(-(-len(self._codes) // 8), 255 if picked.all_but else 0, np.uint8)
        truth, *more = (self._between(first, last) for first, last in picked.pieces)
        for each in more:
            truth |= each
        return ~packed(truth) if picked.all_but else packed(truth)

    def _between(self, first: int, last: int) -> NDArray[np.bool_]:
        codes = self._codes
        truth: NDArray[np.bool_]
        if first == last:
            truth = codes == first
        elif last == self._highest:
            truth = codes >= first
        elif first == 0:
            truth = codes <= last
        else:
            truth = (codes >= first) & (codes <= last)
        return truth
