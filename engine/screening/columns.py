"""The facts of many pupils as columns: each value a small number that stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from engine.model.case import Case, Observation
from engine.model.vocabulary import Value

__all__ = ["Codes", "Column", "Columns", "coded", "coded_numbers", "latest", "numbers_of"]

Codes = NDArray[np.unsignedinteger]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One fact of many pupils.

    `codes[i]` is 0 where nobody knows it of pupil i, else it stands for `values[codes[i] - 1]`. The values are distinct, and
    numbers among them rise. Codes are as narrow as the number of values allows, since narrow columns are fast.
    """

    fact: str
    values: Sequence[Value] | NDArray[np.float64]
    codes: Codes

    def value(self, pupil: int) -> Value | None:
        """Give the value of one pupil, None where nobody knows it."""
        return self.at(int(self.codes[pupil]))

    def at(self, code: int) -> Value | None:
        """Give the value that a code stands for."""
        if code == 0:
            return None
        value = self.values[code - 1]
        return float(value) if isinstance(value, np.floating) else value


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """A table of pupils: one column a fact, all of one length, as known on one day."""

    by_fact: Mapping[str, Column]
    pupils: int
    as_of: date

    def part(self, start: int, stop: int) -> Columns:
        """Give the pupils from one place up to another, without copying."""
        cut = {c.fact: Column(c.fact, c.values, c.codes[start:stop]) for c in self.by_fact.values()}
        return Columns(cut, min(stop, self.pupils) - start, self.as_of)

    def case(self, pupil: int, name: str = "pupil") -> Case:
        """Give one pupil as a case, to advise on or to tell a reason from."""
        return Case(name, self.as_of, tuple(self._observed(pupil)), ())

    def _observed(self, pupil: int) -> Iterator[Observation]:
        for column in self.by_fact.values():
            value = column.value(pupil)
            if value is not None:
                yield Observation(column.fact, value)


def coded(fact: str, values: Iterable[Value | None]) -> Column:
    """Code a column of values, None where nobody knows."""
    known = list(values)
    distinct = sorted({v for v in known if v is not None}, key=lambda v: (str(type(v)), v))
    code = {None: 0} | {v: i + 1 for i, v in enumerate(distinct)}
    return Column(fact, distinct, _narrow(np.fromiter((code[v] for v in known), np.int64, len(known)), len(distinct)))


def coded_numbers(fact: str, numbers: NDArray[np.float64]) -> Column:
    """Code a column of numbers, NaN where nobody knows."""
    whole = _coded_whole(fact, numbers)
    if whole is not None:
        return whole
    values, codes = np.unique(numbers, return_inverse=True)
    known = values[~np.isnan(values)]
    return Column(fact, known, _narrow(np.where(codes < len(known), codes + 1, 0), len(known)))


def latest(columns: Sequence[Column]) -> Column:
    """Put columns of one fact over one another: of each pupil the last that is known counts."""
    values = sorted({v for c in columns for v in _listed(c.values)}, key=lambda v: (str(type(v)), v))
    place = {v: i + 1 for i, v in enumerate(values)}
    codes = np.zeros(len(columns[0].codes), np.int64)
    for column in columns:
        anew = np.array([0, *(place[v] for v in _listed(column.values))], np.int64)[column.codes]
        codes = np.where(anew > 0, anew, codes)
    return Column(columns[0].fact, values, _narrow(codes, len(values)))


def numbers_of(column: Column) -> NDArray[np.float64]:
    """Give a column of numbers, NaN where nobody knows."""
    return np.array([np.nan, *column.values], float)[column.codes]


def _listed(values: Sequence[Value] | NDArray[np.float64]) -> Sequence[Value]:
    return values.tolist() if isinstance(values, np.ndarray) else values


SPAN = 1 << 15  # whole numbers that lie within such a span are counted instead of sorted


def _coded_whole(fact: str, numbers: NDArray[np.float64]) -> Column | None:
    """Code whole numbers of a small span without sorting; None where they are no such numbers."""
    known = ~np.isnan(numbers)
    if not known.any():
        return Column(fact, np.zeros(0), np.zeros(len(numbers), np.uint8))
    low, high = float(np.nanmin(numbers)), float(np.nanmax(numbers))
    if not (low.is_integer() and high - low < SPAN):
        return None
    offset = np.where(known, numbers - low, -1.0)
    places = offset.astype(np.int32)
    if not np.array_equal(places, offset):
        return None
    places += 1
    occurring = np.flatnonzero(np.bincount(places, minlength=1))
    values = occurring[occurring > 0] + (low - 1)
    code = np.zeros(int(occurring[-1]) + 1, np.min_scalar_type(len(values)))
    code[occurring[occurring > 0]] = np.arange(1, len(values) + 1)
    return Column(fact, values.astype(float), code[places])


def _narrow(codes: NDArray[np.int64], values: int) -> Codes:
    """Keep codes in as few bytes as they need."""
    return codes.astype(np.min_scalar_type(values))
