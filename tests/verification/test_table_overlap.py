"""table.overlap: two rows of a decision table that fit in one state, though its policy says that only one does, or that they agree."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, lines, table

ROWS = (('"none, partial"', "a"), ('"partial, full"', "b"))


def test_two_rows_of_a_unique_table_that_fit_at_once_are_found_at_the_second(checked: Checked) -> None:
    assert lines(checked(table("U", *ROWS))) == [
        (
            "rules/extra.yaml:11:9: in the table `table.extra` rows 1, 2 both fit when this is so: "
            'what the pupil can bear: ‘a part’ (`load.capacity = "partial"`); '
            "narrow one of them, or choose another `policy`"
        )
    ]


@pytest.mark.parametrize("policy", ["F", "P", "C"])
def test_other_policies_say_what_then(policy: str, checked: Checked) -> None:
    assert checked(table(policy, *ROWS)).is_sound


def test_rows_that_say_the_same_may_overlap_under_any(checked: Checked) -> None:
    assert checked(table("A", ROWS[0], ('"partial, full"', "a"))).is_sound
    assert codes(checked(table("A", *ROWS))) == ["table.overlap"]
