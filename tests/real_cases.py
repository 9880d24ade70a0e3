"""Full cases over the shipped vocabulary: values of every type, several voices, dates, and what follows from what is said."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from engine.model.case import Case, Observation
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import LEVELS, FactDefinition, Value

TODAY = date(2025, 11, 3)
VOICES = (("teacher", None), ("parent", None), ("parent", "moeder"), ("pupil", None), ("ib", None), (None, None))

# Numbers around the limits at which findings change, so that both sides of every limit are met.
_NUMBERS: dict[str, tuple[float, ...]] = {
    "potential.percentile": (40, 89.9, 90, 93, 99.99),
    "potential.iq": (85, 119, 120, 130, 160),
    "achievement.percentile": (3, 30, 49.9, 50, 60.5, 84, 97),
    "achievement.residual_sd": (-1.5, -1, -0.9, 0.4),
    "achievement.change_year_sd": (-1, -0.5, -0.4, 0.2),
    "achievement.subjects": (1, 6, 10),
    "achievement.low_subjects": (0, 1, 6, 10),
    "discrepancy.months": (0, 2.9, 3, 6, 24, 40),
    "tasks.error_free_weeks": (0, 5, 6, 12),
    "absence.unauthorised_hours": (0, 15, 16, 40),
    "absence.sick_reports": (0, 1, 5),
    "absence.weeks": (0, 1, 9),
    "attendance.share_percent": (0, 20, 50, 100),
    "external.share_percent": (10, 60, 61),
    "table.size": (3, 6, 7, 14),
}


@dataclass(frozen=True)
class Thing:
    """What may be left out by itself: all that one voice said of a yes/no, or all that was said of a number."""

    observations: tuple[Observation, ...]


def findings_facts(knowledge: Knowledge) -> list[FactDefinition]:
    """Give the facts that are compared or counted: everything but words."""
    return [fact for fact in knowledge.facts.values() if fact.type != "text"]


def linked_facts(knowledge: Knowledge) -> set[str]:
    """Give the facts that follow from others, or from which others follow."""
    out = set()
    for fact in knowledge.facts.values():
        for implication in fact.implies:
            out |= {fact.id, implication.fact}
    return out


def values_of(fact: FactDefinition) -> tuple[Value, ...]:  # noqa: PLR0911 - one line a type
    """Give some values of a fact, around the limits at which findings change."""
    if fact.id in _NUMBERS:
        return _NUMBERS[fact.id]
    match fact.type:
        case "bool":
            return (True, False)
        case "choice":
            return tuple(fact.values)
        case "level":
            return LEVELS
        case "band":
            return ("0-40", "29-50", "40-85", "91-100")
        case "date":
            return ("2021-09-01", "2025-08-03", "2025-10-20", "2025-11-03")
    low, high = fact.low if fact.low is not None else 0, fact.high if fact.high is not None else 60
    return tuple(float(round(low + (high - low) * part)) for part in (0, 0.3, 0.6, 1))


def full_things(knowledge: Knowledge) -> st.SearchStrategy[list[Thing]]:
    """Generate nearly full cases, as things that can be left out one by one.

    People contradict each other, and themselves on later days. What follows from another fact has no day, since what is
    newer replaces; and a number that someone's "never" would make zero is then not counted by anybody.
    """
    return st.tuples(st.integers(0, 2**32), st.sampled_from([0.3, 0.6, 0.95])).map(lambda seed: _drawn(knowledge, *seed))


def _drawn(knowledge: Knowledge, seed: int, density: float) -> list[Thing]:
    dice = random.Random(seed)  # noqa: S311 - no secret
    linked = linked_facts(knowledge)
    tilt = dice.choice([0.1, 0.5, 0.9])  # how readily people say yes
    things = []
    for fact in findings_facts(knowledge):
        if dice.random() < density:
            things.extend(_said_of(fact, dice, tilt, dated=fact.id not in linked))
    return _without_clashes(knowledge, things)


def _said_of(fact: FactDefinition, dice: random.Random, tilt: float, *, dated: bool) -> list[Thing]:
    """Let one to three voices speak; each says something once or twice, on days of its own."""
    things = []
    voices = dice.sample(VOICES, dice.choice([1, 1, 1, 1, 2, 3]) if fact.keeps_voices else 1)
    for by, who in voices:
        days: list[date | None] = [None]
        if dated:
            days = list(dice.sample([None, date(2025, 9, 1), date(2025, 10, 1)], dice.choice([1, 1, 2])))
        values = (dice.random() < tilt if fact.type == "bool" else dice.choice(values_of(fact)) for _ in days)
        observations = tuple(Observation(fact.id, value, by, who, day) for value, day in zip(values, days, strict=True))
        things.append(Thing(observations))
    return things


def _without_clashes(knowledge: Knowledge, things: Iterable[Thing]) -> list[Thing]:
    """Drop numbers that would be replaced by, or would replace, what someone's yes/no makes of them; and second measures."""
    kept = [t for t in things if t.observations[0].fact not in _VAGUER]
    zeroed: set[str] = set()
    for observation in (o for t in kept for o in t.observations):
        for implication in knowledge.facts[observation.fact].implies:
            if implication.follows_from(observation.value) and not knowledge.facts[implication.fact].keeps_voices:
                zeroed.add(implication.fact)
    if zeroed & {"absence.weeks"}:
        zeroed.add("absence.since")
    return [t for t in kept if t.observations[0].fact not in zeroed]


# Of one number the more precise replaces the vaguer: here only the most precise is generated.
_VAGUER = {"potential.iq", "potential.level", "achievement.level", "discrepancy.months", "absence.weeks"}


def case_of(things: Iterable[Thing], as_of: date = TODAY) -> Case:
    """Make a case of things."""
    return Case("full", as_of, tuple(o for t in things for o in t.observations), ())


def full_cases(knowledge: Knowledge) -> st.SearchStrategy[Case]:
    """Generate nearly full cases."""
    return full_things(knowledge).map(case_of)
