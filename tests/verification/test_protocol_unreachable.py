"""protocol.unreachable: a step at which nobody can ever arrive."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import codes, lines, protocol, task


def test_steps_that_only_lead_to_each_other_are_found(checked: Checked) -> None:
    files = protocol(task("first", "action", "closed"), task("one", "action", "other", "closed"), task("other", "action", "one"))
    assert [line.split(": ")[1].split(";")[0] for line in lines(checked(files))] == [
        "nobody can ever arrive at the step `extra.one`",
        "nobody can ever arrive at the step `extra.other`",
    ]


def test_a_step_that_no_other_leads_to_opens_with_its_protocol(checked: Checked) -> None:
    assert checked(protocol(task("first", "action", "closed"), task("beside", "action", "closed"))).is_sound


def test_a_step_that_another_protocol_leads_to_is_reached(checked: Checked) -> None:
    inner = protocol(task("loop", "action", "loop", "closed"), start="closed", id_="inner", trigger="pupil.tired")
    assert codes(checked(inner)) == ["protocol.unreachable"]
    assert checked(inner | protocol(task("first", "action", "inner.loop", "closed"))).is_sound


def test_what_only_an_impossible_guard_leads_to_is_not_reached(checked: Checked) -> None:
    never = '{to: other, when: "results.percentile > 90 and results.percentile < 10"}'
    files = protocol(task("first", "action", "closed", never), task("other", "action", "closed"))
    assert codes(checked(files)) == ["protocol.dead_edge", "protocol.unreachable"]


def test_a_protocol_that_is_never_triggered_opens_nothing(checked: Checked) -> None:
    files = protocol(task("first", "action", "closed"), trigger="results.percentile > 90 and results.percentile < 10")
    assert [d.location.line for d in checked(files).findings] == [6, 12, 20]
