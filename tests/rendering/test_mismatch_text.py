"""A vignette that came out otherwise is told in sentences, with why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from engine.impact.expectations import differences
from engine.model.case import Case, Event, Observation
from engine.model.text import Language
from engine.rendering.mismatch_text import mismatch_text
from engine.service import VignetteResult, Wegwijzer

SAID = (Observation("absence.full", value=True, by="parent"), Observation("absence.since", "2026-03-02"))
CASE = Case("x", date(2026, 3, 20), SAID, (Event("underachievement", "talk_triangle", date(2026, 3, 10)),))

TOLD: list[tuple[dict[str, Any], str, str]] = [
    ({"findings": {"signal.dropout": False}}, "(signal.dropout): verwacht nee, nu ja", "(signal.dropout): expected no, now yes"),
    (
        {"hypotheses": {"cause.fixed_mindset": "likely"}},
        "verwacht waarschijnlijk, nu nog niet te zeggen",
        "expected likely, now cannot be told yet",
    ),
    (
        {"hypotheses_in": {"cause.fixed_mindset": ["likely", "possible"]}},
        "verwacht waarschijnlijk of mogelijk",
        "expected likely or possible",
    ),
    ({"hypotheses_not": {"cause.fixed_mindset": ["unknown"]}}, "zou niet nog niet te zeggen zijn", "should not be cannot be told yet"),
    (
        {"alerts": ["alert.child_safety"]},
        "(alert.child_safety) zou er zijn, en is er nu niet",
        "(alert.child_safety) should be there, and now is not",
    ),
    ({"no_alerts": ["alert.intake_term"]}, "zou er niet zijn, en is er nu wel", "should not be there, and now is"),
    ({"first_alert": "alert.child_safety"}, "het eerste alarm: verwacht", "the first alert: expected"),
    ({"needs": ["need.challenge"]}, "de behoefte", "the need"),
    ({"interventions": ["compacting"]}, "de interventie", "the intervention"),
    ({"asks": ["absence.full"]}, "de vraag naar", "the question about"),
    (
        {"support": "in_class"},
        "de ondersteuning: verwacht in de klas, nu boven de school",
        "the support: expected in the class, now above the school",
    ),
    ({"support_not": ["above_school"]}, "zou niet boven de school zijn, en is dat nu wel", "should not be above the school, and now is"),
    ({"variant": "full_time"}, "de vorm van de ondersteuning", "the form of the support"),
    ({"settled": True}, "verwacht: het advies staat vast; maar nu", "expected: the advice is settled; but now"),
    ({"missing_provision": True}, "verwacht: er ontbreekt een voorziening", "expected: a provision is missing"),
    ({"protocols": ["monitoring"]}, "een stap van het protocol", "a step of the protocol"),
    ({"due_dates": {"safety_net": "2026-04-01"}}, "uiterlijk 1 april 2026 klaar", "due by 1 April 2026"),
    (
        {"next_steps": [{"protocol": "safety_net", "node": "intake", "due": "2026-04-01", "overdue": False}]},
        "verwacht uiterlijk 1 april 2026 niet te laat, nu uiterlijk 16 maart 2026 te laat",
        "expected by 1 April 2026 not overdue, now by 16 March 2026 overdue",
    ),
    (
        {"next_steps": [{"protocol": "safety_net", "node": "reentry"}]},
        "zou nu aan de beurt zijn, en is dat niet",
        "should be open now, and is not",
    ),
    ({"no_next_steps": [{"protocol": "safety_net"}]}, "zou nu niet aan de beurt zijn, en is dat wel", "should not be open now, and is"),
]


@pytest.mark.parametrize(("expect", "dutch", "english"), TOLD, ids=lambda x: next(iter(x)) if isinstance(x, dict) else "")
def test_what_was_expected_and_what_came_out_is_said(wegwijzer: Wegwijzer, expect: dict[str, Any], dutch: str, english: str) -> None:
    (mismatch,) = differences(expect, wegwijzer.advise(CASE))
    languages: tuple[tuple[Language, str], ...] = (("nl", dutch), ("en", english))
    for language, words in languages:
        said = " ".join(mismatch_text(mismatch, None, wegwijzer.base.knowledge, language).split())
        assert words in said
        assert "None" not in said


@pytest.mark.parametrize("expect", [each for each, _, _ in TOLD], ids=lambda x: next(iter(x)))
def test_why_it_came_out_so_is_told_where_that_can_be(wegwijzer: Wegwijzer, expect: dict[str, Any]) -> None:
    found = tuple(differences(expect, wegwijzer.advise(CASE)))
    ((mismatch, told),) = wegwijzer.why_otherwise(VignetteResult("f", "x", "", found, CASE))
    assert (told is None) == (mismatch.asks_about is None)
    if told:
        assert len(mismatch_text(mismatch, told, wegwijzer.base.knowledge).splitlines()) > 1


def test_one_reason_is_told_once(wegwijzer: Wegwijzer) -> None:
    found = tuple(differences({"support": "in_class", "support_not": ["above_school"]}, wegwijzer.advise(CASE)))
    told = wegwijzer.why_otherwise(VignetteResult("f", "x", "", found, CASE))
    assert [bool(explanation) for _, explanation in told] == [True, False]
