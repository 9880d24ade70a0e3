"""rule.swallowed: a rule without which everything would come out the same."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, codes, finding, hypothesis, lines, protocol, task


def rules(*conditions: str) -> dict[str, str]:
    """Give a finding with several rules."""
    listed = "".join(f"      - when: {when}\n        {SOURCE}\n" for when in conditions)
    return {"rules/extra.yaml": f"findings:\n  signal.extra:\n    label: {{nl: Iets, en: Something}}\n    rules:\n{listed}"}


@pytest.mark.parametrize(
    "conditions",
    [
        ("pupil.tired", "{all: [pupil.tired, pupil.keen]}"),
        ("results.percentile > 50", "results.percentile > 60"),
        ("signal.bored", "pupil.early"),
        ("pupil.tired", "pupil.keen", "{all: [pupil.stops, {any: [pupil.keen, pupil.tired]}]}"),
    ],
)
def test_a_rule_that_another_covers_is_found(conditions: tuple[str, ...], checked: Checked) -> None:
    report = checked(rules(*conditions))
    assert codes(report) == ["rule.swallowed"]
    assert report.findings[0].location.line == 5 + 2 * (len(conditions) - 1)


@pytest.mark.parametrize("conditions", [("pupil.tired", "pupil.keen"), ("results.percentile > 60", "results.percentile < 50")])
def test_rules_of_which_each_adds_something_are_not(conditions: tuple[str, ...], checked: Checked) -> None:
    assert checked(rules(*conditions)).is_sound


def test_an_argument_that_never_moves_its_hypothesis_is_found(checked: Checked) -> None:
    rest = ("opposes", "pupil.keen"), ("opposes", "pupil.stops"), ("opposes", "pupil.early")
    (line,) = lines(checked(hypothesis(("confirms", "pupil.tired"), ("supports", "pupil.tired and pupil.bored"), *rest)))
    assert line.startswith("rules/extra.yaml:9:19: without this `cause.extra` always comes out the same: ")
    assert checked(hypothesis(("strong", "pupil.tired"), ("supports", "pupil.tired and pupil.bored"), *rest)).is_sound


def test_a_way_to_where_another_leads_already_is_found(checked: Checked) -> None:
    ways = ("{to: closed, when: pupil.tired}", "{to: closed, when: pupil.tired and pupil.keen}", "{to: closed, when: not(pupil.tired)}")
    assert codes(checked(protocol(task("first", "action", *ways)))) == ["rule.swallowed"]


def test_one_condition_alone_is_never_swallowed(checked: Checked) -> None:
    assert checked(finding("pupil.tired")).is_sound
