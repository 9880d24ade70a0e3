"""The facts of many pupils as columns: each value a small number that stands for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from engine.model.case import Case, Observation
from engine.model.vocabulary import Value

__all__ = ["Codes", "Column", "Columns", "coded", "coded_numbers"]

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
    values, codes = np.unique(numbers, return_inverse=True)
    known = values[~np.isnan(values)]
    return Column(fact, known, _narrow(np.where(codes < len(known), codes + 1, 0), len(known)))


def _narrow(codes: NDArray[np.int64], values: int) -> Codes:
    """Keep codes in as few bytes as they need."""
    return codes.astype(np.min_scalar_type(values))
