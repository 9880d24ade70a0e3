"""Cells to the values of a fact: each text that occurs is read once, and what cannot be read is listed, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import islice
from statistics import NormalDist

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.cases.answers import read_answer
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.model.mapping import ColumnUse
from engine.model.screening import BadCell
from engine.model.vocabulary import FactDefinition, Value
from engine.screening.applied import applied
from engine.screening.columns import Codes, Column, coded_numbers
from engine.screening.typed import Typed, typed

__all__ = ["EMPTY", "Place", "Unread", "bounds_of", "each_value", "read_cells", "target_of"]

EMPTY = frozenset(("", "-", "--", "?", "n.v.t.", "nvt", "onbekend", "unknown", "null", "na", "n/a", "#n/a", "#n/b"))
TRUTHS = {"1": True, "0": False, "waar": True, "onwaar": False, "x": True}
LISTED = 1_000  # bad cells of one kind and column in one part that are listed; more are counted
FURTHEST = 6  # standard deviations: what lies beyond is a slip of the pen
_UNIT = NormalDist()
_IQ = (100.0, 15.0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where cells stand: the file, the number of the column, and of each row its number in the file."""

    file: str
    column: int
    rows: NDArray[np.int64]


@dataclass(slots=True)
class Unread:
    """Cells and rows that could not be read: all are counted, and the first of them listed."""

    listed: list[BadCell] = field(default_factory=list)
    count: int = 0

    def take(self, cells: Iterable[BadCell], count: int) -> None:
        """Take in so many; `cells` gives each of them, as far as it is asked to."""
        self.listed += islice(cells, LISTED)
        self.count += count

    def join(self, others: Unread) -> None:
        """Take in what was found elsewhere."""
        self.listed += others.listed
        self.count += others.count


def target_of(use: ColumnUse) -> str:
    """Give the fact that the cells of a column become: a score on another scale may be another fact."""
    stem = use.fact.rsplit(".", 1)[0]
    if use.scale == "level":
        return f"{stem}.level"
    return f"{stem}.iq" if use.scale == "iq" and stem == "potential" else use.fact


def read_cells(cells: pl.Series, use: ColumnUse, fact: FactDefinition, place: Place, ready: Typed | None = None) -> tuple[Column, Unread]:
    """Read one column; `fact` is its target. Cells that cannot be read are unknown, and listed.

    `ready` is the column as codes, where the columns of a part were coded together.
    """
    ready = ready or typed(cells.to_frame(use.column), [use.column]).get(use.column)
    if fact.type in ("int", "number") and not use.values:
        if ready and ready.numbers is not None:
            return _coded_numbers(cells, ready, use, fact, place)
        return _numbers(cells, use, fact, place)
    return _words(cells, use, fact, place, ready if ready and ready.texts is not None else None)


# --- words: choices, levels, dates, yes and no ---


def _words(cells: pl.Series, use: ColumnUse, fact: FactDefinition, place: Place, ready: Typed | None) -> tuple[Column, Unread]:
    texts, codes = (ready.texts or (), ready.codes) if ready else _distinct(cells)
    read = [_value(text, use, fact, place) for text in texts]
    known = sorted({v for v in read if not isinstance(v, Diagnostic) and v is not None}, key=lambda v: (str(type(v)), v))
    anew = {v: i + 1 for i, v in enumerate(known)}
    table = np.array([0, *(0 if isinstance(v, Diagnostic) or v is None else anew[v] for v in read)], np.min_scalar_type(len(known)))
    wrong = {i + 1: (text, v) for i, (text, v) in enumerate(zip(texts, read, strict=True)) if isinstance(v, Diagnostic)}
    same = len(table) == len(texts) + 1 and np.array_equal(table, np.arange(len(table)))
    return Column(fact.id, known, codes if same else table[codes]), _unread(codes, wrong, use, place)


def _distinct(cells: pl.Series) -> tuple[list[str], Codes]:
    """Give the texts that occur, and for each cell its text's number from 1 on, 0 for an empty one."""
    texts = _texts(cells)
    occurring = texts.unique().drop_nulls().sort()
    codes = texts.cast(pl.Enum(occurring)).to_physical().cast(pl.UInt32) + 1
    return occurring.to_list(), codes.fill_null(0).to_numpy()


def _texts(cells: pl.Series) -> pl.Series:
    if isinstance(cells.dtype, pl.Datetime):
        return cells.dt.date().cast(pl.String)
    if cells.dtype.is_float():
        return cells.cast(pl.String).str.replace(r"\.0$", "")
    return cells.cast(pl.String)


def _value(text: str, use: ColumnUse, fact: FactDefinition, place: Place) -> Value | Diagnostic | None:
    said = text.strip()
    if said.casefold() in use.values:
        return use.values[said.casefold()]
    if said.casefold() in EMPTY:
        return None
    if fact.type == "bool" and said.casefold() in TRUTHS:
        return TRUTHS[said.casefold()]
    if fact.type in ("choice", "level") and said.isdecimal():
        known = "I-V, A-E" if fact.type == "level" else ", ".join(f"`{value}`" for value in fact.values)
        return fault("table.number_for_word", Location(place.file), name=use.column, value=said, known=known)
    try:
        return read_answer(fact, said)
    except KnowledgeError as problem:
        said_of = problem.diagnostics[0]
        return replace(said_of, values={**said_of.values, "name": use.column})


# --- numbers ---


def _numbers(cells: pl.Series, use: ColumnUse, fact: FactDefinition, place: Place) -> tuple[Column, Unread]:
    numbers, unread = _parsed(cells)
    low, high = bounds_of(use, fact)
    outside = (numbers < low) | (numbers > high)
    fraction = (np.rint(numbers) != numbers) & ~np.isnan(numbers) if fact.type == "int" else np.zeros(len(numbers), bool)
    wrong = _wrong_numbers(cells, {"case.number": unread, "case.range": outside, "case.int": fraction}, use, place, (low, high))
    if outside.any() or fraction.any():
        numbers = np.where(outside | fraction, np.nan, numbers)
    return _rescaled(coded_numbers(fact.id, numbers), use), wrong


def _coded_numbers(cells: pl.Series, ready: Typed, use: ColumnUse, fact: FactDefinition, place: Place) -> tuple[Column, Unread]:
    """Take numbers that are coded already: each value is judged once."""
    values, codes = np.asarray(ready.numbers), ready.codes
    low, high = bounds_of(use, fact)
    outside = (values < low) | (values > high)
    fraction = np.rint(values) != values if fact.type == "int" else np.zeros(len(values), bool)
    wrong = Unread()
    if outside.any() or fraction.any():
        where = {code: np.concatenate([[False], bad])[codes] for code, bad in (("case.range", outside), ("case.int", fraction))}
        wrong = _wrong_numbers(cells, where, use, place, (low, high))
        codes = np.where(np.concatenate([[False], outside | fraction])[codes], codes.dtype.type(0), codes)
    return _rescaled(Column(fact.id, values, codes), use), wrong


def _parsed(cells: pl.Series) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Give numbers, NaN for unknown, and which cells hold something else; a comma may divide the decimals."""
    if cells.dtype.is_numeric():
        return cells.cast(pl.Float64).fill_null(np.nan).to_numpy(), np.zeros(len(cells), bool)
    texts = _texts(cells).str.strip_chars()
    numbers = texts.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    unread = texts.is_not_null() & numbers.is_null() & ~texts.str.to_lowercase().is_in(list(EMPTY))
    parsed = numbers.fill_null(np.nan).to_numpy()
    return np.where(np.isinf(parsed), np.nan, parsed), unread.fill_null(value=False).to_numpy()


def bounds_of(use: ColumnUse, fact: FactDefinition) -> tuple[float, float]:
    """Give between which numbers the cells of a column lie; what lies beyond is refused."""
    match use.scale:
        case "percentile" | "correct":
            return 0.0, 100.0
        case "standard":
            return use.mean - FURTHEST * use.sd, use.mean + FURTHEST * use.sd
        case "iq":
            return 40.0, 200.0
    return (-1e12 if fact.low is None else fact.low), (1e12 if fact.high is None else fact.high)


def _rescaled(column: Column, use: ColumnUse) -> Column:
    """Turn standard scores into percentiles; each value that occurs is turned once."""
    if use.scale not in ("standard", "iq") or column.fact.endswith(".iq"):
        return column
    mean, sd = _IQ if use.scale == "iq" else (use.mean, use.sd)
    turned = np.array([100 * _UNIT.cdf((float(v) - mean) / sd) for v in column.values], float)
    return Column(column.fact, turned, column.codes)


Wrong = tuple[str, Diagnostic]


def _wrong_numbers(
    cells: pl.Series, found: dict[str, NDArray[np.bool_]], use: ColumnUse, place: Place, bounds: tuple[float, float]
) -> Unread:
    def told(code: str, at: int) -> BadCell:
        value = str(cells[at])
        about = fault(code, _at(place, at), name=use.column, value=value, low=bounds[0], high=bounds[1], example=_example(bounds))
        return BadCell(int(place.rows[at]), use.column, value, about)

    wrong = Unread()
    for code, where in found.items():
        places = np.flatnonzero(where)
        wrong.take((told(code, at) for at in places.tolist()), len(places))
    return wrong


def _example(bounds: tuple[float, float]) -> float:
    return (bounds[0] + bounds[1]) // 2 if bounds[1] < 1e9 else 12.0  # noqa: PLR2004 - a fact without bounds


def _unread(codes: Codes, wrong: dict[int, Wrong], use: ColumnUse, place: Place) -> Unread:
    def told(at: int) -> BadCell:
        value, about = wrong[int(codes[at])]
        return BadCell(int(place.rows[at]), use.column, value, Diagnostic(about.code, _at(place, at), about.values))

    unread = Unread()
    if wrong:
        places = np.flatnonzero(np.isin(codes, list(wrong)))
        unread.take(map(told, places.tolist()), len(places))
    return unread


def _at(place: Place, at: int) -> Location:
    return Location(place.file, int(place.rows[at]), place.column)


def each_value(column: Column, function: Callable[[float], float]) -> NDArray[np.float64]:
    """Apply a function to a column of numbers, once for each value that occurs; NaN stays NaN."""
    return applied(function, np.concatenate([[np.nan], np.asarray(column.values, float)]))[column.codes]
