"""A vignette that expects the whole of an advice notices anything that comes out otherwise."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.impact.expectations import differences
from engine.impact.whole import whole_differences, whole_of
from engine.loading.cases import parse_case
from engine.model.advice import Advice
from engine.service import Wegwijzer

CASE = """\
case: heel
as_of: 2026-01-26
facts:
  absence.any: true
  behaviour.avoids_challenge: true
  behaviour.upset_by_mistakes: true
events:
  - {protocol: absence_route, node: talk_today, state: started, date: 2026-01-20}
"""


@pytest.fixture
def advice(wegwijzer: Wegwijzer) -> Advice:
    """Give an advice in which there is something of everything."""
    return wegwijzer.advise(parse_case(CASE, "heel.yaml", wegwijzer.base.knowledge))


def test_what_comes_out_is_what_it_expects_of_itself(advice: Advice) -> None:
    whole = whole_of(advice)
    assert list(whole_differences(advice, whole)) == []
    assert differences({"whole": whole}, advice) == []
    assert all(whole[part] for part in ("findings", "hypotheses", "needs", "support", "interventions", "steps"))


def test_a_hypothesis_tells_how_far_it_can_go(advice: Advice) -> None:
    assert any(line.startswith("cause.fear_of_failure likely, ") and " to confirmed" not in line for line in whole_of(advice)["hypotheses"])


def test_a_step_tells_by_whom_and_until_when(advice: Advice) -> None:
    (line,) = [line for line in whole_of(advice)["steps"] if line.startswith("absence_route.talk_today ")]
    assert line.startswith("absence_route.talk_today started by ")
    assert "from 2026-01-20" in line


def test_anything_that_comes_out_otherwise_is_told(advice: Advice) -> None:
    whole = whole_of(advice)
    later = tuple(replace(step, due=date(2030, 1, 1)) for step in advice.steps)
    others = [replace(advice, needs=()), replace(advice, interventions=advice.interventions[::-1]), replace(advice, steps=later)]
    others.append(replace(advice, support=replace(advice.support, at_most="universal")))
    assert [sorted({part for part, _, _ in whole_differences(other, whole)}) for other in others] == [
        ["needs"],
        ["interventions"],
        ["steps"],
        ["support"],
    ]


def test_what_is_new_is_told_as_well_as_what_is_gone(advice: Advice) -> None:
    whole = whole_of(advice)
    assert list(whole_differences(advice, whole | {"needs": [*whole["needs"], "need.gone"]})) == [("needs", None, "need.gone")]
    assert list(whole_differences(advice, whole | {"needs": whole["needs"][1:]})) == [("needs", whole["needs"][0], None)]
