"""rule.idle_part: a part of a condition that makes no difference."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, fact, facts, finding, lines


@pytest.mark.parametrize(
    ("when", "column"),
    [
        ("{any: [pupil.stops, signal.bored, pupil.early]}", 45),
        ("{any: [pupil.keen, {all: [pupil.tired, pupil.keen]}]}", 30),
        ("{all: [pupil.keen, {any: [pupil.tired, pupil.keen]}]}", 30),
        ("pupil.keen and pupil.stops and pupil.keen", 42),
    ],
)
def test_a_part_that_can_be_left_out_is_found_at_its_place(when: str, column: int, checked: Checked) -> None:
    (found,) = checked(finding(when)).findings
    assert found.code == "rule.idle_part"
    assert (found.location.line, found.location.column) == (4, column)


@pytest.mark.parametrize(
    "when",
    [
        "{any: [pupil.tired, {all: [pupil.keen, pupil.stops]}]}",
        "pupil.tired or (not(pupil.tired) and pupil.keen)",  # while nobody knows whether tired, keen alone is not enough
        "{all: [signal.bored, not(pupil.early)]}",
    ],
)
def test_a_part_that_makes_a_difference_is_not(when: str, checked: Checked) -> None:
    assert checked(finding(when)).is_sound


def test_what_follows_from_another_fact_makes_no_difference(checked: Checked) -> None:
    implying = {"rules/more.yaml": facts(fact("pupil.late", more="    implies: [{when: true, fact: pupil.tired, value: true}]\n"))}
    (line,) = lines(checked(implying | finding("{any: [pupil.tired, pupil.late, pupil.keen]}")))
    assert "`pupil.late`" in line
    assert codes(checked(implying | finding("{any: [pupil.late, pupil.keen]}"))) == []
