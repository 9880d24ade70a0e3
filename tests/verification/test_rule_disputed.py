"""rule.disputed: a condition that can hold only where people contradict each other."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, alert, codes, fact, facts, finding


@pytest.mark.parametrize(
    "when",
    [
        "pupil.tired and not(pupil.tired)",
        "signal.bored and not(pupil.bored) and not(pupil.early)",
        'load.capacity = "none" and load.capacity = "full"',
    ],
)
def test_what_holds_only_where_people_disagree_is_found(when: str, checked: Checked) -> None:
    assert codes(checked(finding(f"'{when}'"))) == ["rule.disputed"]


def test_what_contradicts_what_follows_is_found(checked: Checked) -> None:
    implied = facts(fact("pupil.late", more="    implies: [{when: true, fact: pupil.tired, value: true}]\n"))
    assert codes(checked({"rules/more.yaml": implied} | finding("pupil.late and not(pupil.tired)"))) == ["question.idle", "rule.disputed"]
    assert checked({"rules/more.yaml": implied} | finding("pupil.late and not(pupil.keen)")).is_sound


def test_an_alert_may_be_there_to_show_that_people_disagree(checked: Checked) -> None:
    assert checked(alert("pupil.tired and not(pupil.tired)")).is_sound


def test_a_need_that_is_always_set_aside_is_found(checked: Checked) -> None:
    need = f"needs:\n  need.extra: {{label: {{nl: Iets, en: Some}}, when: pupil.tired, unless: pupil.tired, layer: none, {SOURCE}}}\n"
    assert codes(checked({"rules/extra.yaml": need})) == ["need.unmet", "rule.disputed"]
