"""protocol.endless_loop: a loop of steps none of which has a term, so that going round costs no time and nobody is called back."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, lines, protocol, task


def loop(first: str | None, other: str | None) -> dict[str, str]:
    """Give a protocol in which two steps lead to each other, each with a term or without."""
    return protocol(task("first", "action", "other", "closed", term=first), task("other", "action", "first", term=other))


def test_a_loop_in_which_no_step_has_a_term_is_found(checked: Checked) -> None:
    assert lines(checked(loop(None, None))) == [
        (
            "protocols/extra.yaml:12:3: these steps go round in a circle without a term: extra.first -> extra.other -> extra.first; "
            "give at least one of them a `term`"
        )
    ]


@pytest.mark.parametrize("terms", [("{within: P2W}", None), (None, "{at_most: P2W}")])
def test_one_term_in_the_loop_is_enough(terms: tuple[str | None, str | None], checked: Checked) -> None:
    assert codes(checked(loop(*terms))) == []


def test_a_step_that_leads_to_itself_is_a_loop(checked: Checked) -> None:
    assert codes(checked(protocol(task("first", "action", "first", "closed", term=None)))) == ["protocol.endless_loop"]
