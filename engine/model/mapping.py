"""What the columns of a school's table stand for, as a mapping file says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from engine.model.vocabulary import Value

__all__ = ["ColumnUse", "LongForm", "Reliability", "Scale", "TableMapping"]

Scale = Literal["own", "percentile", "standard", "iq", "level", "correct"]  # `own`: as the fact itself is measured


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """One column and the fact it tells of; a score may be on another scale than the fact, and belong to a subject and a day.

    `mean` and `sd` belong to the scale `standard`; `values` says what a cell's text stands for (None: unknown).
    """

    column: str
    fact: str
    scale: Scale = "own"
    mean: float = 0.0
    sd: float = 1.0
    subject: str = ""
    date: date | None = None
    values: Mapping[str, Value | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LongForm:
    """A table with one row a test: which columns hold the subject, the day and the score."""

    score: str
    subject: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How much of the differences between scores is real, from 0 to 1, and where these figures come from."""

    potential: float = 0.90
    achievement: float = 0.90
    basis: str = ""


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What a table holds: the column with the pseudonym, those with the class and the school, and what the others tell of.

    `ignored` are columns of which a person said that they do not count.
    """

    pupil: str = "pupil"
    group: str = ""
    school: str = ""
    uses: tuple[ColumnUse, ...] = ()
    ignored: frozenset[str] = frozenset()
    long: LongForm | None = None
    reliability: Reliability = Reliability()

    @property
    def columns(self) -> frozenset[str]:
        """Give the columns that are spoken of."""
        named = {self.pupil, self.group, self.school, *(use.column for use in self.uses), *self.ignored}
        if self.long:
            named |= {self.long.score, self.long.subject, self.long.date}
        return frozenset(named - {""})
