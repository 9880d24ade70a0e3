"""protocol.overlap: a decision that takes more than one way in some state."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, decision, protocol, task


@pytest.mark.parametrize(
    ("ways", "state"),
    [
        (("results.percentile <= 50", "results.percentile >= 50"), "results.percentile = 50"),
        (('load.capacity in ["none", "partial"]', 'load.capacity in ["partial", "full"]'), 'load.capacity = "partial"'),
        (("signal.bored", "not(pupil.early)"), "not(pupil.early), pupil.bored"),
        (("pupil.tired or not(pupil.tired)", "pupil.keen"), "pupil.keen, pupil.tired"),
    ],
)
def test_a_case_that_goes_two_ways_is_found(ways: tuple[str, str], state: str, checked: Checked) -> None:
    report = checked(decision(f"{{to: closed, when: '{ways[0]}'}}", f"{{to: other, when: '{ways[1]}'}}"))
    (found,) = (d for d in report.findings if d.code == "protocol.overlap")
    assert str(found.location) == "protocols/extra.yaml:12:3"
    assert found.text("en").startswith("at `extra.first` more than one way opens when this is so: ")
    assert f" (`{state}`); " in found.text("en")


def test_a_way_without_a_guard_is_taken_beside_every_other(checked: Checked) -> None:
    assert codes(checked(decision("{to: closed, when: plan.agreed}", "other"))) == ["protocol.overlap"]


def test_two_ways_for_the_rest_are_one_too_many(checked: Checked) -> None:
    ways = ("{to: closed, when: plan.agreed}", "{to: other, otherwise: true}", "{to: closed, otherwise: true}")
    assert codes(checked(decision(*ways))) == ["protocol.overlap"]


def test_after_an_action_more_ways_may_open(checked: Checked) -> None:
    ways = ("{to: closed, when: results.percentile <= 50}", "{to: other, when: results.percentile >= 50}")
    assert checked(protocol(task("first", "action", *ways), task("other", "action", "closed"))).is_sound


def test_what_opens_while_a_decision_runs_is_not_one_of_its_ways(checked: Checked) -> None:
    ways = ("{to: other, on: started}", "{to: closed, when: plan.agreed}", "{to: other, otherwise: true}")
    assert checked(decision(*ways)).is_sound
