"""What is known never misleads: less of it leaves more open, more of it never takes back what speaks for or against."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inference.conclusions import Conclusions
from engine.inference.scores import months_between, percentile_of_iq
from engine.model.case import Case, Observation
from engine.model.interval import BANDS
from engine.service import Wegwijzer
from tests.real_cases import TODAY, VOICES, Thing, case_of, findings_facts, full_things, linked_facts

EXAMPLES = settings(max_examples=5_000 if settings.get_current_profile_name() == "campaign" else 300)


T = TypeVar("T")


def _some_of(whole: Sequence[T]) -> st.SearchStrategy[list[T]]:
    """Generate what is left when some of it is left out: little, or nearly all."""
    chosen = st.tuples(st.integers(0, 2**32), st.sampled_from([0.1, 0.5, 0.9, 0.98]))
    return chosen.map(lambda seed: [each for each, dice in _diced(whole, seed[0]) if dice < seed[1]])


def _diced(whole: Sequence[T], seed: int) -> list[tuple[T, float]]:
    dice = random.Random(seed)  # noqa: S311 - no secret
    return [(each, dice.random()) for each in whole]


def _concluded(wegwijzer: Wegwijzer, case: Case) -> Conclusions:
    return wegwijzer.inference.infer(case, case.as_of or TODAY)


def _bits(wegwijzer: Wegwijzer, case: Case) -> dict[str, int]:
    conclusions = _concluded(wegwijzer, case)
    return {id_: conclusions.of(id_) for id_ in wegwijzer.base.knowledge.findings}


def _turned(less: dict[str, int], more: dict[str, int]) -> list[str]:
    """Give the findings whose `for` or `against` is there with less, and gone with more."""
    return [id_ for id_, bits in less.items() if bits & ~more[id_]]


@EXAMPLES
@given(data=st.data())
def test_leaving_facts_out_never_turns_a_finding_into_its_opposite(wegwijzer: Wegwijzer, data: st.DataObject) -> None:
    """More than that: whatever speaks for or against with less still does with everything."""
    things = data.draw(full_things(wegwijzer.base.knowledge))
    kept = data.draw(_some_of(things))
    assert not _turned(_bits(wegwijzer, case_of(kept)), _bits(wegwijzer, case_of(things)))


@EXAMPLES
@given(iq=st.integers(60, 165), result=st.floats(0, 100), since=st.dates(date(2020, 1, 1), TODAY), left=st.integers(0, 2**7 - 1))
def test_leaving_out_the_precise_value_leaves_a_vague_one_that_agrees(
    wegwijzer: Wegwijzer, iq: int, result: float, since: date, left: int
) -> None:
    """A level contains the percentile and the IQ gives the same: no order of precision changes a side."""
    percentile = percentile_of_iq(iq)
    precise = [
        Observation("potential.percentile", percentile),
        Observation("potential.iq", float(iq)),
        Observation("potential.level", _band_of(percentile)),
        Observation("achievement.percentile", result),
        Observation("achievement.level", _band_of(result)),
        Observation("discrepancy.since", since.isoformat()),
        Observation("discrepancy.months", months_between(since, TODAY)),
    ]
    kept = [each for i, each in enumerate(precise) if left >> i & 1]
    less, more = (_bits(wegwijzer, Case("x", TODAY, tuple(some), ())) for some in (kept, precise))
    assert not _turned(less, more)


def _band_of(percentile: float) -> str:
    return next(level for level, band in BANDS.items() if band.low < percentile <= band.high or (percentile == 0 and level == "V"))


@EXAMPLES
@given(data=st.data())
def test_another_voice_never_takes_away_for_or_against(wegwijzer: Wegwijzer, data: st.DataObject) -> None:
    knowledge = wegwijzer.base.knowledge
    things = data.draw(full_things(knowledge))
    linked = linked_facts(knowledge)
    told = [f for f in findings_facts(knowledge) if f.type == "bool" and f.id not in linked]
    heard = data.draw(st.lists(st.tuples(st.sampled_from(told), st.booleans()), min_size=1, max_size=6, unique_by=lambda pair: pair[0].id))
    day = data.draw(st.one_of(st.none(), st.dates(date(2025, 1, 1), TODAY)))
    new = [Thing((Observation(fact.id, value, "parent", "vader", day),)) for fact, value in heard]
    assert not _turned(_bits(wegwijzer, case_of(things)), _bits(wegwijzer, case_of([*things, *new])))


@given(data=st.data())
def test_of_one_voice_only_the_latest_value_counts(wegwijzer: Wegwijzer, data: st.DataObject) -> None:
    """What the same person said earlier, or without a date, could as well not have been written down."""
    things = data.draw(full_things(wegwijzer.base.knowledge))
    latest = [Thing((max(thing.observations, key=lambda o: o.day),)) for thing in things]
    assert _bits(wegwijzer, case_of(things)) == _bits(wegwijzer, case_of(latest))


@given(data=st.data())
def test_what_is_dated_later_than_the_day_of_asking_does_not_exist_yet(wegwijzer: Wegwijzer, data: st.DataObject) -> None:
    things = data.draw(full_things(wegwijzer.base.knowledge))
    as_of = data.draw(st.sampled_from([date(2025, 8, 31), date(2025, 9, 1), date(2025, 9, 30), TODAY]))
    whole = case_of(things, as_of)
    past = replace(whole, observations=tuple(o for o in whole.observations if o.date is None or o.date <= as_of))
    assert _concluded(wegwijzer, whole).bits == _concluded(wegwijzer, past).bits


@given(data=st.data())
def test_saying_that_nobody_knows_never_changes_a_finding(wegwijzer: Wegwijzer, data: st.DataObject) -> None:
    things = data.draw(full_things(wegwijzer.base.knowledge))
    facts = st.sampled_from(sorted(wegwijzer.base.knowledge.facts))
    asked = data.draw(st.lists(st.tuples(facts, st.sampled_from(VOICES)), max_size=8))
    nothing = [Thing((Observation(fact, None, by, who, TODAY),)) for fact, (by, who) in asked]
    assert _bits(wegwijzer, case_of(things)) == _bits(wegwijzer, case_of([*things, *nothing]))
