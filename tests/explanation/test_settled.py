"""Settled means settled: no completion of a settled case changes its layer, steps or alerts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from random import Random

import pytest
from hypothesis import settings

from engine.model.advice import Advice
from engine.model.case import Case
from engine.model.vocabulary import Value
from engine.service import Wegwijzer
from tests.simulated import answered, truth_of

TODAY = date(2025, 11, 3)
IN_CAMPAIGN = settings.get_current_profile_name() == "campaign"
PUPILS = range(600 if IN_CAMPAIGN else 24)
COMPLETIONS = 8


def acted_on(advice: Advice) -> tuple[object, ...]:
    """Give what people act on: layer with its form and aim, alerts, and steps with their terms."""
    s = advice.support
    steps = frozenset((x.protocol, x.node, x.state, x.start, x.due) for x in advice.steps)
    return s.proposed, s.variant, s.focus, frozenset(a.id for a in advice.alerts), steps


def nearly_complete(wegwijzer: Wegwijzer, vignettes: list[Case], seed: int) -> tuple[Case, date]:
    """Give a pupil of whom almost everything is known, some of it only that nobody knows."""
    dice = Random(seed)  # noqa: S311 - no secret
    case = dice.choice(vignettes)
    day = case.as_of or TODAY
    truth = truth_of(wegwijzer.base.knowledge, case, day, dice)
    facts = dice.sample(sorted(truth), len(truth))
    left_open = set(facts[: dice.choice([1, 2, 4, 8])])
    unknown = set(facts[-dice.choice([1, 3, 20]) :])
    for fact in facts:
        if fact not in left_open:
            case = answered(case, fact, None if fact in unknown else truth[fact], day)
    return case, day


def completions(wegwijzer: Wegwijzer, case: Case, day: date) -> Iterator[Case]:
    """Answer most of what is open, each time otherwise."""
    for seed in range(COMPLETIONS):
        dice = Random(seed)  # noqa: S311 - no secret
        told = case
        for fact, value in truth_of(wegwijzer.base.knowledge, case, day, dice).items():
            told = answered(told, fact, value, day) if dice.random() < 0.8 else told
        yield told


@pytest.mark.parametrize("seed", PUPILS)
def test_no_answer_changes_a_settled_advice(wegwijzer: Wegwijzer, vignettes: list[Case], seed: int) -> None:
    case, day = nearly_complete(wegwijzer, vignettes, seed)
    advice = wegwijzer.advise(case, day)
    if not advice.settled:
        pytest.skip("an answer can still change this one")
    for told in completions(wegwijzer, case, day):
        assert acted_on(wegwijzer.advise(told, day)) == acted_on(advice)


def test_many_of_those_cases_are_settled(wegwijzer: Wegwijzer, vignettes: list[Case]) -> None:
    """Else the test above would say nothing."""
    assert sum(wegwijzer.advise(*nearly_complete(wegwijzer, vignettes, seed)).settled for seed in range(12)) >= 4


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
    assert settled(wegwijzer, {}, "function.asks_for_help")


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
