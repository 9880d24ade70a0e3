"""Which question first: what its answers decide, per burden, with the reason in a sentence."""

from __future__ import annotations

from datetime import date

import pytest

from engine.model.asking import Asking, Ranked
from engine.model.case import Case, Observation
from engine.model.text import Language
from engine.model.vocabulary import Value
from engine.rendering.asking_text import Asker
from engine.service import Wegwijzer

TODAY = date(2025, 11, 3)


def asking(wegwijzer: Wegwijzer, facts: dict[str, Value | None]) -> Asking:
    said = tuple(Observation(fact, value) for fact, value in facts.items())
    return wegwijzer.ask(Case("x", TODAY, said, ()))


def ranked(wegwijzer: Wegwijzer, facts: dict[str, Value | None]) -> dict[str, Ranked]:
    return {r.question.fact: r for r in asking(wegwijzer, facts).questions}


def reason(wegwijzer: Wegwijzer, question: Ranked, language: Language = "nl") -> str:
    return Asker(wegwijzer.base.knowledge, language).reason(question)


def test_the_same_questions_are_asked_as_the_advice_lists(wegwijzer: Wegwijzer, vignettes: list[Case]) -> None:
    for case in vignettes[::8]:
        listed = {q.fact for q in wegwijzer.advise(case, TODAY).questions}
        assert {r.question.fact for r in wegwijzer.ask(case, TODAY).questions} == listed


def test_what_matters_to_the_page_matters_to_the_interview(wegwijzer: Wegwijzer, vignettes: list[Case]) -> None:
    """Also where answers were tried and none decided anything by itself."""
    for case in vignettes[::12]:
        listed = {q.fact for q in wegwijzer.advise(case, TODAY).questions if q.matters}
        assert listed <= {r.question.fact for r in wegwijzer.ask(case, TODAY).questions if r.matters}


@pytest.mark.parametrize("facts", [{}, {"absence.full": True}, {"home.unsafe": None}])
def test_a_childs_safety_is_never_ranked_away(wegwijzer: Wegwijzer, facts: dict[str, Value | None]) -> None:
    first = asking(wegwijzer, facts).questions[0]
    assert first.question.fact == "home.unsafe"
    assert first.matters


def test_what_people_act_on_goes_before_what_is_good_to_know(wegwijzer: Wegwijzer) -> None:
    matters = [r.matters for r in asking(wegwijzer, {"nomination.teacher": True}).questions]
    assert matters == sorted(matters, reverse=True)
    assert set(matters) == {True, False}


def test_an_answer_that_decides_an_alert_says_so(wegwijzer: Wegwijzer) -> None:
    question = ranked(wegwijzer, {})["table.size"]
    assert question.decides == ("alert.crowded_table",)
    assert reason(wegwijzer, question) == "Dit beslist of dit speelt: er zitten te veel mensen aan tafel."
    assert reason(wegwijzer, question, "en") == "This decides whether this is at issue: there are too many people at the table."


def test_two_findings_between_which_an_answer_decides_are_both_named(wegwijzer: Wegwijzer) -> None:
    """Whether this is underachievement or a disorder."""
    facts: dict[str, Value | None] = {"potential.percentile": 96.0, "achievement.percentile": 30.0, "pattern.repeated": True}
    facts |= {"condition.learning_disorder": True, "capacity.overtaxed": False}
    question = ranked(wegwijzer, facts)["condition.explains_results"]
    assert question.between == ("exclusion.disorder", "form.underachievement")
    assert reason(wegwijzer, question, "en") == (
        "This decides whether it is this: a learning or developmental disorder explains the results completely; "
        "or this: has for some time been achieving below what may be expected."
    )


def test_answers_are_tried_in_pairs_where_none_decides_by_itself(wegwijzer: Wegwijzer) -> None:
    """Restlessness tells nothing before it is known whether the work is too easy."""
    question = ranked(wegwijzer, {})["behaviour.restless"]
    assert question.decides[0] == "alert.behaviour_or_diagnosis"
    assert question.beside is not None
    assert reason(wegwijzer, question).startswith("Samen met een ander antwoord (")


def test_the_first_day_of_a_term_says_which_step_waits_for_it(wegwijzer: Wegwijzer) -> None:
    question = ranked(wegwijzer, {"absence.full": True})["absence.since"]
    assert question.matters
    assert "de termijn telt van de stap ‘Houd de intake" in reason(wegwijzer, question)


def test_every_question_has_a_reason_in_both_languages_and_no_code_in_it(wegwijzer: Wegwijzer) -> None:
    for question in asking(wegwijzer, {"nomination.teacher": True}).questions:
        for language in ("nl", "en"):
            text = reason(wegwijzer, question, language)
            assert text.endswith(".")
            assert "_" not in text
            assert question.question.fact not in text


def test_of_two_that_decide_as_much_the_lighter_goes_first(wegwijzer: Wegwijzer) -> None:
    """Either would tell that there is absence; the number of reports takes longer to find out."""
    found = ranked(wegwijzer, {"absence.unauthorised_hours": 0.0, "absence.full": False, "attendance.share_percent": 100.0})
    assert found["absence.any"].weight > found["absence.sick_reports"].weight


def test_without_open_questions_the_asking_is_settled(wegwijzer: Wegwijzer) -> None:
    everything = dict.fromkeys(f.id for f in wegwijzer.base.knowledge.facts.values())
    found = asking(wegwijzer, {**everything, "home.unsafe": False})
    assert found.settled
    assert not any(r.matters for r in found.questions)
