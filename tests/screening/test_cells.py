"""Cells to values: several ways of writing are understood, and what could mean two things is asked, never guessed."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from engine.model.mapping import ColumnUse
from engine.screening.cells import Place, read_cells, target_of
from engine.service import Wegwijzer


def _read(wegwijzer: Wegwijzer, use: ColumnUse, cells: list[object]) -> tuple[list[object], list[tuple[int, str]]]:
    fact = wegwijzer.base.knowledge.facts[target_of(use)]
    column, bad = read_cells(pl.Series(cells, strict=False), use, fact, Place("t.csv", 3, np.arange(2, len(cells) + 2)))
    return [column.value(i) for i in range(len(cells))], [(b.row, b.diagnostic.code) for b in bad.listed]


def test_numbers_take_a_comma_and_empty_words_are_unknown(wegwijzer: Wegwijzer) -> None:
    read, bad = _read(wegwijzer, ColumnUse("IQ", "potential.iq"), ["101,5", "130", "", None, "-", "n.v.t.", " 99 "])
    assert read == [101.5, 130.0, None, None, None, None, 99.0]
    assert bad == []


def test_a_number_that_cannot_be_is_listed_and_unknown(wegwijzer: Wegwijzer) -> None:
    read, bad = _read(wegwijzer, ColumnUse("IQ", "potential.iq"), ["abc", "999", "1.234,5", "100"])
    assert read == [None, None, None, 100.0]
    assert sorted(bad) == [(2, "case.number"), (3, "case.range"), (4, "case.number")]


def test_a_word_that_can_mean_two_things_is_not_guessed(wegwijzer: Wegwijzer) -> None:
    read, bad = _read(wegwijzer, ColumnUse("g", "pupil.gender"), ["meisje", "boy", "m", "1"])
    assert read == ["girl", "boy", None, None]
    assert bad == [(4, "case.choice"), (5, "table.number_for_word")]


def test_a_word_that_does_not_fit_is_told_with_the_name_of_its_column(wegwijzer: Wegwijzer) -> None:
    use, fact = ColumnUse("RW niveau", "achievement.percentile", "level"), wegwijzer.base.knowledge.facts["achievement.level"]
    _, unread = read_cells(pl.Series(["VI"]), use, fact, Place("t.csv", 1, np.array([2])))
    assert unread.listed[0].diagnostic.line("nl").startswith("t.csv:2:1: `VI` kan niet bij `RW niveau`")


def test_a_mapping_says_what_words_stand_for(wegwijzer: Wegwijzer) -> None:
    use = ColumnUse("g", "pupil.gender", values={"m": "boy", "v": "girl", "x": None})
    assert _read(wegwijzer, use, ["M", "v", "X"]) == (["boy", "girl", None], [])


def test_levels_are_fifths_or_letters(wegwijzer: Wegwijzer) -> None:
    read, bad = _read(wegwijzer, ColumnUse("n", "achievement.percentile", "level"), ["I", "a", "E", "VI", "3"])
    assert read == ["I", "A", "E", None, None]
    assert bad == [(5, "case.choice"), (6, "table.number_for_word")]


@pytest.mark.parametrize(("scale", "mean", "sd", "score"), [("standard", 50, 10, 60.0), ("iq", 0, 1, 115.0)])
def test_a_standard_score_becomes_its_percentile(wegwijzer: Wegwijzer, scale: str, mean: float, sd: float, score: float) -> None:
    read, _ = _read(wegwijzer, ColumnUse("s", "achievement.percentile", scale, mean, sd), [score])  # type: ignore[arg-type]
    assert read == [pytest.approx(84.134, abs=0.001)]


def test_yes_and_no_are_understood_in_both_languages(wegwijzer: Wegwijzer) -> None:
    read, bad = _read(wegwijzer, ColumnUse("n", "nomination.teacher"), ["ja", "Nee", "TRUE", "0", "1", "misschien"])
    assert read == [True, False, True, False, True, None]
    assert bad == [(7, "ask.truth")]


def test_dates_are_read_as_a_computer_and_as_a_dutchman_writes_them(wegwijzer: Wegwijzer) -> None:
    read, bad = _read(wegwijzer, ColumnUse("d", "discrepancy.since"), ["2025-02-01", "3-4-2025", "31-2-2025"])
    assert read == ["2025-02-01", "2025-04-03", None]
    assert bad == [(4, "shape.date")]


def test_typed_columns_are_taken_as_they_are(wegwijzer: Wegwijzer) -> None:
    assert _read(wegwijzer, ColumnUse("n", "nomination.teacher"), [True, False, None])[0] == [True, False, None]
    assert _read(wegwijzer, ColumnUse("i", "potential.iq"), [100, None, 130])[0] == [100.0, None, 130.0]


@pytest.mark.parametrize("cells", [["abc"] * 1_500, [999.0] * 1_500, ["VI"] * 1_500])
def test_of_what_cannot_be_read_a_thousand_are_listed_and_all_counted(wegwijzer: Wegwijzer, cells: list[object]) -> None:
    use = ColumnUse("c", "potential.iq") if cells[0] != "VI" else ColumnUse("c", "potential.level")
    fact = wegwijzer.base.knowledge.facts[target_of(use)]
    _, bad = read_cells(pl.Series(cells), use, fact, Place("t.csv", 1, np.arange(2, len(cells) + 2)))
    assert (len(bad.listed), bad.count) == (1_000, 1_500)
