"""Terms as a calendar: another library reads them back, and nothing in them tells who the pupil is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest

from engine.interchange.calendars import calendar_of, calendar_of_all
from engine.loading.cases import parse_case
from engine.model.case import Case
from engine.service import Wegwijzer, open_wegwijzer

MARKER = "zilvervos"
CASE = f"""
case: {MARKER}
as_of: 2025-03-13
facts:
  absence.full: true
  absence.since: 2025-03-03
  strength.interests: {{value: {MARKER}-hobby, by: pupil, who: {MARKER}}}
events:
  - {{protocol: underachievement, node: carry_out, state: started, date: 2025-03-01, note: {MARKER}}}
"""


@pytest.fixture(scope="module")
def opened() -> tuple[Wegwijzer, Case]:
    wegwijzer = open_wegwijzer()
    return wegwijzer, parse_case(CASE, "case.yaml", wegwijzer.base.knowledge)


def _ics(opened: tuple[Wegwijzer, Case], salt: str = MARKER) -> bytes:
    wegwijzer, case = opened
    return calendar_of(wegwijzer.advise(case).steps, wegwijzer.base.knowledge, datetime(2025, 3, 13, tzinfo=UTC), salt)


def test_every_term_is_read_back_as_an_all_day_entry(opened: tuple[Wegwijzer, Case]) -> None:
    steps = [s for s in opened[0].advise(opened[1]).steps if s.due]
    found = list(icalendar.Calendar.from_ical(_ics(opened)).walk("VEVENT"))
    assert sorted(e.decoded("dtstart") for e in found) == sorted(s.due for s in steps if s.due)
    assert date(2025, 3, 17) in [e.decoded("dtstart") for e in found]


def test_nothing_in_the_calendar_tells_who_the_pupil_is(opened: tuple[Wegwijzer, Case]) -> None:
    assert MARKER.encode() not in _ics(opened)


def test_the_same_plan_gives_the_same_bytes(opened: tuple[Wegwijzer, Case]) -> None:
    assert _ics(opened) == _ics(opened)


def test_two_cases_have_entries_of_their_own(opened: tuple[Wegwijzer, Case]) -> None:
    one, other = (icalendar.Calendar.from_ical(_ics(opened, salt)) for salt in ("a", "b"))
    assert {str(e["uid"]) for e in one.walk("VEVENT")}.isdisjoint(str(e["uid"]) for e in other.walk("VEVENT"))


def test_the_steps_of_many_pupils_stand_in_one_calendar_and_differ(opened: tuple[Wegwijzer, Case]) -> None:
    wegwijzer, case = opened
    steps = [s for s in wegwijzer.advise(case).steps if s.due]
    due = [(name, step) for name in ("anker", "molen") for step in steps]
    both = calendar_of_all(due, wegwijzer.base.knowledge, datetime(2025, 3, 13, tzinfo=UTC))
    uids = [line for line in both.decode().splitlines() if line.startswith("UID:")]
    assert len(set(uids)) == len(uids) == 2 * len(steps)
    assert b"molen" not in both
