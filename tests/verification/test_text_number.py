"""text.number: a number that is written out although a parameter of that value governs what the text is about."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import protocol, task


def route(label: str) -> dict[str, str]:
    """Give a protocol with one step whose term is a parameter of two weeks."""
    first = task("first", "action", "closed").replace('nl: "Stap first"', f'nl: "{label}"')
    return protocol(first)


@pytest.mark.parametrize("label", ["Doe dit binnen twee weken", "Doe dit binnen 2 weken", "Twee weken de tijd"])
def test_a_number_that_a_parameter_governs_is_found(checked: Checked, label: str) -> None:
    found = checked(route(label)).findings
    assert [(d.code, d.values["name"]) for d in found] == [("text.number", "step_weeks")]


@pytest.mark.parametrize("label", ["Doe dit binnen {param.step_weeks}", "Doe dit binnen drie weken", "Doe dit met twee mensen"])
def test_a_text_that_follows_the_parameter_or_says_another_number_is_not(checked: Checked, label: str) -> None:
    assert checked(route(label)).is_sound
