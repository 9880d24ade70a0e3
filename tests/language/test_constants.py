"""Constants: what a number, text, date or duration may look like."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.language.constants import parse_date, parse_duration, parse_number, unquote
from engine.language.syntax import Duration


@pytest.mark.parametrize(
    ("text", "value"),
    [("0", 0.0), ("0.00", 0.0), ("12", 12.0), ("1.23e4", 12300.0), ("1.23e-4", 0.000123), ("123456789012345", 123456789012345.0)],
)
def test_a_number_is_kept(text: str, value: float) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["1234567890123456", "0.0000000001", "1e15", "1e999", "1e-999", "1e9992025", "1e-9992025", "1e99999999999999999999"]
)
def test_a_number_that_cannot_be_kept_exactly_is_refused(text: str) -> None:
    assert parse_number(text) is None


@given(st.integers(0, 10**15 - 1), st.integers(0, 9))
def test_every_number_within_the_limits_is_kept_as_python_reads_it(digits: int, places: int) -> None:
    assert parse_number(f"{digits}e-{places}") == float(f"{digits}e-{places}")


@pytest.mark.parametrize(
    ("text", "duration"),
    [
        ("P6M", Duration(6, "months")),
        ("P1Y", Duration(12, "months")),
        ("P1Y6M", Duration(18, "months")),
        ("P2W", Duration(14, "days")),
        ("P10D", Duration(10, "days")),
        ("P1W3D", Duration(10, "days")),
        ("-P1D", Duration(-1, "days")),
        ("PT48H", Duration(2, "days")),
        ("P1DT24H", Duration(2, "days")),
        ("P1DT0H0M0S", Duration(1, "days")),
        ("P0D", Duration(0, "days")),
        ("PT0S", Duration(0, "days")),
        ("P0Y", Duration(0, "months")),
        ("P0M", Duration(0, "months")),
        ("P1Y0D", Duration(12, "months")),
        ("P0Y5D", Duration(5, "days")),
    ],
)
def test_a_duration_counts_in_months_or_in_days(text: str, duration: Duration) -> None:
    assert parse_duration(text) == duration


@pytest.mark.parametrize("text", ["", "P", "PT", "P1", "1D", "P1M1D", "PT1H", "PT30M", "P1.5D", "P-1D", "p1d", "P1D ", "P٣D", "P1234567D"])
def test_what_is_no_whole_number_of_months_or_days_is_refused(text: str) -> None:
    assert parse_duration(text) is None


@given(st.dates())
def test_every_day_is_read(day: date) -> None:
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize("text", ["", "2025-02-30", "2025-2-3", "20250203", "2025-W01-1", "2025-02-03T00:00", "٢٠٢٥-١١-٠٣"])
def test_what_is_no_day_is_refused(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("token", "words"),
    [
        (r'"a\"b"', 'a"b'),
        (r'"a\\n"', r"a\n"),
        (r'"a\nb"', "a\nb"),
        (r'"\d"', r"\d"),
        (r'"\u00e9"', "é"),
        (r'"\u00e"', r"\u00e"),
        (r'"\U01F600"', "😀"),
        (r'"\ud83d\ude00"', "😀"),
        (r'"\UFFFFFF"', r"\UFFFFFF"),
    ],
)
def test_escapes_are_undone(token: str, words: str) -> None:
    assert unquote(token) == words


def test_half_a_character_is_replaced_so_that_it_can_be_shown() -> None:
    assert unquote(r'"\ud800"') == "\N{REPLACEMENT CHARACTER}"
