"""The facts of many pupils as columns: each value a small number that stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from engine.model.case import Case, Observation
from engine.model.vocabulary import Value

__all__ = ["SPAN", "Codes", "Column", "Columns", "coded", "coded_numbers", "latest", "listed", "numbers_of"]

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
    for times in (1.0, 100.0, 10_000.0):
        counted = _counted(fact, numbers, times)
        if counted is not None:
            return counted
    values, codes = np.unique(numbers, return_inverse=True)
    known = values[~np.isnan(values)]
    return Column(fact, known, _narrow(np.where(codes < len(known), codes + 1, 0), len(known)))


def latest(columns: Sequence[Column]) -> Column:
    """Put columns of one fact over one another: of each pupil the last that is known counts."""
    if len(columns) == 1:
        return columns[0]
    values = sorted({v for c in columns for v in listed(c.values)}, key=lambda v: (str(type(v)), v))
    place = {v: i + 1 for i, v in enumerate(values)}
    codes = np.zeros(len(columns[0].codes), np.int64)
    for column in columns:
        anew = np.array([0, *(place[v] for v in listed(column.values))], np.int64)[column.codes]
        codes = np.where(anew > 0, anew, codes)
    return Column(columns[0].fact, values, _narrow(codes, len(values)))


def numbers_of(column: Column) -> NDArray[np.float64]:
    """Give a column of numbers, NaN where nobody knows."""
    return np.concatenate([[np.nan], np.asarray(column.values, float)])[column.codes]


def listed(values: Sequence[Value] | NDArray[np.float64]) -> Sequence[Value]:
    """Give the values of a column one by one."""
    return values.tolist() if isinstance(values, np.ndarray) else values


SPAN = 1 << 17  # whole numbers, hundredths or ten-thousandths that lie within such a span are counted instead of sorted
TRIED = 64  # numbers that are tried first


def _counted(fact: str, numbers: NDArray[np.float64], times: float) -> Column | None:
    """Code numbers that become whole ones of a small span, without sorting them; None where they do not."""
    if not _whole(numbers[:TRIED], times) or not _whole(numbers, times):
        return None
    known = ~np.isnan(numbers)
    if not known.any():
        return Column(fact, np.zeros(0), np.zeros(len(numbers), np.uint8))
    whole = np.rint(numbers * times)
    low, high = float(np.nanmin(whole)), float(np.nanmax(whole))
    if not high - low < SPAN:
        return None
    places = np.where(known, whole - (low - 1), 0.0).astype(np.int64)
    occurring = np.flatnonzero(np.bincount(places, minlength=1)[1:])
    code = np.zeros(int(high - low) + 2, np.min_scalar_type(len(occurring)))
    code[occurring + 1] = np.arange(1, len(occurring) + 1)
    return Column(fact, np.asarray((occurring + low) / times, np.float64), code[places])


def _whole(numbers: NDArray[np.float64], times: float) -> bool:
    with np.errstate(invalid="ignore", over="ignore"):
        return bool(np.all((np.rint(numbers * times) / times == numbers) | np.isnan(numbers)))


def _narrow(codes: NDArray[np.int64], values: int) -> Codes:
    """Keep codes in as few bytes as they need."""
    return codes.astype(np.min_scalar_type(values))
