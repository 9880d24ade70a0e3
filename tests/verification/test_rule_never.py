"""rule.never: a condition, or a part of one, for which nothing can ever speak."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import alert, codes, finding, lines, protocol, task


@pytest.mark.parametrize(
    "when",
    [
        "results.percentile < 10 and results.percentile > 20",
        'results.level = "I" and results.level = "II"',  # of a level the newest counts, whoever said it
        "results.percentile - 10 > results.percentile",
        "weeks_since(plan.since) < 0",
        'signal.low and results.percentile > 90 and not(results.level in ["IV", "V"])',
    ],
)
def test_a_condition_that_cannot_hold_is_found(when: str, checked: Checked) -> None:
    assert codes(checked(finding(f"'{when}'"))) == ["rule.never"]


@pytest.mark.parametrize("when", ["results.percentile < 10 and results.percentile >= 0", "pupil.tired", 'has_event(route.talk, "started")'])
def test_a_condition_that_can_hold_is_not(when: str, checked: Checked) -> None:
    assert "rule.never" not in codes(checked(finding(f"'{when}'")))


def test_a_part_that_cannot_hold_is_found_at_its_own_place(checked: Checked) -> None:
    (line,) = lines(checked(finding("{any: [pupil.tired, results.percentile < 10 and results.percentile > 20]}")))
    assert line.startswith("rules/extra.yaml:4:31: in `signal.extra` this can never hold: results in percentiles: less than 10; and ")


def test_what_rests_on_it_is_not_told_as_well(checked: Checked) -> None:
    files = finding("results.percentile < 10 and results.percentile > 20")
    files |= {
        "rules/more.yaml": files["rules/extra.yaml"]
        .replace("signal.extra", "signal.more")
        .replace("results.percentile < 10 and results.percentile > 20", "signal.extra and pupil.tired")
    }
    assert [d.location.file for d in checked(files).findings] == ["rules/extra.yaml"]


def test_alerts_and_guards_have_a_check_of_their_own(checked: Checked) -> None:
    never = "results.percentile < 10 and results.percentile > 20"
    assert codes(checked(alert(never))) == ["alert.never"]
    assert codes(checked(protocol(task("first", "action", "closed", f"{{to: closed, when: {never}}}")))) == [
        "alert.never",
        "protocol.dead_edge",
    ]
