"""table.gap: a decision table in which no row fits in some state."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import lines, table


@pytest.mark.parametrize("policy", ["U", "A", "F", "P"])
def test_a_case_that_no_row_covers_is_found(policy: str, checked: Checked) -> None:
    assert lines(checked(table(policy, ("none", "a"), ("full", "b")))) == [
        (
            "rules/extra.yaml:2:3: in the table `table.extra` no row fits when this is so: "
            'what the pupil can bear: ‘a part’ (`load.capacity = "partial"`); add a row'
        )
    ]


def test_what_is_collected_may_be_nothing(checked: Checked) -> None:
    assert checked(table("C", ("none", "a"), ("full", "b"))).is_sound


def test_bands_of_a_number_and_levels_are_covered_together(checked: Checked) -> None:
    inputs = ("results.percentile", "results.level")
    rows = (('">= 90", "I"', "a"), ('">= 90", "not(I)"', "b"), ('"< 90", "-"', "c"))
    assert checked(table("U", *rows, inputs=inputs)).is_sound
    assert lines(checked(table("U", rows[0], rows[2], inputs=inputs))) == [
        (
            "rules/extra.yaml:2:3: in the table `table.extra` no row fits when this is so: "
            'level of the results: II; results in percentiles: 90 (`results.level = "II", results.percentile = 90`); add a row'
        )
    ]
