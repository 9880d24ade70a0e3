"""protocol.open_wait: a wait without a term, or without someone who keeps an eye on it."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import codes, lines, protocol, task


def test_a_wait_without_a_term_is_found(checked: Checked) -> None:
    assert lines(checked(protocol(task("first", "wait", "closed", term=None)))) == [
        "protocols/extra.yaml:12:3: the wait at `extra.first` has no term or nobody in charge; add `term` and `role`"
    ]


def test_an_action_may_have_no_term(checked: Checked) -> None:
    assert codes(checked(protocol(task("first", "action", "closed", term=None)))) == []
