"""rule.same: two rules that say the same."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, alert, codes, finding, hypothesis, lines, protocol, task

REST = (("strong", "pupil.keen"), ("supports", "pupil.stops"), ("opposes", "pupil.early"))


def test_two_arguments_that_say_the_same_are_found_at_the_second(checked: Checked) -> None:
    (line,) = lines(
        checked(hypothesis(("supports", "pupil.tired or pupil.bored"), ("supports", "{any: [pupil.bored, pupil.tired]}"), *REST))
    )
    assert line == "rules/extra.yaml:9:19: `cause.extra` says the same here as `cause.extra` at rules/extra.yaml:7:19; keep one of them"


def test_arguments_that_weigh_part_of_it_apart_are_not(checked: Checked) -> None:
    both = ("strong", "pupil.tired and pupil.bored"), ("supports", "pupil.tired")
    assert checked(hypothesis(*both, *REST)).is_sound


def test_two_findings_two_alerts_and_two_ways_are_found(checked: Checked) -> None:
    assert codes(checked(finding("pupil.early or pupil.bored"))) == ["rule.same"]  # as signal.bored
    assert codes(checked(alert("not(not(pupil.tired))"))) == ["rule.same"]  # as alert.tired
    ways = ("{to: closed, when: pupil.tired}", "{to: closed, when: pupil.tired}", "{to: closed, when: not(pupil.tired)}")
    assert codes(checked(protocol(task("first", "action", *ways)))) == ["rule.same"]


def test_what_follows_both_ways_is_the_same(checked: Checked) -> None:
    rules = "".join(f"      - when: {when}\n        {SOURCE}\n" for when in ("results.percentile > 50", "not(results.percentile <= 50)"))
    text = f"findings:\n  signal.extra:\n    label: {{nl: Iets, en: Something}}\n    rules:\n{rules}"
    assert codes(checked({"rules/extra.yaml": text})) == ["rule.same"]
