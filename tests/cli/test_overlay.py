"""`--rules DIR`: a school's own rules in every command, by the rules of the day that is asked about."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.main import COMMANDS
from tests.cli.conftest import Run

CASE = """\
case: proef
as_of: {day}
facts: {{absence.full: true, absence.since: {day}}}
events: [{events}]
"""
SCHOOL = """\
school: De Regenboog
version: 2026-1
approved_by: MR
parameters:
  safety_net_intake_weeks: {value: 1, was: 2, why: wij zijn sneller, valid_from: 2026-01-01}
changes:
  - {removes: safety_net.strengthen_context, why: x, valid_from: 2026-01-01}
  - {removes: safety_net.intake.next.strengthen_context, was: strengthen_context, why: x, valid_from: 2026-01-01}
  - {removes: safety_net.temporary_place.next.strengthen_context, why: x, valid_from: 2026-01-01}
"""


@pytest.fixture
def school(tmp_path: Path) -> Path:
    folder = tmp_path / "school"
    folder.mkdir()
    (folder / "school.yaml").write_text(SCHOOL, encoding="utf-8")
    return folder


def _case(folder: Path, day: str, events: str = "") -> Path:
    path = folder.parent / "proef.yaml"
    path.write_text(CASE.format(day=day, events=events), encoding="utf-8")
    return path


def _due(run: Run, school: Path, day: str) -> str:
    ended = run("advise", _case(school, day), "--rules", school, "--format", "json")
    steps = json.loads(ended.out)["next_steps"]
    return str(next(step["due"] for step in steps if step["node"] == "intake"))


def test_advice_on_an_old_date_uses_the_rules_of_then(run: Run, school: Path) -> None:
    assert _due(run, school, "2025-11-03") == "2025-11-17"
    assert _due(run, school, "2026-11-02") == "2026-11-09"


def test_a_case_may_speak_of_a_step_that_only_earlier_rules_had(run: Run, school: Path) -> None:
    event = "{protocol: safety_net, node: strengthen_context, date: 2025-11-20}"
    ended = run("advise", _case(school, "2025-12-01", event), "--rules", school)
    assert (ended.status, ended.err) == (0, "")
    assert run("explain", _case(school, "2025-12-01", event), "safety_net.strengthen_context", "--rules", school).status == 0


def test_advice_says_whose_rules_these_are_and_who_approved_them(run: Run, school: Path) -> None:
    case = _case(school, "2026-11-02")
    assert "De Regenboog 2026-1, vastgesteld door MR" in run("advise", case, "--rules", school).out
    (layer,) = json.loads(run("advise", case, "--rules", school, "--format", "json").out)["knowledge"]["local"]
    assert layer["changes"][0] == "safety_net_intake_weeks.value"
    assert "De Regenboog 2026-1, vastgesteld door MR" in run("advise", case, "--rules", school, "--format", "md").out


def test_what_changed_beneath_is_said_with_every_command_and_stops_none(run: Run, school: Path) -> None:
    text = SCHOOL.replace("was: 2", "was: 3")
    (school / "school.yaml").write_text(text, encoding="utf-8")
    ended = run("plan", _case(school, "2026-11-02"), "--rules", school, "--lang", "en")
    assert ended.status == 0
    assert "rules/parameters.yaml:" in ended.err
    assert "write `was: 2`" in ended.err


@pytest.mark.thorough  # every check, three times
def test_check_looks_at_the_rules_of_every_day(run: Run, school: Path) -> None:
    """Here at those of before 2026, which are the base, and at those after, where two things say nothing of what they replace."""
    ended = run("check", school)
    assert ended.status == 1
    assert ended.out.count("[overlay.no_was]") == 2


@pytest.mark.parametrize("command", [name for name in COMMANDS if name != "store"])  # which holds commands of its own
def test_every_command_takes_a_folder_of_rules(run: Run, command: str) -> None:
    assert "--rules PATH" in run(command, "--help").out


def test_a_picture_marks_what_a_school_does_otherwise_than_the_base(run: Run, school: Path) -> None:
    drawn = run("graph", "safety_net", "--rules", school, "--against", "basis", "--as-of", "2026-11-02")
    assert (drawn.status, drawn.err) == (0, "")
    assert "was: binnen 2 weken" in drawn.out
