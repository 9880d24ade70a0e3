"""need.unmet: a need that no intervention meets."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, intervention, lines

NEED = {"rules/more.yaml": f"needs:\n  need.rest: {{label: {{nl: Rust, en: Rest}}, when: pupil.tired, layer: none, {SOURCE}}}\n"}


def test_a_need_that_nothing_meets_is_found(checked: Checked) -> None:
    assert lines(checked(NEED)) == [
        "rules/more.yaml:2:3: no intervention meets the need `need.rest`; name it under `addresses` of an intervention"
    ]


def test_a_need_that_an_intervention_meets_is_not(checked: Checked) -> None:
    assert checked(NEED | intervention("need.rest")).is_sound
