"""alert.never: an alert whose condition cannot hold in any case."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import alert, codes, lines


@pytest.mark.parametrize(
    "when",
    [
        "results.percentile < 10 and results.percentile > 20",
        'signal.low and results.percentile > 90 and not(results.level in ["IV", "V"])',
        "count(pupil.tired, pupil.keen) > 2",
        "false",
    ],
)
def test_an_alert_that_cannot_hold_is_found(when: str, checked: Checked) -> None:
    (line,) = lines(checked(alert(f"'{when}'")))
    assert line.startswith("rules/extra.yaml:5:11: the alert `alert.extra` cannot hold in any case")


@pytest.mark.parametrize(
    "when",
    [
        "pupil.tired and not(pupil.tired)",  # people may disagree
        "results.percentile = null",  # nobody has said
        'load.capacity = "none" and load.capacity = "full"',  # two people, two values
        'has_event(route.talk) and not(has_event(route.look_back, "started"))',
        'seen_differently("school", "home")',
        "results.percentile > 99.5",
        "weeks_since(plan.since) > plan_weeks",
        'plan.since + duration("P1M") < today()',
        'support.proposed = "in_class"',
    ],
)
def test_an_alert_that_can_hold_in_some_case_is_not(when: str, checked: Checked) -> None:
    assert codes(checked(alert(f"'{when}'"))) == []


def test_beyond_the_range_of_a_number_nothing_holds(checked: Checked) -> None:
    assert codes(checked(alert("results.percentile + 0 > 100"))) == []
    assert codes(checked(alert("results.percentile > 99 and results.percentile < 1"))) == ["alert.never"]
