"""A table in another engine to what is known of its pupils: cells that the reading of one table refuses are unknown here as well."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import numpy as np
import polars as pl

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.messages import TERMS
from engine.model.knowledge import Knowledge
from engine.model.mapping import ColumnUse
from engine.model.vocabulary import FactDefinition
from engine.screening.cells import EMPTY, Place, bounds_of, read_cells
from engine.screening.intake import UNKNOWN_NAMES

__all__ = ["Taken", "taken_in"]

Value = Any  # an ibis value or table; their types say little, and the package is an extra
Backend = Any  # an ibis connection
_NUMBERS = ("int", "number")
_FITS = {"bool": ("boolean", "integer", "string"), "date": ("date", "timestamp", "string")}  # else numbers for numbers, and texts
_WANTED = {**dict.fromkeys(_NUMBERS, "a number"), "bool": "yes or no", "date": "a date"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A table with `pupil` and facts, and how much of what was given is not in it; `twice` counts rows, which all count."""

    connection: Any
    table: Any
    nameless: int = 0
    twice: int = 0
    unread: int = 0


def taken_in(connection: Backend, table: Value, knowledge: Knowledge, path: Path) -> Taken:
    """Take a table in: columns that are called as facts, without rows that name no pupil.

    Raises `KnowledgeError` when there is no row, or where a column holds what no value of its fact can be.
    """
    name = table["pupil"].cast("string").strip()
    nameless = name.isnull() | name.isin(list(UNKNOWN_NAMES))
    rows = _row(connection, table.aggregate(rows=table.count(), nameless=nameless.sum()))
    if not rows["rows"]:
        raise KnowledgeError([fault("table.no_rows", Location(str(path)))])
    named = table.mutate(pupil=name).filter(~nameless) if rows["nameless"] else table.mutate(pupil=name)
    reading = _Reading(connection, named, knowledge, path)
    by_pupil = named.group_by("pupil").aggregate(rows=named.count())
    twice = _row(connection, by_pupil.filter(by_pupil["rows"] > 1).aggregate(rows=by_pupil["rows"].sum()))
    known, unread = reading.known()
    return Taken(connection, known, rows["nameless"], twice["rows"], unread)


def _row(connection: Backend, asked: Value) -> dict[str, int]:
    """Ask for one row of counts."""
    return {key: int(value or 0) for key, value in connection.to_polars(asked).row(0, named=True).items()}


@dataclass(frozen=True, slots=True)
class _Reading:
    """Judges the values that occur in a table, by what reads the cells of a table on this machine."""

    connection: Any
    table: Any
    knowledge: Knowledge
    path: Path

    def known(self) -> tuple[Any, int]:
        """Give pupils with what is known of them, and how many cells are not in it since they cannot be read."""
        facts = [c for c in self.table.columns if c in self.knowledge.facts]
        filled = _row(self.connection, self.table.aggregate(**{f: self.table[f].count() for f in facts})) if facts else {}
        facts = [f for f in facts if filled[f]]  # a column in which nothing stands may be of any type
        wrong = [problem for f in facts if (problem := self._unfit(self.knowledge.facts[f]))]
        if wrong:
            raise KnowledgeError(wrong)
        refused: dict[str, Value] = {}
        columns = {f: self._column(self.knowledge.facts[f], refused) for f in facts}
        counts = _row(self.connection, self.table.aggregate(**{f: each.sum() for f, each in refused.items()})) if refused else {}
        return self.table.select("pupil", **columns), sum(counts.values())

    def _unfit(self, fact: FactDefinition) -> Diagnostic | None:
        """Say where no value of a column can be one of its fact."""
        kind = self.table[fact.id].type()
        fits = ("numeric",) if fact.type in _NUMBERS else _FITS.get(fact.type, ("string",))
        if any(getattr(kind, f"is_{each}")() for each in fits):
            return None
        wanted = TERMS[_WANTED.get(fact.type, "text as such")]
        return fault("table.far_type", Location(str(self.path)), name=fact.id, wanted=wanted, found=str(kind))

    def _column(self, fact: FactDefinition, refused: dict[str, Value]) -> Value:
        """Give a column as facts are known; what says of each cell whether it cannot be read goes to `refused`."""
        return self._numbers(fact, refused) if fact.type in _NUMBERS else self._words(fact, refused)

    def _numbers(self, fact: FactDefinition, refused: dict[str, Value]) -> Value:
        """Give numbers: one that is none (NaN) is unknown, one out of its bounds is refused."""
        column = self.table[fact.id].cast("float64")
        column = ibis.ifelse(column.isnan(), ibis.null("float64"), column)  # first: to an engine NaN is more than any number
        low, high = bounds_of(ColumnUse(fact.id, fact.id), fact)
        refused[fact.id] = (column < low) | (column > high)
        if fact.type == "int":
            refused[fact.id] |= column != column.round()
        return ibis.ifelse(refused[fact.id], ibis.null("float64"), column)

    def _words(self, fact: FactDefinition, refused: dict[str, Value]) -> Value:
        """Give words, dates and truths as cases hold them; each that occurs is read once."""
        column = self.table[fact.id]
        if column.type().is_temporal():
            column = column.cast("date").cast("string")
        seen = self.connection.to_polars(self.table.select(word=column).distinct())["word"].drop_nulls()
        read = dict(self._read(fact, seen))
        if all(value == word and isinstance(value, type(word)) for word, value in read.items()):
            return column
        empty = [word for word in read if str(word).strip().casefold() in EMPTY]
        understood = [word for word, value in read.items() if value is not None]
        if len(read) > len(understood) + len(empty):
            refused[fact.id] = column.notnull() & ~column.isin([*understood, *empty])
        kind = "boolean" if fact.type == "bool" else "string"
        return ibis.cases(*((column == word, read[word]) for word in understood), else_=ibis.null(kind)) if understood else ibis.null(kind)

    def _read(self, fact: FactDefinition, seen: pl.Series) -> Iterator[tuple[Any, Any]]:
        place = Place(str(self.path), 0, np.zeros(len(seen), np.int64))
        column, _ = read_cells(seen.alias(fact.id), ColumnUse(fact.id, fact.id), fact, place)
        yield from ((word, column.value(i)) for i, word in enumerate(seen.to_list()))
