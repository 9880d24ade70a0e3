"""The facts of one case on one day: whose voice counts, what follows from it, which numbers it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.inference.truth import AGAINST, FOR, UNKNOWN
from engine.model.case import Case, Event, Observation
from engine.model.interval import BANDS, Interval, exact, hull
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import FactDefinition, Value

__all__ = ["WorkingMemory", "remember"]


@dataclass(slots=True)
class WorkingMemory:
    """What counts, by fact: `standing` observations, and the numbers and texts that follow from them; `said` is all there was.

    Numbers and dates (as ordinals) are intervals. `asked` holds facts of which someone said that nobody knows.
    `support` gets the decided support, so that triggers and guards can ask for it.
    """

    as_of: date
    informants: Mapping[str, str]
    standing: dict[str, tuple[Observation, ...]] = field(default_factory=dict)
    said: dict[str, tuple[Observation, ...]] = field(default_factory=dict)
    bits: dict[str, int] = field(default_factory=dict)
    texts: dict[str, frozenset[str]] = field(default_factory=dict)
    numbers: dict[str, Interval] = field(default_factory=dict)
    asked: set[str] = field(default_factory=set)
    events: tuple[Event, ...] = ()
    support: dict[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    private: frozenset[str] = frozenset()

    def is_open(self, fact: str) -> bool:
        """Tell whether nobody has been asked about a fact yet."""
        return fact not in self.standing and fact not in self.asked


def remember(knowledge: Knowledge, case: Case, as_of: date) -> WorkingMemory:
    """Take in a case as it was known on a day; later observations and events do not exist yet."""
    memory = WorkingMemory(as_of, {i.id: i.side for i in knowledge.informants.values()})
    observed = {o.fact for o in case.observations}
    known = [Observation(id_, value) for id_, value in knowledge.provisions.items() if id_ not in observed]
    known += [o for o in case.observations if o.date is None or o.date <= as_of]
    memory.events = tuple(sorted((e for e in case.events if e.date <= as_of), key=lambda e: e.date))
    memory.private = frozenset(f.id for f in knowledge.facts.values() if f.privacy == "safety")
    by_fact: dict[str, list[Observation]] = {}
    for observation in _with_implied(knowledge, known):
        if observation.value is None:
            memory.asked.add(observation.fact)
        else:
            by_fact.setdefault(observation.fact, []).append(observation)
    for id_ in sorted(by_fact):
        _take_in(memory, knowledge.facts[id_], by_fact[id_])
    return memory


def _with_implied(knowledge: Knowledge, known: Iterable[Observation]) -> list[Observation]:
    """Add what follows from each observation, said by the same voice on the same day."""
    out, queue, seen = [], list(known), set()
    while queue:
        each = queue.pop()
        key = (each.fact, each.value, each.voice, each.date, each.implied_by is None)
        if key in seen:
            continue
        seen.add(key)
        out.append(each)
        for implication in knowledge.facts[each.fact].implies:
            if implication.follows_from(each.value):
                value = implication.value
                kept: Value = value if isinstance(value, bool | str) else float(value)
                queue.append(Observation(implication.fact, kept, each.by, each.who, each.date, each.fact, each.place))
    return out


def _take_in(memory: WorkingMemory, fact: FactDefinition, said: list[Observation]) -> None:
    said = sorted(said, key=lambda o: (o.voice, o.day, o.implied_by or "", str(o.value)))
    standing = [o for voice in _by_voice(said) for o in _latest(voice)] if fact.keeps_voices else _direct_first(_latest(said))
    memory.standing[fact.id] = tuple(standing)
    memory.said[fact.id] = tuple(said)
    values = [o.value for o in standing]
    match fact.type:
        case "bool":
            memory.bits[fact.id] = (FOR if True in values else UNKNOWN) | (AGAINST if False in values else UNKNOWN)
        case "text":
            pass  # words are shown, never compared
        case "choice":
            memory.texts[fact.id] = frozenset(map(str, values))
        case "level":
            memory.texts[fact.id] = frozenset(map(str, values))
            memory.numbers[fact.id] = _hull([BANDS[str(v)] for v in values])
        case "date":
            memory.numbers[fact.id] = _hull([exact(date.fromisoformat(str(v)).toordinal()) for v in values])
        case _:
            memory.numbers[fact.id] = _hull([exact(float(v)) for v in values if v is not None])


def _by_voice(said: list[Observation]) -> Iterable[list[Observation]]:
    voices: dict[tuple[str, str], list[Observation]] = {}
    for observation in said:
        voices.setdefault(observation.voice, []).append(observation)
    return voices.values()


def _latest(said: list[Observation]) -> list[Observation]:
    """Keep what was said on the latest day; on one day more than one value can stand, since one may be implied."""
    last = max(o.day for o in said)
    kept: dict[Value | None, Observation] = {}
    for observation in said:
        if observation.day == last and (observation.value not in kept or observation.implied_by is None):
            kept[observation.value] = observation
    return list(kept.values())


def _direct_first(said: list[Observation]) -> list[Observation]:
    """Let a number that someone gave go before one that merely follows."""
    return [o for o in said if o.implied_by is None] or said


def _hull(values: list[Interval]) -> Interval:
    whole = values[0]
    for value in values[1:]:
        whole = hull(whole, value)
    return whole
