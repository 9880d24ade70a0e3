"""The interview: who is asked what, in which order, and when it ends."""

from __future__ import annotations

from datetime import date

from engine.explanation.interview import Interview
from engine.model.asking import Ranked
from engine.model.case import Case, Observation
from engine.service import Wegwijzer
from tests.simulated import answered

TODAY = date(2025, 11, 3)


def interview(wegwijzer: Wegwijzer, only: str | None = None, *said: Observation) -> Interview:
    return Interview(wegwijzer.base.knowledge, lambda case: wegwijzer.ask(case, TODAY), Case("x", TODAY, said, ()), only)


def next_of(talk: Interview) -> Ranked:
    ranked = talk.next()
    assert ranked is not None
    return ranked


def test_the_first_question_is_the_one_that_is_ranked_first(wegwijzer: Wegwijzer) -> None:
    talk = interview(wegwijzer)
    assert next_of(talk) == talk.asking.questions[0]


def test_a_group_keeps_its_turn_as_long_as_it_has_questions(wegwijzer: Wegwijzer) -> None:
    """So that it becomes a talk with the pupil, and not one question here and one there."""
    talk = interview(wegwijzer, None, Observation("home.unsafe", value=False, by="teacher"))
    group = Interview.best(next_of(talk))
    talk.take(answered(talk.case, next_of(talk).question.fact, None, TODAY))
    assert any(Interview.best(r) != group for r in talk.asking.questions[:3])
    assert Interview.best(next_of(talk)) == group == talk.group


def test_one_informant_is_asked_only_what_that_one_can_tell(wegwijzer: Wegwijzer) -> None:
    talk = interview(wegwijzer, "teacher")
    for _ in range(5):
        ranked = next_of(talk)
        assert "teacher" in ranked.question.informants
        talk.later.add(ranked.question.fact)


def test_a_parent_is_never_asked_about_safety_at_home(wegwijzer: Wegwijzer) -> None:
    """The parent concerned may be the one who answers."""
    talk = interview(wegwijzer, "parent")
    asked = set()
    while ranked := talk.next():
        asked.add(ranked.question.fact)
        talk.later.add(ranked.question.fact)
    assert asked
    assert "home.unsafe" not in asked


def test_what_is_left_does_not_tell_a_parent_of_a_safety_question(wegwijzer: Wegwijzer) -> None:
    everything = [Observation(f.id, None) for f in wegwijzer.base.knowledge.facts.values() if f.id != "home.unsafe"]
    assert interview(wegwijzer, "parent", *everything).left() == {}
    assert interview(wegwijzer, None, *everything).left() == {"ib": 1}


def test_what_was_put_off_is_not_asked_again_in_this_talk(wegwijzer: Wegwijzer) -> None:
    talk = interview(wegwijzer)
    first = next_of(talk).question.fact
    talk.later.add(first)
    assert next_of(talk).question.fact != first


def test_an_answer_changes_what_is_asked_next(wegwijzer: Wegwijzer) -> None:
    talk = interview(wegwijzer)
    asked = {r.question.fact for r in talk.asking.questions}
    talk.take(answered(talk.case, "absence.any", value=False, day=TODAY))
    assert {"absence.any", "absence.full"} <= asked - {r.question.fact for r in talk.asking.questions}


def test_words_that_decide_nothing_are_not_asked(wegwijzer: Wegwijzer) -> None:
    talk = interview(wegwijzer)
    while ranked := talk.next():
        assert wegwijzer.base.knowledge.facts[ranked.question.fact].type != "text"
        talk.later.add(ranked.question.fact)


def test_the_talk_ends_when_no_answer_can_change_the_advice(wegwijzer: Wegwijzer) -> None:
    facts = list(wegwijzer.base.knowledge.facts)
    talk = interview(wegwijzer, None, *(Observation(f, None) for f in facts[50:]))
    questions = 0
    while not talk.settled:
        fact = next_of(talk).question.fact
        talk.take(answered(talk.case, fact, None, TODAY))
        talk.later.add(fact)
        questions += 1
    assert 5 < questions < 50
