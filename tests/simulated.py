"""A simulated informant: knows everything about one pupil, and answers whatever is asked."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta
from random import Random
from statistics import NormalDist

from engine.inference.working_memory import WorkingMemory, remember, told
from engine.model.case import Case, Observation
from engine.model.interval import BANDS
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import LEVELS, FactDefinition, Value

__all__ = ["agreeing", "answered", "other_forms", "truth_of"]

IQ = NormalDist(100, 15)
DAYS_IN_MONTH = 30.4375
# The same thing said in several ways: the first two are whole numbers that the others follow from.
_SAME = {
    "potential.percentile": ("potential.iq", "potential.level"),
    "achievement.percentile": ("achievement.level", "achievement.band"),
    "discrepancy.since": ("discrepancy.months",),
    "absence.since": ("absence.weeks",),
}


def truth_of(knowledge: Knowledge, case: Case, day: date, dice: Random) -> dict[str, Value]:
    """Complete what a case says to a pupil of whom every fact is known, without contradictions.

    Values of what the case says already are not among them.
    """
    truth: dict[str, Value] = {}
    memory = remember(knowledge, case, day)
    facts = list(knowledge.facts.values())
    dice.shuffle(facts)
    facts.sort(key=lambda f: f.id not in _SAME)  # what others follow from comes first
    for fact in facts:
        if not memory.is_open(fact.id) or fact.type == "text":
            continue
        for value in _candidates(fact, day, truth, memory.standing, dice):
            more = agreeing(knowledge, memory, Observation(fact.id, value, None, None, day))
            if more:
                truth[fact.id] = value
                memory = more
                break
    return truth


def agreeing(knowledge: Knowledge, memory: WorkingMemory, answer: Observation) -> WorkingMemory | None:
    """Give what is known with one more answer; None where it, or what follows from it, contradicts or replaces what is known."""
    more, touched = told(knowledge, memory, [answer])
    for fact in touched:
        before, after = ({o.value for o in m.standing.get(fact, ())} for m in (memory, more))
        if len(after) != 1 or (before and before != after):
            return None
    return more


def other_forms(fact: str) -> tuple[str, ...]:
    """Give the facts that say the same thing as this one in another way: a date, and the months since."""
    return next((tuple(f for f in (source, *ways) if f != fact) for source, ways in _SAME.items() if fact == source or fact in ways), ())


def answered(case: Case, fact: str, value: Value | None, day: date) -> Case:
    """Give the case with one more answer."""
    return replace(case, observations=(*case.observations, Observation(fact, value, None, None, day)))


def _candidates(  # noqa: PLR0911 - one way out a type of fact
    fact: FactDefinition, day: date, truth: dict[str, Value], standing: dict[str, tuple[Observation, ...]], dice: Random
) -> list[Value]:
    known: dict[str, Value] = {f: o[0].value for f, o in standing.items() if o[0].value is not None} | truth
    for source, ways in _SAME.items():
        if fact.id in ways and source in known:
            return [_same_as(fact, known[source], day)]
    if any(form in known for form in other_forms(fact.id)):
        return []  # was said in another way; this one would be a second opinion
    match fact.type:
        case "bool":
            return dice.sample([True, False], 2)
        case "choice":
            return dice.sample(list(fact.values), len(fact.values))
        case "level":
            return dice.sample(list(LEVELS), len(LEVELS))
        case "band":
            return ["0-40", "29-50", "40-85"]
        case "date":
            return [(day - timedelta(days=dice.randint(0, 900))).isoformat()]
    low, high = fact.low if fact.low is not None else 0, fact.high if fact.high is not None else 100
    values = [dice.uniform(low, high) for _ in range(3)]
    return [*(float(round(v)) if fact.type == "int" else round(v, 1) for v in values), float(low)]


def _same_as(fact: FactDefinition, value: Value, day: date) -> Value:
    match fact.id.rsplit(".", 1)[1], value:
        case "iq", float(percentile):
            return round(IQ.inv_cdf(min(0.9999, max(0.0001, percentile / 100))), 6)
        case "level", float(percentile):
            return next(level for level, band in BANDS.items() if percentile > band.low or (percentile == band.low == 0))
        case "band", float(percentile):
            return f"{max(0, math.floor(percentile) - 9)}-{min(100, math.ceil(percentile) + 9)}"
        case "months", str(since):
            return round((day - date.fromisoformat(since)).days / DAYS_IN_MONTH, 2)
        case "weeks", str(since):
            return (day - date.fromisoformat(since)).days / 7
    raise ValueError(fact.id)
