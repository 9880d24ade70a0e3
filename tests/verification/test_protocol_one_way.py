"""protocol.one_way: an escalation from which no route leads back, nor to an end."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, protocol, task

UP = "{to: above.stay, when: pupil.tired, escalates: true}"


def above(*ways: str) -> dict[str, str]:
    """Give a protocol that leads up to another, with the ways out of that one."""
    other = protocol(task("stay", "action", *ways), start="stay", id_="above", trigger="pupil.tired")
    return protocol(task("first", "action", "closed", UP)) | {name: text.replace("  closed:", "  nowhere:") for name, text in other.items()}


def test_an_escalation_without_a_way_back_or_an_end_is_found_at_its_line(checked: Checked) -> None:
    found = [d for d in checked(above("stay")).findings if d.code == "protocol.one_way"]
    assert [str(d.location) for d in found] == ["protocols/extra.yaml:19:9"]
    assert found[0].text("en").startswith("from `extra.first` it goes up to `above.stay`, and from there never back or to an end")


@pytest.mark.parametrize("way", ["{to: extra.first, returns: true}", "nowhere"])
def test_a_way_back_or_an_end_will_do(way: str, checked: Checked) -> None:
    assert "protocol.one_way" not in codes(checked(above("stay", way)))


def test_within_one_protocol_the_way_back_leads_to_the_step_itself(checked: Checked) -> None:
    up = "{to: high, when: pupil.tired, escalates: true}"
    stuck = protocol(task("first", "action", "closed", up), task("high", "action", "high"))
    back = protocol(task("first", "action", "closed", up), task("high", "action", "first"))
    assert codes(checked(stuck)) == ["protocol.dead_end", "protocol.one_way"]
    assert codes(checked(back)) == []
