"""What comes out of going through many pupils: what to look at, by which method, how sure, and what could not be read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Literal

from engine.diagnostics import Diagnostic
from engine.model.mapping import Reliability

__all__ = [
    "CONCLUSIONS",
    "FALSE",
    "FEWEST",
    "METHODS",
    "NOMINATION",
    "TESTS",
    "TRUE",
    "BadCell",
    "Conclusion",
    "Line",
    "OwnLine",
    "Point",
    "Screening",
    "Share",
    "Tally",
    "share_of",
    "truth_of",
]

# The four methods by the finding that each of them is, in the order in which they are shown; the last one rests on no test.
METHODS = ("signal.simple_difference", "signal.absolute_split", "signal.regression", "signal.nomination")
TESTS = METHODS[:3]
NOMINATION = len(TESTS)
_CERTAIN = 1.959963984540054  # standard errors at either side hold 95 %
TRUE, FALSE, BOTH = 1, 2, 3  # places in the truth of a finding; 0 is unknown
FEWEST = 30  # pupils that a line is fitted on: with fewer, its slope is a matter of chance

# Of a pupil: nothing to look at now; not to be told yet; only somebody's hunch; only the pupil's own line; a score method flags.
Conclusion = Literal["no", "open", "hunch", "trend", "look"]
CONCLUSIONS: tuple[Conclusion, ...] = ("no", "open", "hunch", "trend", "look")


@dataclass(frozen=True, slots=True)
class BadCell:
    """A cell, or a whole row, that could not be read: where it stands, what is in it, and what would be right."""

    row: int
    column: str
    value: str
    diagnostic: Diagnostic


@dataclass(frozen=True, slots=True)
class Line:
    """The line of a group: expected result = `intercept` + `slope` * potential, both in SD; `error` is the residual standard error."""

    pupils: int
    intercept: float
    slope: float
    error: float


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 % interval of the share (Wilson)."""

    count: int
    of: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Give the share, from 0 to 1."""
        return self.count / self.of if self.of else 0.0


def share_of(count: int, of: int) -> Share:
    """Give a share with its 95 % interval by Wilson, which stays between 0 and 1 and holds for small numbers."""
    if of == 0:
        return Share(0, 0, 0.0, 1.0)
    z, p = _CERTAIN, count / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return Share(count, of, max(0.0, middle - half), min(1.0, middle + half))


@dataclass(frozen=True)
class Tally:
    """How many pupils have which truth for the four methods together: `patterns[s0 + 4 s1 + 16 s2 + 64 s3]`."""

    patterns: tuple[int, ...]

    @cached_property
    def pupils(self) -> int:
        """Count all."""
        return sum(self.patterns)

    def having(self, method: int, *truths: int) -> int:
        """Count those of whom a method says one of these."""
        return sum(n for p, n in enumerate(self.patterns) if truth_of(p, method) in truths)

    def flagged(self, method: int) -> int:
        """Count those for whom a method has something that speaks for it."""
        return self.having(method, TRUE, BOTH)

    def decided(self, method: int) -> int:
        """Count those of whom a method can tell."""
        return self.having(method, TRUE, FALSE, BOTH)

    def by_tests(self) -> int:
        """Count those whom at least one score method flags."""
        return sum(n for p, n in enumerate(self.patterns) if flags(p, range(NOMINATION)))

    def together(self, one: int, other: int) -> int:
        """Count those whom both methods flag."""
        return sum(n for p, n in enumerate(self.patterns) if flags(p, [one]) and flags(p, [other]))

    def missed(self, method: int) -> int:
        """Count those whom a score method flags and this one does not, though it can tell."""
        return sum(n for p, n in enumerate(self.patterns) if truth_of(p, method) == FALSE and flags(p, range(NOMINATION)))

    def disagreeing(self) -> int:
        """Count those of whom one score method says yes and another no."""
        return sum(n for p, n in enumerate(self.patterns) if flags(p, range(NOMINATION)) and _denied(p))


def _denied(pattern: int) -> bool:
    return any(truth_of(pattern, m) == FALSE for m in range(NOMINATION))


def truth_of(pattern: int, method: int) -> int:
    """Give what one method says in a pattern."""
    return pattern >> 2 * method & 3


def flags(pattern: int, methods: range | list[int]) -> bool:
    """Tell whether anything speaks for one of some methods."""
    return any(truth_of(pattern, m) in (TRUE, BOTH) for m in methods)


@dataclass(frozen=True, slots=True)
class Point:
    """One pupil in the plot: potential and achievement as percentiles, and the pattern of the methods."""

    potential: float
    achievement: float
    pattern: int


@dataclass(frozen=True, slots=True)
class OwnLine:
    """One pupil's results over time: day, subject and percentile, oldest first."""

    pupil: str
    results: tuple[tuple[date, str, float], ...]


@dataclass(frozen=True, slots=True)
class Screening:
    """All that is said of a whole table.

    `told` counts pupils by conclusion; `both` is of how many both scores are known; `tallies` goes by dimension (a fact's id, `group`
    or `school`) and value; `schools_of` gives in which schools a class is; `parameters` are the thresholds that were used.
    `error` is the standard error of a difference of potential and results, `change_error` that of a change between two tests
    of one subject, in SD.
    """

    file: str
    day: date
    rules: str
    overall: Tally
    told: Mapping[Conclusion, int]
    within_error: int
    both: int
    line: Line | None
    reliability: Reliability
    error: float
    change_error: float
    parameters: Mapping[str, float]
    tallies: Mapping[str, Mapping[str, Tally]]
    points: tuple[Point, ...]
    lines: tuple[OwnLine, ...]
    bad: tuple[BadCell, ...]
    bad_cells: int
    notes: tuple[Diagnostic, ...]
    listed: tuple[Mapping[str, object], ...]
    made_up: bool = False
    schools_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
