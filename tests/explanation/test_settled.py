"""Settled means settled: no completion of a settled case changes its layer, steps or alerts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product
from random import Random

import pytest

from engine.decision.trials import Trials
from engine.explanation.answers import Answers
from engine.inference.working_memory import remember
from engine.model.advice import Advice
from engine.model.case import Case, Observation
from engine.model.vocabulary import Value
from engine.service import Wegwijzer
from tests.simulated import agreeing, answered, other_forms, truth_of

TODAY = date(2025, 11, 3)
EVERYDAY = 24
PUPILS = [seed if seed < EVERYDAY else pytest.param(seed, marks=pytest.mark.campaign) for seed in range(600)]
COMPLETIONS = 8
COMBINATIONS = 120  # of a small case with more, only the first few open facts are answered in every way


def acted_on(advice: Advice) -> tuple[object, ...]:
    """Give what people act on: layer with its form and aim, alerts, and steps with their terms."""
    s = advice.support
    steps = frozenset((x.protocol, x.node, x.state, x.start, x.due) for x in advice.steps)
    return s.proposed, s.variant, s.focus, frozenset(a.id for a in advice.alerts), steps


def just_settled(wegwijzer: Wegwijzer, vignettes: list[Case], seed: int, known: float) -> tuple[Case, date]:
    """Give a pupil at the moment that the advice settles: some known beforehand, and then asked by lot what still matters.

    Some of it nobody knows.
    """
    dice = Random(seed)  # noqa: S311 - no secret
    case = dice.choice(vignettes)
    day = case.as_of or TODAY
    truth: dict[str, Value | None] = {**truth_of(wegwijzer.base.knowledge, case, day, dice)}
    truth |= dict.fromkeys(dice.sample(sorted(truth), dice.choice([1, 3, 20])))
    for fact in sorted(truth):
        if dice.random() < known:
            case = answered(case, fact, truth[fact], day)
    said = set[str]()
    while not (advice := wegwijzer.advise(case, day)).settled:
        fact = dice.choice([q.fact for q in advice.questions if q.matters and q.fact not in said])
        said.add(fact)
        case = answered(case, fact, truth.get(fact), day)
    return case, day


def open_facts(wegwijzer: Wegwijzer, case: Case, day: date) -> list[str]:
    """Give what nobody has been asked, and of which an answer is more than words.

    What was said in another way is left out: a more precise value is taken to lie within the vaguer one.
    """
    memory = wegwijzer.decide(case, day)[0].conclusions.memory
    asked = [f.id for f in wegwijzer.base.knowledge.facts.values() if f.type != "text" and memory.is_open(f.id)]
    return [fact for fact in asked if not any(form in memory.standing for form in other_forms(fact))]


def completions(wegwijzer: Wegwijzer, case: Case, day: date) -> Iterator[Case]:
    """Answer most of what is open, each time otherwise."""
    for seed in range(COMPLETIONS):
        dice = Random(seed)  # noqa: S311 - no secret
        told = case
        for fact, value in truth_of(wegwijzer.base.knowledge, case, day, dice).items():
            told = answered(told, fact, value, day) if dice.random() < 0.8 else told
        yield told


def all_completions(wegwijzer: Wegwijzer, case: Case, day: date) -> Iterator[Case]:
    """Answer open facts in every way together: of numbers and dates one in each region between the thresholds, or not at all.

    Answers that contradict each other, or what is known already, are left out.
    """
    knowledge = wegwijzer.base.knowledge
    answers = Answers(Trials(wegwijzer.inference, wegwijzer.decide(case, day)[0]))
    ways: list[list[tuple[str, Value | None]]] = []
    total = 1
    for fact in open_facts(wegwijzer, case, day):
        kinds = [*answers.kinds(fact), None]
        if total * len(kinds) <= COMBINATIONS:
            total *= len(kinds)
            ways.append([(fact, value) for value in kinds])
    for some in product(*ways):
        told, memory = case, remember(knowledge, case, day)
        for fact, value in some:
            more = memory if value is None else agreeing(knowledge, memory, Observation(fact, value, None, None, day))
            if more is None:
                break
            told, memory = answered(told, fact, value, day), more
        else:
            yield told


@pytest.mark.parametrize("seed", PUPILS)
def test_no_answers_by_lot_change_a_settled_advice(wegwijzer: Wegwijzer, vignettes: list[Case], seed: int) -> None:
    """Of large cases: most of what was never asked is answered after all."""
    case, day = just_settled(wegwijzer, vignettes, seed, known=0.5)
    advice = wegwijzer.advise(case, day)
    for told in completions(wegwijzer, case, day):
        assert acted_on(wegwijzer.advise(told, day)) == acted_on(advice)


@pytest.mark.parametrize("seed", PUPILS)
def test_no_combination_of_answers_changes_a_settled_advice(wegwijzer: Wegwijzer, vignettes: list[Case], seed: int) -> None:
    """Of small cases: what is still open is answered in every way."""
    case, day = just_settled(wegwijzer, vignettes, 1000 + seed, known=0.98)
    advice = wegwijzer.advise(case, day)
    for told in all_completions(wegwijzer, case, day):
        assert acted_on(wegwijzer.advise(told, day)) == acted_on(advice)


def test_those_cases_leave_much_to_answer(wegwijzer: Wegwijzer, vignettes: list[Case]) -> None:
    """Else the tests above would say nothing."""
    large = [len(open_facts(wegwijzer, *just_settled(wegwijzer, vignettes, seed, known=0.5))) for seed in range(8)]
    small = [just_settled(wegwijzer, vignettes, 1000 + seed, known=0.98) for seed in range(8)]
    assert min(large) > 10
    assert sum(len(list(all_completions(wegwijzer, *each))) > 8 for each in small) >= 4


def settled(wegwijzer: Wegwijzer, facts: dict[str, Value | None], left_open: str) -> bool:
    """Tell whether an advice is settled of which all else was asked, and nobody knew it."""
    case = Case("x", TODAY, (), ())
    for definition in wegwijzer.base.knowledge.facts.values():
        if definition.id not in facts and definition.id != left_open and definition.type != "text":
            case = answered(case, definition.id, None, TODAY)
    for fact, value in facts.items():
        case = answered(case, fact, value, TODAY)
    return wegwijzer.advise(case, TODAY).settled


def test_one_open_alert_leaves_the_advice_open(wegwijzer: Wegwijzer) -> None:
    assert not settled(wegwijzer, {}, "table.size")


def test_what_changes_no_step_layer_or_alert_leaves_the_advice_settled(wegwijzer: Wegwijzer) -> None:
    assert settled(wegwijzer, {}, "home.puberty")


def test_half_of_a_condition_whose_other_half_nobody_knows_changes_nothing(wegwijzer: Wegwijzer) -> None:
    """Far ahead asks for a place above the school only together with the need of peers, which nobody knows of here."""
    assert settled(wegwijzer, {}, "development.far_ahead")
    assert not settled(wegwijzer, {"peers.has_equals": False}, "development.far_ahead")


def test_a_likely_cause_that_may_still_fall_leaves_the_advice_open(wegwijzer: Wegwijzer) -> None:
    """What is weighed can become less likely: then the need falls, and with it the layer."""
    likely = {"belief.right_at_once": True, "behaviour.works_only_when_sure": True}
    case = {**likely, "behaviour.gives_up_after_failure": True}
    assert not settled(wegwijzer, dict(case), "behaviour.avoids_challenge")


def test_an_alert_that_rests_on_ignorance_leaves_the_advice_open(wegwijzer: Wegwijzer) -> None:
    """Potential may be underestimated as long as nobody measured it; measuring it ends the alert."""
    assert not settled(wegwijzer, {"pupil.gender": "girl"}, "potential.percentile")


def test_an_open_step_without_a_first_day_leaves_the_advice_open(wegwijzer: Wegwijzer) -> None:
    """Its due day would still come."""
    assert not settled(wegwijzer, {"absence.full": True}, "absence.since")


def test_what_nobody_knows_may_still_follow_from_an_open_fact(wegwijzer: Wegwijzer) -> None:
    """Nobody knows whether the pupil still comes; that there was no absence at all would tell."""
    assert not settled(wegwijzer, {}, "absence.any")
