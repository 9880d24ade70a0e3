"""protocol.dead_end: a step after which no route leads to an end."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import codes, protocol, task


def test_every_step_from_which_no_end_is_reached_is_found_at_its_line(checked: Checked) -> None:
    files = protocol(task("first", "action", "closed", "one"), task("one", "action", "other"), task("other", "action", "one"))
    assert [(d.code, d.location.line) for d in checked(files).findings] == [("protocol.dead_end", 21), ("protocol.dead_end", 29)]


def test_an_end_in_another_protocol_will_do(checked: Checked) -> None:
    assert checked(protocol(task("first", "action", "closed", "one"), task("one", "action", "route.talk"))).is_sound


def test_an_end_behind_an_impossible_guard_will_not(checked: Checked) -> None:
    never = '{to: closed, when: "results.percentile > 90 and results.percentile < 10"}'
    found = codes(checked(protocol(task("first", "action", "closed", "one"), task("one", "action", "one", never))))
    assert found == ["protocol.dead_edge", "protocol.dead_end"]
