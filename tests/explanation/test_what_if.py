"""What if: only what changes is told, and nothing that stays."""

from __future__ import annotations

from datetime import date

import pytest

from engine.diagnostics import KnowledgeError
from engine.model.case import Case, Event, Observation
from engine.model.difference import Difference
from engine.service import Wegwijzer

TODAY = date(2025, 11, 3)


def what_if(wegwijzer: Wegwijzer, facts: dict[str, bool | float | str], *words: str, events: tuple[Event, ...] = ()) -> Difference:
    said = tuple(Observation(fact, value, "parent", None, TODAY) for fact, value in facts.items())
    return wegwijzer.what_if(Case("x", TODAY, said, events), words)


def test_a_value_that_stands_already_changes_nothing(wegwijzer: Wegwijzer) -> None:
    assert what_if(wegwijzer, {"absence.full": True}, "absence.full=true").is_nothing


def test_findings_alerts_support_and_steps_that_change_are_told(wegwijzer: Wegwijzer) -> None:
    found = what_if(wegwijzer, {}, "absence.full=ja")
    assert found.findings["signal.dropout"] == ("unknown", "true")
    assert found.alerts == {"alert.intake_term": ("no", "yes")}
    assert found.support is not None
    assert [s.proposed for s in found.support] == ["universal", "above_school"]
    assert found.steps["safety_net.intake"][0] is None
    assert "signal.nomination" not in found.findings


def test_a_value_is_set_for_everyone_who_spoke(wegwijzer: Wegwijzer) -> None:
    """Else what others said before would still speak against it."""
    assert what_if(wegwijzer, {"absence.full": False}, "absence.full=true").findings["signal.dropout"] == ("false", "true")


def test_a_fact_can_be_taken_as_not_asked(wegwijzer: Wegwijzer) -> None:
    found = what_if(wegwijzer, {"absence.full": True}, "absence.full=unknown")
    assert found.findings["signal.dropout"] == ("true", "unknown")
    assert found.forgotten == ("absence.full",)


def test_a_step_can_be_taken_as_begun(wegwijzer: Wegwijzer) -> None:
    found = what_if(wegwijzer, {"nomination.teacher": True}, "underachievement.carry_out=started")
    step = found.steps["underachievement.evaluate"][1]
    assert step is not None
    assert step.due == date(2025, 12, 15)


def test_a_term_that_shifts_is_told(wegwijzer: Wegwijzer) -> None:
    found = what_if(wegwijzer, {"absence.full": True, "absence.since": "2025-10-27"}, "absence.since=2025-11-01")
    before, after = found.steps["safety_net.intake"]
    assert before is not None
    assert after is not None
    assert (before.due, after.due) == (date(2025, 11, 10), date(2025, 11, 15))


def test_new_questions_and_those_that_no_longer_matter_are_told(wegwijzer: Wegwijzer) -> None:
    found = what_if(wegwijzer, {"potential.percentile": 96.0}, "absence.any=false")
    assert "absence.unauthorised_hours" in found.dropped
    assert "absence.any" not in found.dropped


def test_several_facts_are_set_at_once(wegwijzer: Wegwijzer) -> None:
    found = what_if(wegwijzer, {}, "wellbeing.sad=true", "wellbeing.poor_sleep=true")
    assert found.findings["signal.distress"] == ("unknown", "true")


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("absence.full", "schrijf FEIT=WAARDE"),
        ("absence.ful=true", "bedoel je `absence.full`"),
        ("absence.full=misschien", "antwoord j of n"),
        ("potential.percentile=140", "kies een waarde van 0 tot en met 100"),
        ("pupil.sector=mbo", "kies uit"),
        ("absence.since=morgen", "schrijf jjjj-mm-dd"),
        ("safety_net.intake=ooit", "schrijf safety_net.intake=done"),
    ],
)
def test_a_word_that_cannot_be_read_says_what_would_be_right(wegwijzer: Wegwijzer, word: str, message: str) -> None:
    with pytest.raises(KnowledgeError) as problem:
        what_if(wegwijzer, {}, word)
    assert message in problem.value.diagnostics[0].text("nl")


def test_all_words_that_cannot_be_read_are_told_at_once(wegwijzer: Wegwijzer) -> None:
    with pytest.raises(KnowledgeError) as problem:
        what_if(wegwijzer, {}, "a", "b=1")
    assert len(problem.value.diagnostics) == 2
