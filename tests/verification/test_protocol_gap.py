"""protocol.gap: a fork at which a pupil can get stuck: in some state no way opens."""

from __future__ import annotations

import pytest

from tests.verification.conftest import BASE, Checked
from tests.verification.kit import codes, decision, protocol, task


@pytest.mark.parametrize(
    ("ways", "state"),
    [
        (("results.percentile < 40", "results.percentile > 60"), "results.percentile = 40"),
        (("results.percentile < 50", "results.percentile > 50"), "results.percentile = 50"),
        (('results.level in ["I", "II"]', 'results.level in ["IV", "V"]'), 'results.level = "III"'),
        (("results.percentile >= 90 and plan.agreed", "results.percentile < 90"), "not(plan.agreed), results.percentile = 90"),
        (("plan.agreed and pupil.keen", "not(plan.agreed) and not(pupil.keen)"), "not(pupil.keen), plan.agreed"),
        (("has_event(route.talk)", "pupil.tired"), "not(has_event(route.talk)), not(pupil.tired)"),
        (("signal.bored", "pupil.keen"), "not(pupil.bored), not(pupil.early), not(pupil.keen)"),
        (("cause.dull_work", "not(cause.dull_work) and pupil.keen"), "not(cause.dull_work), not(pupil.keen)"),
    ],
)
def test_a_decision_that_leaves_a_case_out_is_found_with_that_case(ways: tuple[str, str], state: str, checked: Checked) -> None:
    report = checked(decision(f"{{to: closed, when: '{ways[0]}'}}", f"{{to: other, when: '{ways[1]}'}}"))
    (line,) = (d.line("en") for d in report.findings if d.code == "protocol.gap")
    assert line.startswith("protocols/extra.yaml:12:3: at `extra.first` no way opens when this is so: ")
    assert line.endswith(f" (`{state}`); add a way, or `otherwise: true`")


def test_the_case_that_is_left_out_is_said_in_words(checked: Checked) -> None:
    ways = ("{to: closed, when: 'results.percentile > 50 or plan.agreed'}", "{to: other, when: results.percentile < 50}")
    (found,) = (d for d in checked(decision(*ways)).findings if d.code == "protocol.gap")
    assert "als dit zo is: niet dat het plan is afgesproken; resultaten in percentielen: 50 (`" in found.text("nl")


@pytest.mark.parametrize(
    "ways",
    [
        ("results.percentile < 50", "results.percentile >= 50"),
        ('results.level in ["I", "II", "III"]', 'results.level in ["IV", "V"]'),
        ('load.capacity in ["none", "partial"]', 'load.capacity = "full"'),
        ("signal.bored", "not(pupil.bored) and not(pupil.early)"),
        ('support.proposed = "in_class"', 'support.proposed = "universal"'),
        ("weeks_since(plan.since) > 6", "weeks_since(plan.since) <= 6"),
        ("pupil.tired", "not(pupil.tired)"),
    ],
)
def test_a_decision_that_covers_every_case_is_not(ways: tuple[str, str], checked: Checked) -> None:
    assert codes(checked(decision(f"{{to: closed, when: '{ways[0]}'}}", f"{{to: other, when: '{ways[1]}'}}"))) == []


def test_a_way_for_the_rest_covers_every_case(checked: Checked) -> None:
    assert checked(decision("{to: closed, when: results.percentile < 40}", "{to: other, otherwise: true}")).is_sound


def test_after_an_action_a_case_may_wait_for_what_is_done_elsewhere(checked: Checked) -> None:
    assert checked(protocol(task("first", "action", "{to: closed, when: has_event(route.talk)}"))).is_sound


def test_after_an_action_no_case_may_be_left_out_for_good(checked: Checked) -> None:
    assert codes(checked(protocol(task("first", "action", "{to: closed, when: has_event(route.talk) and plan.agreed}")))) == [
        "protocol.gap"
    ]


def test_what_facts_imply_is_no_case_of_its_own(checked: Checked) -> None:
    text = (BASE / "rules" / "facts.yaml").read_text(encoding="utf-8")
    implied = text.replace("  pupil.early:\n", "  pupil.early:\n    implies: [{when: true, fact: pupil.bored, value: true}]\n")
    ways = decision("{to: closed, when: not(pupil.early)}", "{to: other, when: pupil.early and pupil.bored}")
    assert codes(checked(ways)) == ["protocol.gap"]
    assert codes(checked(ways | {"rules/facts.yaml": implied})) == []
