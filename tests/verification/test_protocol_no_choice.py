"""protocol.no_choice: a decision that is taken before anything is known, so that it decides nothing."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, decision, lines


@pytest.mark.parametrize(
    "ways",
    [
        ("closed", "{to: other, when: false}"),
        ("{to: closed, when: true}", "{to: other, otherwise: true}"),
        ("{to: other, otherwise: true}",),
    ],
)
def test_a_decision_that_depends_on_nothing_is_found(ways: tuple[str, ...], checked: Checked) -> None:
    assert "protocol.no_choice" in codes(checked(decision(*ways)))


def test_a_decision_that_depends_on_a_fact_stays_open_until_it_is_known(checked: Checked) -> None:
    assert lines(checked(decision("{to: closed, when: plan.agreed}", "{to: other, otherwise: true}"))) == []


def test_a_decision_that_depends_on_what_was_done_is_a_choice(checked: Checked) -> None:
    assert lines(checked(decision("{to: closed, when: has_event(route.talk)}", "{to: other, otherwise: true}"))) == []
