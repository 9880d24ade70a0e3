"""Scores of several days and subjects: the latest counts, and each pupil has a line of their own."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.interval import BANDS, band_of
from engine.model.vocabulary import Value
from engine.screening.columns import Column, coded, coded_numbers, latest
from engine.screening.series import Taken, change_in_a_year, error_free_weeks, results_now

FIRST, SECOND = date(2025, 2, 1), date(2026, 2, 1)


def _taken(day: date | None, *scores: float | None, subject: str = "lezen") -> Taken:
    numbers = np.array([np.nan if s is None else s for s in scores])
    return Taken(subject, day, coded_numbers("achievement.percentile", numbers))


def _level(day: date, *levels: Value | None, subject: str = "lezen") -> Taken:
    return Taken(subject, day, coded("achievement.level", levels))


def _values(columns: list[Column]) -> dict[str, list[Value | None]]:
    return {c.fact: [c.value(i) for i in range(len(c.codes))] for c in columns}


def test_the_latest_result_counts_and_an_earlier_one_where_it_is_missing() -> None:
    found = _values(list(results_now([_taken(SECOND, 40, None), _taken(FIRST, 80, 70)])))
    assert found == {"achievement.percentile": [40.0, 70.0]}


def test_of_several_subjects_the_mean_of_the_standard_scores_counts() -> None:
    found = _values(list(results_now([_taken(SECOND, 84.13447, 50), _taken(SECOND, 50, None, subject="rekenen")])))
    assert found["achievement.percentile"] == [pytest.approx(69.146, abs=0.001), pytest.approx(50)]


def test_of_levels_of_several_subjects_it_is_known_what_the_mean_lies_between() -> None:
    """One level where all are the same; a subject of which nothing is known does not count."""
    found = _values(list(results_now([_level(SECOND, "A", "A", "II"), _level(SECOND, "A", "B", None, subject="rekenen")])))
    assert found == {"achievement.level": ["A", None, "II"], "achievement.band": [None, "63-99", None]}


@given(st.lists(st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=2, max_size=4))
def test_the_mean_of_scores_lies_in_the_band_of_their_levels(scores: list[list[float]]) -> None:
    levels = [
        [next(level for level, band in list(BANDS.items())[:5] if band.low < x <= band.high or x == band.low == 0) for x in of]
        for of in scores
    ]
    mean = _values(list(results_now([_taken(FIRST, *of, subject=str(i)) for i, of in enumerate(scores)])))["achievement.percentile"]
    told = _values(list(results_now([_level(FIRST, *of, subject=str(i)) for i, of in enumerate(levels)])))
    for pupil, exactly in enumerate(mean):
        band = band_of(str(told["achievement.level"][pupil] or told["achievement.band"][pupil]))
        assert band is not None
        assert isinstance(exactly, float)
        assert band.low - 1 <= exactly <= band.high + 1  # scores are clamped at 3.5 SD


def test_a_change_is_measured_between_results_about_a_year_apart() -> None:
    found = change_in_a_year([_taken(FIRST, 84.13447, 50), _taken(SECOND, 50, None)])
    assert found is not None
    assert found[1].tolist() == [1, 0]
    assert found[0].tolist() == [pytest.approx(-1, abs=0.01), pytest.approx(np.nan, nan_ok=True)]


def test_the_pair_nearest_to_a_year_is_the_one_that_counts() -> None:
    found = change_in_a_year([_taken(FIRST, 84.13447), _taken(date(2025, 7, 1), 2.0), _taken(SECOND, 50)])
    assert found is not None
    assert found[0][0] == pytest.approx(-1, abs=0.01)


def test_results_of_one_day_or_years_apart_make_no_line() -> None:
    assert change_in_a_year([_taken(SECOND, 50)]) is None
    assert change_in_a_year([_taken(date(2023, 2, 1), 50), _taken(SECOND, 50)]) is None


def test_weeks_without_errors_run_from_the_first_of_an_unbroken_row() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 29), date(2026, 2, 26)]
    scores = [(96, 96, 50, None), (99, 80, 96, None), (100, 96, 97, None)]
    taken = [
        Taken("", d, coded_numbers("tasks.error_free_weeks", np.array([np.nan if s is None else s for s in row])))
        for d, row in zip(days, scores, strict=True)
    ]
    weeks = error_free_weeks(taken)
    assert weeks is not None
    assert weeks.tolist()[:3] == [8.0, 0.0, 4.0]
    assert np.isnan(weeks[3])


def test_columns_laid_over_one_another_keep_the_last_that_is_known() -> None:
    found = latest([coded("a.b", ["x", "y", None]), coded("a.b", [None, "z", None])])
    assert [found.value(i) for i in range(3)] == ["x", "z", None]


def test_whole_numbers_are_coded_as_others_are() -> None:
    numbers = np.array([3.0, np.nan, -2.0, 3.0, 7.0])
    column = coded_numbers("a.b", numbers)
    assert [column.value(i) for i in range(5)] == [3.0, None, -2.0, 3.0, 7.0]
    assert list(column.values) == [-2.0, 3.0, 7.0]
    assert coded_numbers("a.b", np.array([np.nan, np.nan])).codes.tolist() == [0, 0]
