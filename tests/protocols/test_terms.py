"""Terms: weeks of seven days, months that end where they must, and what a calendar skips."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Location
from engine.model.calendar import Break, Calendar
from engine.model.protocol import Term
from engine.protocols.terms import due_on

HERE = Location("terms", 1, 1)
ORDINARY = Calendar()
AUTUMN = Calendar(
    breaks=(Break(date(2025, 10, 18), date(2025, 10, 26), "herfst"),), public=frozenset([date(2025, 12, 25), date(2025, 12, 26)])
)


def term(amount: float, unit: str) -> Term:
    return Term(amount, unit, at_most=False, start=(), words="", place=HERE)  # type: ignore[arg-type] # one of the units


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"),
    [
        (date(2025, 3, 3), 2, "weeks", date(2025, 3, 17)),
        (date(2025, 3, 17), 12, "weeks", date(2025, 6, 9)),
        (date(2025, 12, 22), 2, "weeks", date(2026, 1, 5)),
        (date(2028, 2, 28), 1, "days", date(2028, 2, 29)),
        (date(2025, 11, 30), 3, "months", date(2026, 2, 28)),
        (date(2023, 11, 30), 3, "months", date(2024, 2, 29)),
        (date(2025, 1, 31), 1, "months", date(2025, 2, 28)),
        (date(2025, 11, 7), 5, "working_days", date(2025, 11, 14)),
        (date(2025, 11, 8), 1, "working_days", date(2025, 11, 10)),
        (date(2025, 10, 6), 3, "school_weeks", date(2025, 10, 27)),
        (date(2025, 3, 3), 0, "days", date(2025, 3, 3)),
    ],
)
def test_a_term_ends_on_its_last_day(start: date, amount: float, unit: str, due: date) -> None:
    assert due_on(start, term(amount, unit), ORDINARY) == due


def test_a_term_in_school_weeks_skips_a_break() -> None:
    assert due_on(date(2025, 10, 6), term(3, "school_weeks"), AUTUMN) == date(2025, 11, 5)


def test_a_term_in_weeks_does_not_skip_a_break() -> None:
    assert due_on(date(2025, 10, 6), term(3, "weeks"), AUTUMN) == date(2025, 10, 27)


def test_working_days_skip_public_holidays() -> None:
    assert due_on(date(2025, 12, 24), term(1, "working_days"), AUTUMN) == date(2025, 12, 29)


@pytest.mark.parametrize("unit", ["days", "weeks", "months", "working_days", "school_weeks"])
def test_a_due_day_beyond_the_calendar_is_the_last_day_there_is(unit: str) -> None:
    assert due_on(date(9999, 12, 1), term(99, unit), ORDINARY) == date.max


@given(
    st.dates(date(2000, 1, 1), date(2050, 1, 1)),
    st.integers(0, 60),
    st.sampled_from(["days", "weeks", "months", "working_days", "school_weeks"]),
)
def test_a_longer_term_never_ends_sooner(start: date, amount: int, unit: str) -> None:
    assert start <= due_on(start, term(amount, unit), AUTUMN) <= due_on(start, term(amount + 1, unit), AUTUMN)
