"""intervention.never: an intervention that is never proposed: nothing that it is meant for, or its own condition, can ever hold."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, codes, intervention, lines

IDLE = (
    "needs:\n  need.idle: {label: {nl: Niets, en: Nothing}, when: results.percentile < 10 and results.percentile > 20, layer: none, "
    + SOURCE
    + "}\n"
)


def test_an_intervention_for_a_need_that_cannot_hold_is_found(checked: Checked) -> None:
    assert [line for line in lines(checked({"rules/more.yaml": IDLE} | intervention("need.idle"))) if "intervention" in line] == [
        "rules/extra.yaml:2:3: the intervention `extra` is never proposed, as this can never hold: need.idle; widen that or remove it"
    ]


def test_one_addressee_that_can_hold_is_enough(checked: Checked) -> None:
    assert "intervention.never" not in codes(checked({"rules/more.yaml": IDLE} | intervention("need.idle, need.challenge")))


def test_a_condition_of_its_own_that_cannot_hold_is_found(checked: Checked) -> None:
    (line,) = lines(checked(intervention("need.challenge", "results.percentile < 10 and results.percentile > 20")))
    assert line.startswith("rules/extra.yaml:8:11: ")
    assert "results.percentile < 10 and results.percentile > 20" in line


def test_a_condition_that_holds_only_where_people_disagree_can_hold(checked: Checked) -> None:
    assert codes(checked(intervention("need.challenge", "pupil.tired and not(pupil.tired)"))) == ["rule.disputed"]
