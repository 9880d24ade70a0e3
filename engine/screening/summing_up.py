"""What a whole table comes to, gathered part by part: counts, a sample for the plots, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.inference.scores import percentile_of_iq
from engine.model.screening import CONCLUSIONS, BadCell, Conclusion, OwnLine, Point, Tally
from engine.screening.cells import each_value
from engine.screening.columns import Column, numbers_of
from engine.screening.going_through import Looked

__all__ = ["BACKGROUNDS", "BAD", "Gathered", "tally_of"]

BACKGROUNDS = ("pupil.gender", "pupil.other_home_language", "pupil.migration_background", "pupil.low_ses")
PATTERNS = 256
POINTS, LINES, BAD = 1_500, 60, 10_000  # that are kept for the page; more are counted


@dataclass(slots=True)
class Gathered:
    """The counts so far."""

    pupils: int = 0
    within: int = 0
    both: int = 0
    told: NDArray[np.int64] = field(default_factory=lambda: np.zeros(len(CONCLUSIONS), np.int64))
    patterns: NDArray[np.int64] = field(default_factory=lambda: np.zeros(PATTERNS, np.int64))
    by: dict[str, dict[str, NDArray[np.int64]]] = field(default_factory=dict)
    points: list[Point] = field(default_factory=list)
    lines: list[OwnLine] = field(default_factory=list)
    classes: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema={"group": pl.String, "school": pl.String}))
    bad: list[BadCell] = field(default_factory=list)
    bad_cells: int = 0

    def add(self, looked: Looked) -> None:
        """Take in a part."""
        self.pupils += looked.columns.pupils
        self.both += int(np.count_nonzero(~np.isnan(looked.difference)))
        self.within += int(np.count_nonzero(looked.within & (looked.conclusion == CONCLUSIONS.index("look"))))
        self.told += np.bincount(looked.conclusion, minlength=len(CONCLUSIONS))
        self.patterns += np.bincount(looked.pattern, minlength=PATTERNS)
        for dimension, values, codes in _dimensions(looked):
            self._count(dimension, values, codes, looked.pattern)
        self.classes = pl.concat([self.classes, _placed(looked)]).unique()
        self.points += _points(looked, POINTS - len(self.points))
        self.lines += list(_lines(looked, LINES - len(self.lines)))
        self.bad += looked.pupils.bad[: max(0, BAD - len(self.bad))]
        self.bad_cells += looked.pupils.unread

    def _count(self, dimension: str, values: Sequence[str], codes: NDArray[np.integer], pattern: NDArray[np.uint8]) -> None:
        joint = np.bincount(codes.astype(np.int64) * PATTERNS + pattern, minlength=(len(values) + 1) * PATTERNS).reshape(-1, PATTERNS)
        counts = self.by.setdefault(dimension, {})
        for value, row in zip(values, joint[1:], strict=True):
            counts[value] = counts.get(value, np.zeros(PATTERNS, np.int64)) + row

    def tallies(self) -> dict[str, dict[str, Tally]]:
        """Give the counts by dimension and value."""
        return {d: {v: tally_of(row) for v, row in sorted(rows.items())} for d, rows in self.by.items()}

    def schools_of(self) -> dict[str, tuple[str, ...]]:
        """Give of each class in which schools there is one of that name."""
        return {
            group: tuple(schools)
            for group, schools in self.classes.sort("group", "school").group_by("group", maintain_order=True).agg("school").iter_rows()
        }

    def conclusions(self) -> dict[Conclusion, int]:
        """Give how many pupils there are of each conclusion."""
        return dict(zip(CONCLUSIONS, self.told.tolist(), strict=True))


def tally_of(patterns: NDArray[np.int64]) -> Tally:
    """Make a tally of counts."""
    return Tally(tuple(patterns.tolist()))


def _dimensions(looked: Looked) -> Iterator[tuple[str, Sequence[str], NDArray[np.integer]]]:
    for fact in BACKGROUNDS:
        column = looked.columns.by_fact.get(fact)
        if column:
            yield fact, [_said(v) for v in column.values], column.codes
    for name, words in (("group", looked.pupils.groups), ("school", looked.pupils.schools)):
        occurring = words.unique().drop_nulls().sort()
        if len(occurring):
            codes = words.cast(pl.Enum(occurring)).to_physical().cast(pl.UInt32) + 1
            yield name, occurring.to_list(), codes.fill_null(0).to_numpy()


def _placed(looked: Looked) -> pl.DataFrame:
    """Give which class is in which school, each pair once."""
    return pl.DataFrame({"group": looked.pupils.groups, "school": looked.pupils.schools}).drop_nulls().unique()


def _said(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)


def _points(looked: Looked, room: int) -> list[Point]:
    """Give the pupils of whom both scores are known, by chance where there are more than there is room for."""
    facts = looked.columns.by_fact
    if room <= 0 or "achievement.percentile" not in facts:
        return []
    x = _percentile_of_potential(facts.get("potential.iq"), facts.get("potential.percentile"), looked.columns.pupils)
    y = numbers_of(facts["achievement.percentile"])
    known = np.flatnonzero(~(np.isnan(x) | np.isnan(y)))
    if len(known) > room:
        known = np.sort(np.random.default_rng(0).choice(known, room, replace=False))
    return [Point(float(x[i]), float(y[i]), int(looked.pattern[i])) for i in known.tolist()]


def _percentile_of_potential(iq: Column | None, percentile: Column | None, pupils: int) -> NDArray[np.float64]:
    own = numbers_of(percentile) if percentile else np.full(pupils, np.nan)
    return np.where(np.isnan(own), each_value(iq, percentile_of_iq), own) if iq else own


def _lines(looked: Looked, room: int) -> Iterator[OwnLine]:
    """Give the own lines of pupils to look at: those with results of two days or more."""
    dated = sorted(
        (t for t in looked.pupils.taken if t.day and t.column.fact == "achievement.percentile"), key=lambda t: (t.day, t.subject)
    )
    if len(dated) < 2 or room <= 0:  # noqa: PLR2004 - one result is no line
        return
    flagged = np.flatnonzero(looked.conclusion >= CONCLUSIONS.index("trend")).tolist()
    for pupil in flagged:
        results = [(t.day, t.subject, value) for t in dated if isinstance(value := t.column.value(pupil), float) and t.day]
        if len({day for day, _, _ in results}) > 1 and room > 0:
            room -= 1
            yield OwnLine(looked.pupils.names[pupil], tuple(results))
