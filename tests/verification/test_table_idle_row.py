"""table.idle_row: a row of a decision table that never counts: it never fits, or what stands above always comes first."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import codes, lines, table


def test_a_row_behind_one_that_always_comes_first_is_found(checked: Checked) -> None:
    assert lines(checked(table("F", ('"-"', "a"), ("full", "b")))) == [
        "rules/extra.yaml:11:9: in the table `table.extra` row 2 never counts; remove it, or put it higher"
    ]


def test_a_row_behind_several_that_cover_it_together_is_found(checked: Checked) -> None:
    assert codes(checked(table("F", ("none", "a"), ('"partial, full"', "b"), ('"-"', "c")))) == ["table.idle_row"]


def test_a_row_that_cannot_fit_is_found_under_every_policy(checked: Checked) -> None:
    rows = (('"< 10", "> 20"', "a"), ('"-", "-"', "b"))
    assert codes(checked(table("P", *rows, inputs=("results.percentile", "results.percentile")))) == ["table.idle_row"]


def test_a_row_that_sometimes_comes_first_is_not(checked: Checked) -> None:
    assert checked(table("F", ("none", "a"), ('"none, partial"', "b"), ('"-"', "c"))).is_sound
