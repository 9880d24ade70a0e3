"""fact.unused: a fact with which no rule, step, form, layer or intervention does anything."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, fact, facts, finding, lines, protocol, task

IMPLYING = "    implies: [{when: true, fact: pupil.tired, value: true}]\n"


def test_a_fact_that_nothing_uses_is_found(checked: Checked) -> None:
    assert lines(checked({"rules/more.yaml": facts(fact("pupil.late"))})) == [
        "rules/more.yaml:2:3: no rule, step, form or intervention does anything with the fact `pupil.late`; use it or remove it"
    ]


@pytest.mark.parametrize(
    "use",
    [
        finding("pupil.late and pupil.tired"),
        finding('said_by(pupil.late, "teacher")'),
        protocol(task("first", "action", "closed").replace("    term:", "    asks: [pupil.late]\n    term:")),
    ],
)
def test_a_fact_that_something_uses_is_not(use: dict[str, str], checked: Checked) -> None:
    assert checked({"rules/more.yaml": facts(fact("pupil.late"))} | use).is_sound


def test_a_fact_from_which_a_used_one_follows_is_used(checked: Checked) -> None:
    assert checked({"rules/more.yaml": facts(fact("pupil.late", more=IMPLYING))}).findings[0].code == "fact.unasked"


def test_a_fact_of_an_idle_measure_is_not_used(checked: Checked) -> None:
    measure = "measures:\n  pupil.half: {label: {nl: de helft, en: half}, unit: x, from: [pupil.hours / 2], " + SOURCE + "}\n"
    found = checked({"rules/more.yaml": facts(fact("pupil.hours", "number")), "rules/measures.yaml": measure})
    assert [d.code for d in found.findings] == ["measure.unused", "fact.unused"]
