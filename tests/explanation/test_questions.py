"""What is asked: the open facts that matter, of whom, and when nothing is left to ask."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from engine.model.advice import Advice, Question
from engine.model.case import Case, Observation
from engine.service import Wegwijzer

TODAY = date(2025, 11, 3)
Said = Mapping[str, bool | float | str | None]


def advice(wegwijzer: Wegwijzer, facts: Said, by: str | None = None) -> Advice:
    said = tuple(Observation(fact, value, by, None, None) for fact, value in facts.items())
    return wegwijzer.advise(Case("x", TODAY, said, ()))


def asked(wegwijzer: Wegwijzer, facts: Said, by: str | None = None) -> dict[str, Question]:
    return {q.fact: q for q in advice(wegwijzer, facts, by).questions}


def test_what_has_been_said_is_not_asked(wegwijzer: Wegwijzer) -> None:
    assert "capacity.overtaxed" in asked(wegwijzer, {})
    assert "capacity.overtaxed" not in asked(wegwijzer, {"capacity.overtaxed": False})


def test_what_nobody_knows_is_not_asked_again(wegwijzer: Wegwijzer) -> None:
    assert "capacity.overtaxed" not in asked(wegwijzer, {"capacity.overtaxed": None})


def test_safety_at_home_is_asked_again_though_nobody_knew(wegwijzer: Wegwijzer) -> None:
    assert "home.unsafe" in asked(wegwijzer, {"home.unsafe": None})


def test_safety_at_home_is_asked_first(wegwijzer: Wegwijzer) -> None:
    assert next(iter(asked(wegwijzer, {"nomination.teacher": True}))) == "home.unsafe"


@pytest.mark.parametrize("value", [True, False])
def test_safety_at_home_is_not_asked_once_someone_outside_it_has_spoken(wegwijzer: Wegwijzer, value: bool) -> None:  # noqa: FBT001 - a value as said
    assert "home.unsafe" not in asked(wegwijzer, {"home.unsafe": value}, "teacher")


def test_safety_at_home_is_first_put_to_school_and_not_to_the_child_or_those_at_home(wegwijzer: Wegwijzer) -> None:
    """What is suspected already is asked of whoever would know, before anybody asks a child about it."""
    first = asked(wegwijzer, {})["home.unsafe"].informants[0]
    assert wegwijzer.base.knowledge.informants[first].side == "school"


def test_a_question_matters_when_an_answer_can_change_what_people_act_on(wegwijzer: Wegwijzer) -> None:
    found = asked(wegwijzer, {})
    assert found["table.size"].matters
    assert not found["achievement.norm_group"].matters


def test_in_a_settled_advice_only_safety_still_matters(wegwijzer: Wegwijzer) -> None:
    found = advice(wegwijzer, {f: None for f in wegwijzer.base.knowledge.facts if f != "achievement.norm_group"})
    assert found.settled
    assert [q.fact for q in found.questions if q.matters] == ["home.unsafe"]
    assert "achievement.norm_group" in {q.fact for q in found.questions}


def test_the_parent_is_never_the_only_one_asked_about_safety(wegwijzer: Wegwijzer) -> None:
    question = asked(wegwijzer, {"home.unsafe": False}, "parent")["home.unsafe"]
    assert "parent" not in question.informants
    assert "teacher" in question.informants
    assert question.decides == ("alert.child_safety",)


def test_an_unknown_exclusion_is_asked_about(wegwijzer: Wegwijzer) -> None:
    """No conclusion of underachievement before these are known."""
    known = {"potential.percentile": 96.0, "achievement.percentile": 30.0, "pattern.repeated": True}
    wanted = {"condition.learning_disorder", "condition.developmental_disorder", "capacity.overtaxed"}
    assert wanted <= set(asked(wegwijzer, known))


def test_what_an_exclusion_no_longer_rests_on_is_not_asked_for_it(wegwijzer: Wegwijzer) -> None:
    """New material is no exclusion of a pattern that repeats itself."""
    question = asked(wegwijzer, {"pattern.repeated": True}).get("tasks.new_material")
    assert question is None or "exclusion.still_learning" not in question.decides


def test_a_question_says_what_it_decides_and_whom_to_ask(wegwijzer: Wegwijzer) -> None:
    question = asked(wegwijzer, {})["capacity.overtaxed"]
    assert {"exclusion.overtaxed", "form.underachievement"} <= set(question.decides)
    assert question.informants == wegwijzer.base.knowledge.facts["capacity.overtaxed"].informants


def test_the_first_day_of_a_term_is_asked(wegwijzer: Wegwijzer) -> None:
    assert asked(wegwijzer, {"absence.full": True})["absence.since"].decides == ("safety_net.intake",)


def test_the_first_day_of_a_term_is_asked_only_for_an_open_step(wegwijzer: Wegwijzer) -> None:
    decides = asked(wegwijzer, {})["absence.since"].decides if "absence.since" in asked(wegwijzer, {}) else ()
    assert "safety_net.intake" not in decides


def test_what_may_set_a_need_aside_is_asked(wegwijzer: Wegwijzer) -> None:
    assert "need.compacting" in asked(wegwijzer, {"tasks.error_free_weeks": 8.0})["offer.compacted"].decides


def test_a_level_leaves_the_percentile_to_be_asked(wegwijzer: Wegwijzer) -> None:
    assert "potential.percentile" in asked(wegwijzer, {"potential.level": "I", "achievement.percentile": 30.0})


def test_the_most_telling_question_comes_first(wegwijzer: Wegwijzer) -> None:
    weights = [q.weight for q in asked(wegwijzer, {}).values()]
    assert weights == sorted(weights, reverse=True)


def test_a_case_of_which_nothing_is_known_is_not_settled(wegwijzer: Wegwijzer) -> None:
    assert not advice(wegwijzer, {}).settled


@pytest.mark.parametrize("known", [{}, {"nomination.teacher": True}, {"absence.full": True}, {"support.in_school": "insufficient"}])
def test_when_nobody_knows_anything_more_the_advice_is_settled(wegwijzer: Wegwijzer, known: Said) -> None:
    """Every question answered by "nobody knows" ends the asking, all but that about safety."""
    facts: dict[str, bool | float | str | None] = dict(known)
    given = advice(wegwijzer, facts)
    while open_ := [q.fact for q in given.questions if q.fact not in facts]:
        facts |= dict.fromkeys(open_)
        given = advice(wegwijzer, facts)
    assert given.settled
    assert [q.fact for q in given.questions] == ["home.unsafe"]
