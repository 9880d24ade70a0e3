"""protocol.dead_edge: a way out of a step whose guard can never hold."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, lines, protocol, task


def way(guard: str) -> dict[str, str]:
    """Give a protocol with one guarded way, beside one that is always open."""
    return protocol(task("first", "action", "closed", f"{{to: closed, when: '{guard}'}}"))


def test_a_way_whose_guard_cannot_hold_is_found_at_its_own_line(checked: Checked) -> None:
    (line,) = lines(checked(way('load.capacity = "none" and results.percentile < 10 and results.percentile > 20')))
    assert line.startswith("protocols/extra.yaml:19:9: the way from `extra.first` to `extra.closed` never opens")


@pytest.mark.parametrize(
    "guard", ['support.proposed = "in_class"', "need.challenge and not(signal.low)", "cause.dull_work", "has_event(route.talk)"]
)
def test_a_way_that_opens_in_some_case_is_not(guard: str, checked: Checked) -> None:
    assert codes(checked(way(guard))) == []


def test_done_without_having_started_cannot_be(checked: Checked) -> None:
    assert codes(checked(way('has_event(route.talk) and not(has_event(route.talk, "started"))'))) == ["protocol.dead_edge"]


def test_a_finding_is_followed_down_to_its_facts(checked: Checked) -> None:
    assert codes(checked(way('signal.low and results.percentile >= 50 and not(results.level in ["IV", "V"])'))) == ["protocol.dead_edge"]
