"""The facts of one case on one day: whose voice counts, what follows from it, which numbers it gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from engine.inference.truth import AGAINST, FOR, UNKNOWN
from engine.model.case import Case, Event, Observation
from engine.model.interval import Interval, band_of, exact, hull
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import FactDefinition, Implication, Value

__all__ = ["WorkingMemory", "number_of", "remember", "told"]


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
    memory = WorkingMemory(as_of, knowledge.sides, private=knowledge.private)
    known = [o for o in case.observations if o.date is None or o.date <= as_of]
    observed = {o.fact for o in known if o.value is not None}
    known += [Observation(id_, value) for id_, value in knowledge.provisions.items() if id_ not in observed]
    memory.events = tuple(sorted((e for e in case.events if e.date <= as_of), key=lambda e: e.date))
    memory.asked = {o.fact for o in known if o.value is None}
    told = [o for o in known if o.value is not None]
    by_fact: dict[str, list[Observation]] = {}
    for observation in (*told, *_implied(knowledge, told)):
        by_fact.setdefault(observation.fact, []).append(observation)
    for id_ in sorted(by_fact):
        _take_in(memory, knowledge.facts[id_], by_fact[id_])
    return memory


def told(knowledge: Knowledge, memory: WorkingMemory, more: Iterable[Observation]) -> tuple[WorkingMemory, set[str]]:
    """Give the memory as it would be with more observations, and the facts that they touch.

    The numbers of measures that rest on those facts are left to be computed again; the given memory stays as it is.
    """
    added = list(more)
    changed = replace(
        memory,
        standing=memory.standing.copy(),
        said=memory.said.copy(),
        bits=memory.bits.copy(),
        texts=memory.texts.copy(),
        numbers=memory.numbers.copy(),
        asked=memory.asked | {o.fact for o in added if o.value is None},
        support=memory.support.copy(),
    )
    direct = [o for o in added if o.value is not None]
    if all(o.fact not in memory.said and not knowledge.facts[o.fact].implies for o in direct):  # what implies nothing is quick
        implied, before = [], set[Observation]()
    else:
        direct += [o for said in memory.said.values() for o in said if o.implied_by is None]
        implied, before = _implied(knowledge, direct), {o for said in memory.said.values() for o in said if o.implied_by}
    touched = {o.fact for o in added if o.value is not None} | {o.fact for o in before.symmetric_difference(implied)}
    by_fact: dict[str, list[Observation]] = {id_: [] for id_ in touched}
    for observation in (*direct, *implied):
        if observation.fact in touched:
            by_fact[observation.fact].append(observation)
    for id_ in sorted(touched):
        for kept in (changed.standing, changed.said, changed.bits, changed.texts, changed.numbers):
            kept.pop(id_, None)
        if by_fact[id_]:
            _take_in(changed, knowledge.facts[id_], by_fact[id_])
    return changed, touched


def number_of(fact: FactDefinition, standing: Iterable[Observation]) -> Interval | None:
    """Give what standing observations make of a number, date or level; None when there are none, or for another fact."""
    values = [v for o in standing if (v := _interval(fact, o.value)) is not None]
    return _hull(values) if values else None


def _interval(fact: FactDefinition, value: Value | None) -> Interval | None:
    match fact.type:
        case "level" | "band":
            return band_of(str(value))
        case "date":
            return exact(date.fromisoformat(str(value)).toordinal())
        case "int" | "number":
            return exact(float(value)) if value is not None else None
    return None


def _implied(knowledge: Knowledge, told: Sequence[Observation]) -> list[Observation]:
    """Give what follows from what was told, said by the same voice on the same day; what was replaced later implies nothing."""
    if not any(knowledge.facts[o.fact].implies for o in told):
        return []
    out: list[Observation] = []
    replaced: set[tuple[str, ...]] = set()
    for day in sorted({o.day for o in told}, reverse=True):
        queue = [o for o in told if o.day == day and _kept_as(knowledge, o) not in replaced]
        seen: set[Observation] = set()
        while queue:
            each = queue.pop()
            if each in seen:
                continue
            seen.add(each)
            if each.implied_by:
                out.append(each)
            following = (_following(each, i) for i in knowledge.facts[each.fact].implies if i.follows_from(each.value))
            queue.extend(o for o in following if _kept_as(knowledge, o) not in replaced)
        given = (o for o in (*told, *out) if o.day == day and (o.implied_by is None or knowledge.facts[o.fact].keeps_voices))
        replaced |= {_kept_as(knowledge, o) for o in given}
    return out


def _kept_as(knowledge: Knowledge, observation: Observation) -> tuple[str, ...]:
    """Give under what a value is kept: of a yes/no each voice keeps its own, of a number there is one for all."""
    keeps_voices = knowledge.facts[observation.fact].keeps_voices
    return (observation.fact, *observation.voice) if keeps_voices else (observation.fact,)


def _following(each: Observation, implication: Implication) -> Observation:
    value = implication.value
    kept: Value = value if isinstance(value, bool | str) else float(value)
    return Observation(implication.fact, kept, each.by, each.who, each.date, each.fact, each.place)


def _take_in(memory: WorkingMemory, fact: FactDefinition, said: list[Observation]) -> None:
    if len(said) == 1:  # as nearly always
        standing = said
    else:
        said = sorted(said, key=lambda o: (o.voice, o.day, o.implied_by or "", str(o.value)))
        standing = [o for voice in _by_voice(said) for o in _latest(voice)] if fact.keeps_voices else _latest_of_all(said)
    memory.standing[fact.id] = tuple(standing)
    memory.said[fact.id] = tuple(said)
    if fact.type == "bool":
        values = [o.value for o in standing]
        memory.bits[fact.id] = (FOR if True in values else UNKNOWN) | (AGAINST if False in values else UNKNOWN)
        return
    if fact.type in ("choice", "level"):  # the words of a text are shown, never compared
        memory.texts[fact.id] = frozenset(str(o.value) for o in standing)
    number = number_of(fact, standing)
    if number is not None:
        memory.numbers[fact.id] = number


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


def _latest_of_all(said: list[Observation]) -> list[Observation]:
    """Keep what was last said of a number; what merely follows gives way to what someone gave, unless the same voice said so later.

    Otherwise one parent's "never absent" would wipe out the hours that the school counted.
    """
    given = [o for o in said if o.implied_by is None]
    if not given:
        return _latest(said)
    last = _latest(given)
    voices, day = {o.voice for o in last}, last[0].day
    later = [o for o in said if o.voice in voices and o.day > day]
    return _latest(later or last)


def _hull(values: list[Interval]) -> Interval:
    whole = values[0]
    for value in values[1:]:
        whole = hull(whole, value)
    return whole
