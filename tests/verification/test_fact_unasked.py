"""fact.unasked: a fact that something rests on and that nobody is ever asked for."""

from __future__ import annotations

from tests.verification.conftest import BASE, Checked
from tests.verification.kit import alert, codes, fact, facts, finding, lines, protocol, task

LATE = {"rules/more.yaml": facts(fact("pupil.late"))}


def needing(key: str) -> dict[str, str]:
    """Give a protocol whose step names the fact under a key."""
    return protocol(task("first", "action", "closed").replace("    term:", f"    {key}: [pupil.late]\n    term:"))


def test_a_fact_that_a_step_needs_and_nobody_asks_is_found(checked: Checked) -> None:
    assert lines(checked(LATE | needing("needs"))) == [
        "rules/more.yaml:2:3: nobody is asked for the fact `pupil.late`; add it to `asks` of a step or `fills` of a form"
    ]


def test_a_fact_that_a_step_asks_is_not(checked: Checked) -> None:
    assert checked(LATE | needing("asks")).is_sound


def test_what_leaves_a_finding_undecided_is_asked(checked: Checked) -> None:
    assert checked(LATE | finding("not(pupil.late)")).is_sound


def test_asking_whether_something_is_unknown_asks_nobody(checked: Checked) -> None:
    assert codes(checked(LATE | alert("pupil.late = null"))) == ["fact.unasked"]


def test_what_a_school_offers_is_set_and_not_asked(checked: Checked) -> None:
    layers = (BASE / "rules" / "layers.yaml").read_text(encoding="utf-8") + "    provision: pupil.late\n"
    assert checked(LATE | {"rules/layers.yaml": layers}).is_sound
