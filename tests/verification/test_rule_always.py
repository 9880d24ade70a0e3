"""rule.always: a condition, or a part of one, that holds whatever comes out."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, finding, lines, table


@pytest.mark.parametrize(
    "when",
    [
        "pupil.tired or not(pupil.tired)",
        "results.percentile >= 0",
        'load.capacity in ["none", "partial", "full"]',
        "signal.low or results.percentile >= 50",
        "if pupil.tired then true else true",
    ],
)
def test_a_condition_that_cannot_fail_is_found(when: str, checked: Checked) -> None:
    assert "rule.always" in codes(checked(finding(f"'{when}'")))


@pytest.mark.parametrize(
    "when",
    [
        "pupil.tired",
        "results.percentile > 0",
        'seen_differently("school", "home")',  # nothing speaks against it, and still it need not hold
        "pupil.tired or not(pupil.keen)",
    ],
)
def test_a_condition_that_can_fail_is_not(when: str, checked: Checked) -> None:
    assert "rule.always" not in codes(checked(finding(f"'{when}'")))


def test_a_part_is_found_at_its_own_place(checked: Checked) -> None:
    (line,) = lines(checked(finding("{all: [pupil.tired, results.percentile >= 0]}")))
    assert line.startswith("rules/extra.yaml:4:31: in `signal.extra` this always holds, whatever comes out: ")


def test_a_row_for_all_the_rest_may_end_a_table(checked: Checked) -> None:
    assert checked(table("F", ("none", "a"), ('"-"', "b"))).is_sound
