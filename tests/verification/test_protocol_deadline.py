"""protocol.deadline: terms that contradict each other."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, lines, protocol, task


def looking_back(outer: str, inner: str) -> dict[str, str]:
    """Give a protocol in which one step looks back on another while that lasts."""
    plan = task("first", "action", "{to: look_back, on: started}", term=outer)
    return protocol(plan, task("look_back", "enquiry", "closed", term=inner))


@pytest.mark.parametrize(("outer", "inner"), [("P6W", "P7W"), ("P6W", "P2M"), ("P1M", "P32D"), ("P2W", "P15D"), ("plan_weeks", "P43D")])
def test_looking_back_after_the_end_is_found(outer: str, inner: str, checked: Checked) -> None:
    assert lines(checked(looking_back(f"{{at_most: {outer}}}", f"{{within: {inner}}}"))) == [
        (
            f"protocols/extra.yaml:24:20: the term of `extra.look_back` ({inner}) cannot go together with that of `extra.first` ({outer}); "
            "change one of them"
        )
    ]


@pytest.mark.parametrize(("outer", "inner"), [("P6W", "P6W"), ("P6W", "P1M"), ("P1M", "P30D"), ("P12W", "P2M")])
def test_looking_back_in_time_is_not(outer: str, inner: str, checked: Checked) -> None:
    assert codes(checked(looking_back(f"{{at_most: {outer}}}", f"{{within: {inner}}}"))) == []


def counted(first: str, second: str, back: str = "closed") -> dict[str, str]:
    """Give a protocol with two steps after each other that count from the same day."""
    one = task("first", "enquiry", "second", term=f"{{within: {first}, from: plan.since}}")
    return protocol(one, task("second", "plan", "closed", back, term=f"{{within: {second}, from: plan.since}}"))


def test_a_later_step_that_is_due_first_is_found(checked: Checked) -> None:
    assert codes(checked(counted("P6W", "P2W"))) == ["protocol.deadline"]
    assert codes(checked(counted("P2W", "P6W"))) == []


def test_in_a_loop_no_step_is_the_later_one(checked: Checked) -> None:
    assert codes(checked(counted("P6W", "P2W", back="first"))) == []


def test_no_time_at_all_is_found(checked: Checked) -> None:
    assert codes(checked(protocol(task("first", "action", "closed", term="{within: P0D}")))) == ["protocol.deadline"]
