"""Vignettes against their expectations: what is as expected says nothing, what is not gives one sentence."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from engine.impact.expectations import differences
from engine.loading.library import schemas_folder
from engine.model.advice import Advice
from engine.model.case import Case, Event, Observation
from engine.service import Wegwijzer

KNOWN: dict[str, bool | float | str] = {
    "absence.full": True,
    "absence.since": "2025-03-03",
    "load.capacity": "none",
    "peers.devalue_achievement": True,
    "behaviour.masks_ability": True,
    "behaviour.makes_excuses": True,
    "provision.education_care": False,
}


@pytest.fixture(scope="module")
def advice(wegwijzer: Wegwijzer) -> Advice:
    said = tuple(Observation(fact, value) for fact, value in KNOWN.items())
    return wegwijzer.advise(Case("x", date(2025, 3, 20), said, (Event("underachievement", "talk_triangle", date(2025, 3, 10)),)))


HOLDS: list[dict[str, Any]] = [
    {},
    {"findings": {"signal.dropout": True, "signal.dropout_risk": False, "form.underachievement": "unknown"}},
    {"findings": {"signal.dropout": "true"}},
    {"hypotheses": {"cause.fear_of_failure": "possible"}},
    {"hypotheses": {"cause.group_pressure": "confirmed"}},
    {"hypotheses": {"cause.group_pressure": "likely"}},
    {"hypotheses_in": {"cause.fear_of_failure": ["possible", "likely"]}},
    {"hypotheses_not": {"cause.fear_of_failure": ["likely", "confirmed"]}},
    {"alerts": ["alert.intake_term", "alert.pressure_backfires"]},
    {"no_alerts": ["alert.child_safety"]},
    {"first_alert": "alert.intake_term"},
    {"needs": ["need.rest", "need.peers"]},
    {"no_needs": ["need.safety"]},
    {"support": "above_school"},
    {"support_not": ["universal", "in_school"]},
    {"variant": "education_care"},
    {"settled": False},
    {"asks": ["home.unsafe"]},
    {"next_steps": [{"protocol": "safety_net", "node": "intake", "due": "2025-03-17", "overdue": True}]},
    {
        "next_steps": [
            {"protocol": "underachievement", "node": "find_causes", "from": "2025-03-10"},
            {"protocol": "safety_net", "role": "ib"},
        ]
    },
    {"no_next_steps": [{"protocol": "safety_net", "overdue": False}]},
    {"protocols": ["safety_net", "underachievement"]},
    {"no_protocols": ["absence_route", "above_school"]},
    {"due_dates": {"safety_net": "2025-03-17"}},
    {"missing_provision": True},
]

DIFFERS: list[dict[str, Any]] = [
    {"findings": {"signal.dropout": False}},
    {"findings": {"signal.dropout": "unknown"}},
    {"findings": {"form.underachievement": False}},
    {"hypotheses": {"cause.fear_of_failure": "likely"}},
    {"hypotheses": {"cause.group_pressure": "possible"}},
    {"hypotheses_in": {"cause.fear_of_failure": ["likely", "unknown"]}},
    {"hypotheses_not": {"cause.fear_of_failure": ["possible"]}},
    {"alerts": ["alert.child_safety"]},
    {"no_alerts": ["alert.intake_term"]},
    {"first_alert": "alert.pressure_backfires"},
    {"needs": ["need.safety"]},
    {"no_needs": ["need.rest"]},
    {"support": "in_school"},
    {"support_not": ["above_school"]},
    {"variant": "part_time"},
    {"variant": None},
    {"settled": True},
    {"asks": ["absence.full"]},
    {"next_steps": [{"protocol": "safety_net", "node": "intake", "overdue": False}]},
    {"next_steps": [{"protocol": "safety_net", "node": "find_causes"}]},
    {"no_next_steps": [{"protocol": "safety_net"}]},
    {"protocols": ["monitoring"]},
    {"no_protocols": ["safety_net"]},
    {"due_dates": {"safety_net": "2025-03-18"}},
    {"missing_provision": False},
]


def _said(expect: dict[str, Any]) -> str:
    return " ".join(f"{key} {value}" for key, value in expect.items()) or "nothing"


@pytest.mark.parametrize("expect", HOLDS, ids=_said)
def test_what_is_as_expected_gives_no_difference(advice: Advice, expect: dict[str, Any]) -> None:
    assert differences(expect, advice) == []


@pytest.mark.parametrize("expect", DIFFERS, ids=_said)
def test_what_is_not_as_expected_gives_one_difference(advice: Advice, expect: dict[str, Any]) -> None:
    assert len(differences(expect, advice)) == 1


def test_every_difference_is_told(advice: Advice) -> None:
    found = differences({"support": "in_school", "needs": ["need.safety", "need.challenge"], "settled": True}, advice)
    assert len(found) == 4


def test_interventions_are_expected_by_name(wegwijzer: Wegwijzer, advice: Advice) -> None:
    """Which ones are proposed is for the vignettes to say, not for this test."""
    proposed = [i.id for i in advice.interventions]
    other = next(id_ for id_ in wegwijzer.base.knowledge.interventions if id_ not in proposed)
    assert proposed
    assert differences({"interventions": proposed, "no_interventions": [other]}, advice) == []
    assert len(differences({"interventions": [other], "no_interventions": proposed[:1]}, advice)) == 2


def test_every_key_that_a_vignette_may_have_is_tried_on_both_sides() -> None:
    """So that no check can be forgotten, or always say yes."""
    schema = json.loads((schemas_folder() / "case.schema.json").read_text(encoding="utf-8"))
    allowed = set(schema["properties"]["expect"]["properties"]) - {"interventions", "no_interventions", "whole"}  # the whole: test_whole.py
    assert {key for expect in HOLDS for key in expect} == {key for expect in DIFFERS for key in expect} == allowed
