"""A part of a table to the facts of its pupils: the columns that a mapping names, and what follows from scores over time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.diagnostics import Location, fault
from engine.inference.scores import z_of_iq, z_of_percentile
from engine.model.knowledge import Knowledge
from engine.model.mapping import ColumnUse, TableMapping
from engine.model.provenance import Provenance
from engine.model.screening import BadCell
from engine.model.text import Label
from engine.model.vocabulary import FactDefinition
from engine.screening.cells import Place, Unread, each_value, read_cells, target_of
from engine.screening.columns import Column, Columns, coded_numbers, latest
from engine.screening.series import Taken, change_in_a_year, error_free_weeks, results_now, z_scores
from engine.screening.tables import ROW, Table
from engine.screening.typed import Typed, typed

__all__ = ["MADE_UP", "RESULTS", "UNKNOWN_NAMES", "Intake", "Pupils"]

MADE_UP = "bedacht"  # the column that a made population carries, so that it is never taken for real pupils
_SCORES = ("potential.percentile", "potential.iq", "potential.level", "achievement.percentile", "achievement.level", "achievement.band")
RESULTS = ("achievement.percentile", "achievement.level")
_DAY = FactDefinition("date", "date", Label("datum", "date"), None, Label("", ""), (), "ordinary", Location(), Provenance(), {})
UNKNOWN_NAMES = ("", "-", "?")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Pupils:
    """What a part of a table tells of its pupils; potential and achievement are standard scores, NaN where not known exactly."""

    names: pl.Series
    groups: pl.Series
    schools: pl.Series
    columns: Columns
    potential: Numbers
    achievement: Numbers
    taken: tuple[Taken, ...]
    bad: tuple[BadCell, ...]
    unread: int  # all that could not be read; `bad` lists the first of it

    def changed_subjects(self) -> Numbers:
        """Give over how many subjects the change in a year is the mean; one where the table gives it."""
        found = change_in_a_year([t for t in self.taken if t.column.fact in RESULTS])
        return np.maximum(found[1], 1) if found else np.ones(self.columns.pupils)


_NONE_TWICE = pl.Series([], dtype=pl.UInt64)


class Intake:
    """Reads the parts of one table by one mapping."""

    def __init__(self, table: Table, mapping: TableMapping, knowledge: Knowledge, as_of: date) -> None:
        """Look up where each column stands."""
        self._table, self.mapping, self._knowledge, self.as_of = table, mapping, knowledge, as_of
        self._number = {name: i + 1 for i, name in enumerate(table.header)}

    def read(self, part: pl.DataFrame, often: pl.Series | None = None) -> Pupils:
        """Read a part; rows without a pupil are left out, and said to be, as are pupils with more than one row (`often`: in all parts)."""
        bad = Unread()
        part = self._named(part, bad, often)
        whom, by_fact, taken = self._long(part, bad) if self.mapping.long else self._wide(part, bad)
        columns = dict(self._facts(by_fact, taken))
        z = self._potential(columns, whom.height)
        columns |= {c.fact: c for c in self._compared(taken, z, whom.height) if c.fact not in columns}
        columns |= {fact: Column(fact, np.zeros(0), np.zeros(whom.height, np.uint8)) for fact in self._facts_of_tests() - columns.keys()}
        return Pupils(
            whom[self.mapping.pupil].cast(pl.String),
            self._words(whom, self.mapping.group),
            self._words(whom, self.mapping.school),
            Columns(columns, whom.height, self.as_of),
            z,
            self._achievement(columns, whom.height),
            tuple(taken),
            tuple(sorted(bad.listed, key=lambda b: (b.row, self._number.get(b.column, 0)))),
            bad.count,
        )

    def scores(self, part: pl.DataFrame) -> tuple[Numbers, Numbers]:
        """Read potential and results of a part alone, as standard scores; NaN where not known exactly."""
        if self.mapping.long:
            read = self.read(part)
            return read.potential, read.achievement
        part = self._named(part, Unread(), _NONE_TWICE)
        _, by_fact, taken = self._wide(part, Unread())
        columns = dict(self._facts(by_fact, taken))
        return self._potential(columns, part.height), self._achievement(columns, part.height)

    def _facts_of_tests(self) -> set[str]:
        """Give the facts that a table with a row for each test tells of, whatever the tests in one part of it are."""
        long = self.mapping.long
        if not long:
            return set()
        changing = {"achievement.change_year_sd"} if long.date else set()
        compared = {"achievement.subjects", "achievement.low_subjects"} if long.subject else set()
        told = {target_of(use) for use in self.mapping.uses}
        return told | changing | compared | ({"achievement.band"} if long.subject and "achievement.level" in told else set())

    def of_scores(self) -> Intake:
        """Give what reads potential and results only."""
        uses = tuple(use for use in self.mapping.uses if use.fact in _SCORES)
        return Intake(self._table, replace(self.mapping, group="", school="", uses=uses, ignored=frozenset()), self._knowledge, self.as_of)

    def parts(self, size: int, columns: Sequence[str] | None = None, skipped: int = 0) -> Iterator[pl.DataFrame]:
        """Give the table in parts, without the first of them; a pupil who has more than one row is whole in one of them."""
        if self.mapping.long:
            return islice(self._table.parts_by(self.mapping.pupil, size, columns), skipped, None)
        return (self._table.after(skipped * size) if skipped else self._table).parts(size, columns)

    # --- rows and cells ---

    def more_than_once(self, size: int) -> pl.Series | None:
        """Give a mark (`_mark`) of each pupil who has more than one row in a table with a row for each pupil, in whatever parts of it."""
        if self.mapping.long:
            return None
        marks = pl.concat([part.select(self._mark).to_series() for part in self._table.parts(size, [self.mapping.pupil])])
        if marks.n_unique() == len(marks):  # as nearly always, and quicker to see than who has two
            return marks.clear()
        return marks.filter(marks.is_duplicated()).unique()

    @property
    def _mark(self) -> pl.Expr:
        """Give a number for a name, so that of a long table no names are kept; of two names alike it is the same."""
        return pl.col(self.mapping.pupil).cast(pl.String).str.strip_chars().hash(0)

    def _named(self, part: pl.DataFrame, bad: Unread, often: pl.Series | None = None) -> pl.DataFrame:
        name = pl.col(self.mapping.pupil)
        part = part.with_columns(name.cast(pl.String).str.strip_chars())
        nameless = name.is_null() | name.is_in(list(UNKNOWN_NAMES))
        found = bool(part.select(nameless.any()).item())
        if found:
            filled = ~pl.all_horizontal(pl.exclude(ROW, self.mapping.pupil).is_null())
            rows = part.filter(nameless & filled)[ROW]
            bad.take((self._bad(row, self.mapping.pupil, "", "table.nameless") for row in rows.to_list()), len(rows))
        if not self.mapping.long and (part[self.mapping.pupil].n_unique() < part.height if often is None else len(often)):
            again = name.is_duplicated() if often is None else self._mark.is_in(often.implode())
            twice = part.filter(again & ~nameless).select(ROW, name)
            bad.take((self._bad(row, self.mapping.pupil, str(who), "table.twice") for row, who in twice.iter_rows()), len(twice))
        return part.filter(~nameless) if found else part

    def _bad(self, row: int, column: str, value: str, code: str) -> BadCell:
        place = Location(str(self._table.path), row, self._number.get(column, 0))
        return BadCell(row, column, value, fault(code, place, name=column, value=value))

    def _columns(self, part: pl.DataFrame, bad: Unread) -> Iterator[tuple[ColumnUse, Column]]:
        ready = typed(part, dict.fromkeys(use.column for use in self.mapping.uses))
        for use in self.mapping.uses:
            yield use, self._cells(part, use, ready.get(use.column), bad)

    def _cells(self, part: pl.DataFrame, use: ColumnUse, ready: Typed | None, bad: Unread) -> Column:
        fact = self._knowledge.facts[target_of(use)]
        place = Place(str(self._table.path), self._number[use.column], part[ROW].to_numpy())
        column, wrong = read_cells(part[use.column], use, fact, place, ready)
        bad.join(wrong)
        return column

    def _words(self, whom: pl.DataFrame, column: str) -> pl.Series:
        if not column:
            return pl.Series("", [None], pl.String).new_from_index(0, whom.height)
        return whom[column].cast(pl.String).str.strip_chars()

    def _wide(self, part: pl.DataFrame, bad: Unread) -> tuple[pl.DataFrame, dict[str, list[tuple[ColumnUse, Column]]], list[Taken]]:
        by_fact: dict[str, list[tuple[ColumnUse, Column]]] = {}
        taken: list[Taken] = []
        for use, column in self._columns(part, bad):
            if use.scale == "correct" or column.fact in RESULTS:
                taken.append(Taken(use.subject, use.date, column))
            else:
                by_fact.setdefault(column.fact, []).append((use, column))
        return part, by_fact, taken

    def _long(self, part: pl.DataFrame, bad: Unread) -> tuple[pl.DataFrame, dict[str, list[tuple[ColumnUse, Column]]], list[Taken]]:
        """Fold a table with a row for each test into one row for each pupil; of what is told twice the latest counts."""
        long = self.mapping.long
        assert long is not None  # noqa: S101 - the caller looked
        days = self._days(part, bad)
        order = np.argsort(days, kind="stable")
        names = part[self.mapping.pupil]
        whom = part.unique(self.mapping.pupil, keep="first", maintain_order=True)
        place = {name: i for i, name in enumerate(whom[self.mapping.pupil].to_list())}
        who = np.fromiter((place[name] for name in names.to_list()), np.int64, len(names))
        by_fact: dict[str, list[tuple[ColumnUse, Column]]] = {}
        taken: list[Taken] = []
        subjects = self._words(part, long.subject)
        for use, column in self._columns(part, bad):
            if use.column != long.score:
                by_fact.setdefault(column.fact, []).append((use, _folded(column, who, order, len(place))))
                continue
            for subject, day in sorted({*zip(subjects.fill_null("").to_list(), days.tolist(), strict=True)}):
                here = order[(subjects.fill_null("").to_numpy()[order] == subject) & (days[order] == day)]
                taken.append(Taken(subject, date.fromordinal(day) if day else None, _folded(column, who, here, len(place))))
        return whom, by_fact, taken

    def _days(self, part: pl.DataFrame, bad: Unread) -> NDArray[np.int64]:
        """Give the day of each row as a number, 0 where it is unknown."""
        long = self.mapping.long
        if long is None or not long.date:
            return np.zeros(part.height, np.int64)
        cells, use = part[long.date], ColumnUse(long.date, _DAY.id)
        column, wrong = read_cells(cells, use, _DAY, Place(str(self._table.path), self._number[long.date], part[ROW].to_numpy()))
        bad.join(wrong)
        return np.array([0, *(date.fromisoformat(str(v)).toordinal() for v in column.values)], np.int64)[column.codes]

    # --- what follows ---

    def _facts(self, by_fact: Mapping[str, Sequence[tuple[ColumnUse, Column]]], taken: Sequence[Taken]) -> Iterator[tuple[str, Column]]:
        for fact, found in by_fact.items():
            columns = [column for _, column in sorted(found, key=lambda f: f[0].date or date.min)]
            yield fact, columns[0] if len(columns) == 1 else latest(columns)
        results = [t for t in taken if t.column.fact in RESULTS]
        for column in results_now(results):
            yield column.fact, column
        for fact, numbers in (
            ("achievement.change_year_sd", change[0] if (change := change_in_a_year(results)) else None),
            ("tasks.error_free_weeks", error_free_weeks([t for t in taken if t.column.fact not in RESULTS])),
        ):
            if numbers is not None and fact not in by_fact:
                yield fact, coded_numbers(fact, np.round(numbers, 2))

    @staticmethod
    def _potential(columns: Mapping[str, Column], pupils: int) -> Numbers:
        z = np.full(pupils, np.nan)
        for fact, function in (("potential.iq", z_of_iq), ("potential.percentile", z_of_percentile)):
            if fact in columns:
                z = np.where(np.isnan(z), each_value(columns[fact], function), z)
        return z

    @staticmethod
    def _achievement(columns: Mapping[str, Column], pupils: int) -> Numbers:
        known = columns.get("achievement.percentile")
        return each_value(known, z_of_percentile) if known else np.full(pupils, np.nan)

    def _compared(self, taken: Sequence[Taken], potential: Numbers, pupils: int) -> Iterator[Column]:
        """Give of how many subjects results were compared with the potential, and in how many they lag behind it."""
        results = [t for t in taken if t.column.fact in RESULTS]
        if len({t.subject for t in results}) < 2:  # noqa: PLR2004 - one subject has no others to differ from
            return
        by_subject = z_scores(results)
        if len(by_subject) < 2:  # noqa: PLR2004 - as above
            return
        apart = self._knowledge.parameters["difference_sd"].value
        compared, behind = np.zeros(pupils), np.zeros(pupils)
        for z in by_subject.values():
            difference = potential - z
            compared += ~np.isnan(difference)
            behind += np.nan_to_num(difference, nan=-1e9) >= apart
        yield coded_numbers("achievement.subjects", np.where(compared > 0, compared, np.nan))
        yield coded_numbers("achievement.low_subjects", np.where(compared > 0, behind, np.nan))


def _folded(column: Column, who: NDArray[np.int64], order: NDArray[np.intp], pupils: int) -> Column:
    """Give each pupil the last value that is known, in an order of rows."""
    codes = np.zeros(pupils, column.codes.dtype)
    known = order[column.codes[order] > 0]
    codes[who[known]] = column.codes[known]
    return Column(column.fact, column.values, codes)
