"""Columns that are coded all at once hold what they hold when they are read cell by cell."""

from __future__ import annotations

from statistics import NormalDist

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.screening import applied as remembering
from engine.screening.applied import applied
from engine.screening.columns import Column, coded_numbers
from engine.screening.lookup import Lookup, pick
from engine.screening.planes import unpacked
from engine.screening.typed import typed

_HUNDREDTHS = st.integers(-40_000, 40_000).map(lambda n: n / 100)
_NUMBERS = st.lists(st.none() | st.one_of(_HUNDREDTHS, st.integers(-200, 200).map(float), st.floats(-1e6, 1e6)), min_size=1, max_size=80)


def _cells(name: str, values: list[object], kind: pl.DataType) -> list[object]:
    found = typed(pl.DataFrame({name: pl.Series(values, dtype=kind)}), [name])[name]
    known: list[object] = list(found.texts or (found.numbers.tolist() if found.numbers is not None else ()))
    return [known[code - 1] if code else None for code in found.codes.tolist()]


@given(st.lists(st.none() | st.booleans(), min_size=1))
def test_truths_are_one_and_nought(values: list[bool | None]) -> None:
    assert _cells("a", list(values), pl.Boolean()) == [None if v is None else str(int(v)) for v in values]


@given(st.lists(st.none() | st.sampled_from(["x", "y", "z"]), min_size=1))
def test_choices_are_their_words(values: list[str | None]) -> None:
    assert _cells("a", list(values), pl.Enum(["z", "y", "x"])) == values


@given(st.lists(st.none() | st.integers(-(2**31), 2**31 - 1), min_size=1))
def test_whole_numbers_are_themselves_or_left_to_others(values: list[int | None]) -> None:
    known = [v for v in values if v is not None]
    frame = pl.DataFrame({"a": pl.Series(values, dtype=pl.Int32)})
    if not known or max(known) - min(known) >= 1 << 17:
        assert typed(frame, ["a"]) == {}
    else:
        assert _cells("a", list(values), pl.Int32()) == values


@given(_NUMBERS)
def test_numbers_with_decimals_are_themselves_or_left_to_others(values: list[float | None]) -> None:
    frame = pl.DataFrame({"a": pl.Series(values, dtype=pl.Float64)})
    if "a" in typed(frame, ["a"]):
        assert _cells("a", list(values), pl.Float64()) == values


def test_percentiles_with_two_decimals_are_coded_at_once() -> None:
    assert _cells("a", [99.99, None, 0.07, 33.3], pl.Float64()) == [99.99, None, 0.07, 33.3]
    assert typed(pl.DataFrame({"a": [float("nan"), 1.0], "b": ["x", "y"]}), ["a", "b"]) == {}


@given(_NUMBERS)
def test_numbers_are_coded_as_they_are_however_they_are_counted(values: list[float | None]) -> None:
    column = coded_numbers("a.b", np.array([np.nan if v is None else v for v in values]))
    assert [column.value(i) for i in range(len(values))] == values
    assert list(column.values) == sorted(column.values)


@given(st.lists(st.booleans(), min_size=1, max_size=60), st.lists(st.integers(0, 59), min_size=1))
def test_a_pick_means_the_codes_that_were_meant(so: list[bool], codes: list[int]) -> None:
    here = np.array([code % len(so) for code in codes], np.uint8)
    found = Lookup(here, len(so) - 1).where(pick(so))
    assert unpacked(found, len(here)).tolist() == [so[code] for code in here.tolist()]


@pytest.mark.parametrize("kept", [1 << 18, 3])
def test_what_a_function_gave_is_found_again(monkeypatch: pytest.MonkeyPatch, kept: int) -> None:
    monkeypatch.setattr(remembering, "KEPT", kept)
    asked: list[float] = []

    def function(x: float) -> float:
        asked.append(x)
        return NormalDist().cdf(x)

    for numbers in ([0.5, np.nan, -1.0, 0.5], [2.0, 0.5, 7.0, np.nan], [0.5, 2.0, -1.0], [np.nan]):
        found = applied(function, np.array(numbers))
        assert found.tolist() == pytest.approx([NormalDist().cdf(x) for x in numbers], nan_ok=True)
    assert kept < 10 or sorted(asked) == [-1.0, 0.5, 2.0, 7.0]


def test_a_column_is_read_by_its_codes() -> None:
    assert [Column("a.b", [1.0, 2.0], np.array([0, 2, 1], np.uint8)).value(i) for i in range(3)] == [None, 2.0, 1.0]
