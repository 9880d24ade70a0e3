"""threshold.idle: a threshold on both sides of which the same comes out."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, decision, finding, lines, table


@pytest.mark.parametrize(
    "when",
    [
        "results.percentile > 50 and results.percentile > 40",
        "results.percentile < 20 or results.percentile < 30",
        "results.percentile > low_percentile and results.percentile >= 50",
        "results.percentile < 20 and weeks_since(plan.since) > 3 or results.percentile < 20 and weeks_since(plan.since) > 4",
    ],
)
def test_a_bound_within_another_is_found(when: str, checked: Checked) -> None:
    assert "threshold.idle" in codes(checked(finding(when))) or "rule.idle_part" in codes(checked(finding(when)))


def test_bounds_of_a_band_make_a_difference(checked: Checked) -> None:
    assert checked(finding("results.percentile > 40 and results.percentile < 50")).is_sound
    assert checked(finding("results.percentile between 40 and 50")).is_sound


def test_two_rows_with_one_outcome_are_found_where_they_meet(checked: Checked) -> None:
    rows = (('"< 20"', "a"), ('"[20..50["', "a"), ('">= 50"', "b"))
    found = lines(checked(table("U", *rows, inputs=("results.percentile",))))
    assert [line.split(":")[1] for line in found] == ["10", "11"]
    assert all("in `table.extra` this threshold makes no difference: " in line for line in found)


def test_two_ways_to_one_step_are_found_where_they_meet(checked: Checked) -> None:
    ways = ("{to: closed, when: results.percentile < 20}", "{to: closed, when: 'results.percentile in [20..50['}")
    assert codes(checked(decision(*ways, "{to: other, when: results.percentile >= 50}"))) == ["threshold.idle"]
