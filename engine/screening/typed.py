"""Columns that come with a type, coded all in one go by polars, which does so beside us and without a step of Python for each cell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.screening.columns import SPAN, Codes

__all__ = ["Typed", "typed"]

HUNDREDTHS = 100.0
FEW = 256  # numbers that need not be narrowed to those that occur


class Typed(NamedTuple):
    """A column as codes: 0 where nothing stands, else the place of its text or number, counted from 1."""

    texts: Sequence[str] | None
    numbers: NDArray[np.float64] | None
    codes: Codes


class _Span(NamedTuple):
    """How numbers become whole ones, and between which these lie."""

    times: float
    low: float
    high: float


def typed(part: pl.DataFrame, names: Iterable[str]) -> dict[str, Typed]:
    """Code those columns whose type allows it: truths, choices, and numbers of a small span with at most two decimals."""
    schema = part.schema  # asked for once: it is made anew each time
    kinds = {name: schema[name] for name in names}
    texts = {name: found for name, kind in kinds.items() if (found := _texts(kind)) is not None}
    spans = _spans(part, {name: kind for name, kind in kinds.items() if kind.is_integer() or kind.is_float()})
    asked = [
        *(_as_code(name, kinds[name], len(texts[name])) for name in texts),
        *(_as_step(name, span, kinds[name]) for name, span in spans.items()),
    ]
    if not asked:
        return {}
    codes = part.select(asked)
    taken = {
        name: codes.drop_in_place(name).to_numpy() for name in (*texts, *spans)
    }  # one by one, so that two copies of all are never kept
    out = {name: Typed(found, None, taken[name]) for name, found in texts.items()}
    return out | {name: _numbers(taken[name], span) for name, span in spans.items()}


def _texts(kind: pl.DataType) -> Sequence[str] | None:
    if isinstance(kind, pl.Enum):
        return kind.categories.to_list()
    return ["0", "1"] if kind == pl.Boolean else None


def _as_code(name: str, kind: pl.DataType, texts: int) -> pl.Expr:
    place = pl.col(name).to_physical() if isinstance(kind, pl.Enum) else pl.col(name)
    return (place.cast(_narrowest(texts)) + 1).fill_null(0)


def _narrowest(values: int) -> type[pl.DataType]:
    return pl.UInt8 if values < 1 << 8 else pl.UInt16 if values < 1 << 16 else pl.UInt32


# --- numbers ---


def _spans(part: pl.DataFrame, kinds: Mapping[str, pl.DataType]) -> dict[str, _Span]:
    """Find between which whole numbers columns lie, as they are or in hundredths; those that do not, or hold nothing, are left out."""
    asked = [expression for name, kind in kinds.items() for expression in _asked(name, kind)]
    if not asked:
        return {}
    row = part.select(asked).row(0, named=True)
    out = {}
    for name, kind in kinds.items():
        times = 1.0 if kind.is_integer() or row[f"whole {name}"] else HUNDREDTHS
        low, high = (row[f"{end} {name}"] for end in ("low", "high"))
        if low is None or not row.get(f"exact {name}", True):
            continue
        span = _Span(times, round(low * times), round(high * times))
        if span.high - span.low < SPAN:
            out[name] = span
    return out


def _asked(name: str, kind: pl.DataType) -> list[pl.Expr]:
    column = pl.col(name)
    ends = [column.min().cast(pl.Float64).alias(f"low {name}"), column.max().cast(pl.Float64).alias(f"high {name}")]
    if kind.is_integer():
        return ends
    wide = column.cast(pl.Float64)
    hundred = wide * 0 + HUNDREDTHS  # by one number polars divides inexactly, by a column it does not
    exact = (wide.is_finite() & (((wide * HUNDREDTHS).round() / hundred) == wide)).all()
    return [*ends, exact.alias(f"exact {name}"), (wide.round() == wide).all().alias(f"whole {name}")]


def _as_step(name: str, span: _Span, kind: pl.DataType) -> pl.Expr:
    if kind.is_integer():
        wide = pl.Int32 if max(abs(span.low), abs(span.high)) < 1 << 30 else pl.Int64
        steps = pl.col(name).cast(wide) - pl.lit(int(span.low) - 1, wide)
    else:
        steps = (pl.col(name).cast(pl.Float64) * span.times).round() - (span.low - 1)
    return steps.fill_null(0).cast(_narrowest(int(span.high - span.low) + 1))


def _numbers(codes: Codes, span: _Span) -> Typed:
    """Give what codes stand for; of many numbers only those that occur."""
    size = int(span.high - span.low) + 1
    values: NDArray[np.float64] = (np.arange(size) + span.low).astype(np.float64) / span.times
    if size < FEW:
        return Typed(None, values, codes)
    occurring = np.flatnonzero(np.bincount(codes, minlength=size + 1)[1:])
    anew = np.zeros(size + 1, np.min_scalar_type(len(occurring)))
    anew[occurring + 1] = np.arange(1, len(occurring) + 1)
    return Typed(None, values[occurring], anew[codes])
