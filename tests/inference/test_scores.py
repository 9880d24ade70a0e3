"""Scores and the passing of time: quantiles, clamps, IQ, whole months, month ends and leap days."""

from __future__ import annotations

from datetime import date, timedelta
from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.scores import add_months, monotone, months_between, percentile_of_iq, z_of_iq, z_of_percentile
from engine.model.interval import BANDS, Interval

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


# --- scores ---


def test_the_middle_percentile_is_the_mean() -> None:
    assert z_of_percentile(50) == pytest.approx(0)


def test_percentile_90_lies_1_28_standard_deviations_above_the_mean() -> None:
    assert z_of_percentile(90) == pytest.approx(1.2815515655446004)


@pytest.mark.parametrize(("percentile", "z"), [(0, -3.5), (100, 3.5), (1e-9, -3.5), (100 - 1e-9, 3.5), (-5, -3.5), (130, 3.5)])
def test_a_percentile_beyond_three_and_a_half_is_clamped(percentile: float, z: float) -> None:
    assert z_of_percentile(percentile) == z


@pytest.mark.parametrize(("iq", "z"), [(100, 0), (115, 1), (130, 2), (85, -1)])
def test_fifteen_iq_points_are_one_standard_deviation(iq: float, z: float) -> None:
    assert z_of_iq(iq) == z


@pytest.mark.parametrize(("iq", "z"), [(152.5, 3.5), (160, 3.5), (200, 3.5), (40, -3.5), (47.5, -3.5)])
def test_an_iq_beyond_three_and_a_half_is_clamped(iq: float, z: float) -> None:
    assert z_of_iq(iq) == z


def test_iq_119_is_below_the_ninetieth_percentile_and_120_above() -> None:
    assert percentile_of_iq(119) < 90 < percentile_of_iq(120)


def test_iq_130_is_the_percentile_that_statistics_gives() -> None:
    assert percentile_of_iq(130) == pytest.approx(97.7249868)


@given(st.integers(60, 140))
def test_an_iq_gives_the_same_score_straight_or_through_its_percentile(iq: int) -> None:
    assert round(z_of_percentile(percentile_of_iq(iq)), 9) == round(z_of_iq(iq), 9)


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_higher_percentile_never_gives_a_lower_score(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert z_of_percentile(low) <= z_of_percentile(high)


# --- intervals ---


def test_nothing_known_gives_nothing() -> None:
    assert monotone(z_of_percentile, None) is None


def test_an_open_end_stays_open() -> None:
    band = monotone(z_of_percentile, BANDS["III"])
    assert band == Interval(NormalDist().inv_cdf(0.4), NormalDist().inv_cdf(0.6), low_open=True)


def test_an_open_end_that_was_clamped_is_reached_by_what_lies_beyond_it() -> None:
    assert monotone(z_of_percentile, Interval(0, 100, low_open=True, high_open=True)) == Interval(-3.5, 3.5)


def test_the_bands_of_the_levels_meet_without_gap_or_overlap() -> None:
    bands = [BANDS[level] for level in ("V", "IV", "III", "II", "I")]
    assert [(b.low, b.high, b.low_open, b.high_open) for b in bands] == [
        (0, 20, False, False),
        (20, 40, True, False),
        (40, 60, True, False),
        (60, 80, True, False),
        (80, 100, True, False),
    ]


# --- adding months ---


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2025, 8, 31), 3, date(2025, 11, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2025, 11, 30), 3, date(2026, 2, 28)),
        (date(2025, 12, 15), 1, date(2026, 1, 15)),
        (date(2025, 3, 31), -1, date(2025, 2, 28)),
        (date(2025, 1, 15), -1, date(2024, 12, 15)),
        (date(2025, 1, 15), 0, date(2025, 1, 15)),
    ],
)
def test_a_month_ends_at_the_last_day_where_it_must(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected


def test_a_day_beyond_all_days_is_the_first_or_the_last() -> None:
    assert add_months(date(9999, 12, 1), 1) == date.max
    assert add_months(date(1, 1, 1), -1) == date.min


# --- months between ---


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2025, 5, 3), date(2025, 11, 3), 6),
        (date(2025, 8, 31), date(2025, 11, 30), 3),
        (date(2024, 2, 29), date(2025, 2, 28), 12),
        (date(2023, 11, 30), date(2024, 2, 29), 3),
        (date(2025, 11, 3), date(2025, 11, 3), 0),
        (date(2025, 11, 4), date(2025, 11, 3), 0),
    ],
)
def test_whole_months_are_counted_from_day_to_day(start: date, end: date, months: float) -> None:
    assert months_between(start, end) == months


def test_one_day_short_of_six_months_is_less_than_six() -> None:
    assert 5 < months_between(date(2025, 5, 3), date(2025, 11, 2)) < 6


def test_a_month_that_has_begun_counts_for_its_part() -> None:
    assert months_between(date(2025, 4, 1), date(2025, 4, 16)) == pytest.approx(0.5)


@given(DAYS, st.integers(0, 240))
def test_after_whole_months_so_many_months_have_passed(start: date, months: int) -> None:
    assert months_between(start, add_months(start, months)) >= months


@given(DAYS, DAYS)
def test_months_never_decrease_as_days_pass(start: date, end: date) -> None:
    assert months_between(start, end) <= months_between(start, end + timedelta(days=1))


def test_the_smallest_fraction_of_a_percentile_is_clamped_and_no_crash() -> None:
    assert z_of_percentile(5e-324) == -3.5
