"""What different people see of one pupil, put side by side."""

from __future__ import annotations

from engine.inference.conclusions import Conclusions
from engine.model.case import Case, Observation
from engine.model.voices import SideBySide, Spoken, Voice

__all__ = ["side_by_side"]


def side_by_side(case: Case, conclusions: Conclusions) -> SideBySide:
    """Give what each voice said last of each fact; what follows from something else is told where it follows."""
    memory, knowledge = conclusions.memory, conclusions.base.knowledge
    asked = [o for o in case.observations if o.value is None and o.day <= memory.as_of and o.fact not in memory.said]
    facts = [_spoken(fact, memory.said[fact], memory.standing[fact]) for fact in knowledge.facts if fact in memory.said]
    facts += [_spoken(fact, tuple(o for o in asked if o.fact == fact), ()) for fact in dict.fromkeys(o.fact for o in asked)]
    informants = ["", *knowledge.informants]
    voices = sorted({voice for spoken in facts for voice in spoken.said}, key=lambda v: (informants.index(v[0]), v[1]))
    return SideBySide(tuple(voices), tuple(sorted(facts, key=lambda s: not s.differs)))


def _spoken(fact: str, said: tuple[Observation, ...], standing: tuple[Observation, ...]) -> Spoken:
    last: dict[Voice, tuple[Observation, ...]] = {}
    for voice in dict.fromkeys(o.voice for o in said):
        own = [o for o in said if o.voice == voice]
        day = max(o.day for o in own)
        latest = [o for o in own if o.day == day]
        given = {o.value for o in latest if o.implied_by is None}
        last[voice] = tuple(o for o in latest if o.implied_by is None or o.value not in given)
    values = {o.value for each in last.values() for o in each if o.value is not None}
    return Spoken(fact, last, standing, differs=len(values) > 1)
