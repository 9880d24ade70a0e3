"""What can still change: which bits every conclusion keeps whatever answers come in, and which it may yet get.

Open are the facts without any observation that were not marked unknown. More precise values are taken to lie within the
vaguer ones that they replace, and each answer is one person's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.decision.deciding import Decision, set_aside
from engine.decision.hypotheses import weigh
from engine.inference.conclusions import Conclusions
from engine.inference.justification import observed_facts
from engine.inference.truth import BOTH, FOR, UNKNOWN, Bits, run_gate
from engine.knowledge.base import PHASES, KnowledgeBase
from engine.knowledge.circuit import Gate
from engine.language.syntax import Call, Expression, Literal, walk
from engine.model.rules import Strength

__all__ = ["Outlook", "outlook"]

_HELPS: tuple[Strength, ...] = ("confirms", "strong", "supports")


@dataclass(frozen=True, slots=True)
class Outlook:
    """For every slot the bits that are sure to stay, and those that it could have.

    `sources` gives for each fact those from which it can follow.
    """

    decision: Decision
    sure: Sequence[Bits]
    could: Sequence[Bits]
    sources: Mapping[str, tuple[str, ...]]

    def may_change(self, key: str, bits: Bits = BOTH) -> bool:
        """Tell whether an answer can change a conclusion, or only some of its bits."""
        slot = self.decision.conclusions.base.slots[key]
        return bool((self.sure[slot] ^ self.could[slot]) & bits)

    def is_sure(self, key: str) -> bool:
        """Tell whether something speaks for a condition and no answer can take that away; False where there is no such condition."""
        slot = self.decision.conclusions.base.slots.get(key)
        return slot is not None and bool(self.sure[slot] & FOR)

    def layers(self) -> tuple[int, int]:
        """Give the lowest and the highest layer that can be proposed, counted from 0."""
        slots = self.decision.conclusions.base.slots
        criteria = list(self.decision.placement.criteria.values())
        low, high = (
            max((i for i, keys in enumerate(criteria) if any(bits[slots[key]] & FOR for key in keys)), default=0)
            for bits in (self.sure, self.could)
        )
        return low, high

    def open_facts(self, key: str) -> tuple[str, ...]:
        """Give the open facts through which a conclusion can change, in order of mention."""
        return tuple(dict.fromkeys(_Search(self).facts(self.decision.conclusions.base.slots[key])))


def outlook(decision: Decision) -> Outlook:
    """Find out what every conclusion of a decided case can still become."""
    c = decision.conclusions
    sure, could = c.bits.copy(), c.bits.copy()
    view = Outlook(decision, sure, could, _sources(c.base))
    for slot, atom in c.base.atoms.items():
        if slot not in c.base.late and open_facts_of(c, atom, view.sources):
            sure[slot], could[slot] = _bounds(atom, c.bits[slot])
    for phase in PHASES:
        if phase == "actions":
            _look_ahead(view, sure, could)
        rules = c.base.stages[phase]
        exceptions = [r for r in rules if c.base.keys[r.slot].startswith("unless:")]
        for rule in (*exceptions, *(r for r in rules if r not in exceptions)):
            sure[rule.slot], could[rule.slot] = run_gate(rule.gate, sure), run_gate(rule.gate, could)
            exception = c.base.slots.get(f"unless:{c.base.keys[rule.slot]}")
            if exception is not None:
                _set_aside(sure, could, rule.slot, exception)
        if phase == "arguments":
            _weigh(c, sure, could)
    return view


def open_facts_of(c: Conclusions, atom: Expression, sources: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Give the facts of an atom that nobody has been asked about yet; of one that nobody knows, those from which it follows."""
    if any(isinstance(e, Call) and e.function == "seen_differently" for e in walk(atom)):
        return []  # takes two people on one fact, and an open fact has none yet
    facts, memory = c.base.knowledge.facts, c.memory
    found: dict[str, None] = {}
    for fact in observed_facts(atom, c.base.measured):
        if fact not in facts or fact in memory.standing:
            continue
        open_ = [fact] if memory.is_open(fact) else [f for f in sources.get(fact, ()) if memory.is_open(f)]
        found.update(dict.fromkeys(open_))
    return list(found)


def _sources(base: KnowledgeBase) -> dict[str, tuple[str, ...]]:
    """Give for each fact those from which it can follow, directly or through others."""
    follows: dict[str, set[str]] = {}
    for fact in base.knowledge.facts.values():
        for implication in fact.implies:
            follows.setdefault(implication.fact, set()).add(fact.id)
    grew = True
    while grew:
        grew = False
        for sources in follows.values():
            more = {further for source in sources for further in follows.get(source, ())} - sources
            sources.update(more)
            grew = grew or bool(more)
    return {fact: tuple(sorted(sources)) for fact, sources in follows.items()}


def _bounds(atom: Expression, bits: Bits) -> tuple[Bits, Bits]:
    """Give what an atom with open facts keeps, and what it could have; what looks at ignorance keeps nothing."""
    if any(isinstance(e, Literal) and e.value is None for e in walk(atom)):
        return UNKNOWN, BOTH
    return bits, bits or BOTH


def _set_aside(sure: list[Bits], could: list[Bits], slot: int, exception: int) -> None:
    exceptions = {sure[exception], could[exception], *([FOR] if could[exception] & FOR and not sure[exception] else [])}
    ends = [set_aside(bits, e) for bits in (sure[slot], could[slot]) for e in exceptions]
    sure[slot], could[slot] = _and(ends), _or(ends)


def _weigh(c: Conclusions, sure: list[Bits], could: list[Bits]) -> None:
    """Weigh every hypothesis with all that is open against it, and with all that is open for it."""
    for id_, hypothesis in c.base.knowledge.hypotheses.items():
        strengths = [a.strength for a in hypothesis.arguments]
        slots = [c.base.slots[f"argument:{id_}#{i}"] for i in range(len(strengths))]
        ends = []
        for helps in (False, True):
            fallen = [
                _fallen(sure[s], could[s], speaks=(strength in _HELPS) == helps) for s, strength in zip(slots, strengths, strict=True)
            ]
            ends.append(weigh(list(zip(strengths, fallen, strict=True))).bits)
        slot = c.base.slots[id_]
        if all(could[s] == sure[s] for s in slots):
            sure[slot] = could[slot] = ends[0]
            continue
        settled = {s for s, at in zip(strengths, slots, strict=True) if could[at] & FOR}
        contradictory = BOTH if {"confirms", "excludes"} <= settled else UNKNOWN
        sure[slot], could[slot] = _and(ends), _or([*ends, contradictory])


def _fallen(sure: Bits, could: Bits, *, speaks: bool) -> Bits:
    """Let an argument that may change fall to the side that is asked for."""
    if sure == could:
        return sure
    wanted = FOR if speaks else BOTH ^ FOR
    return sure | (could & wanted) if not sure else could


def _look_ahead(view: Outlook, sure: list[Bits], could: list[Bits]) -> None:
    """Let everything that asks for the support be open while the support is."""
    low, high = view.layers()
    if low != high or any(view.may_change(key, FOR) for key in _parts(view.decision)):
        for slot in view.decision.conclusions.base.late:
            sure[slot], could[slot] = UNKNOWN, BOTH


def _parts(decision: Decision) -> list[str]:
    """Give the keys of focus and variant of the proposed layer."""
    layer = decision.conclusions.base.knowledge.layers[decision.placement.proposed]
    keys = [f"variant:{layer.id}.{p.id}" for p in layer.variants if p.when]
    return keys + [f"focus:{layer.id}.{p.id}" for p in layer.focuses if p.when]


def _and(bits: Sequence[Bits]) -> Bits:
    total = BOTH
    for each in bits:
        total &= each
    return total


def _or(bits: Sequence[Bits]) -> Bits:
    total = UNKNOWN
    for each in bits:
        total |= each
    return total


class _Search:
    """Walks the conditions that can change, down to open facts."""

    def __init__(self, view: Outlook) -> None:
        self.view = view
        self.base = view.decision.conclusions.base
        self.seen: set[int] = set()

    def facts(self, part: Gate | int) -> Iterator[str]:
        """Give the open facts beneath a part that can change."""
        view = self.view
        if isinstance(part, Gate):
            if run_gate(part, view.sure) != run_gate(part, view.could):
                for each in part.parts:
                    yield from self.facts(each)
            return
        if part in self.seen or view.sure[part] == view.could[part]:
            return
        self.seen.add(part)
        if part in self.base.atoms and part not in self.base.late:
            yield from open_facts_of(view.decision.conclusions, self.base.atoms[part], view.sources)
            return
        for premise in self._support() if part in self.base.late else self._premises(part):
            yield from self.facts(premise)

    def _support(self) -> Iterator[int]:
        """Give what decides the support, on which the late atoms rest."""
        decision = self.view.decision
        keys = [key for keys in decision.placement.criteria.values() for key in keys]
        yield from (self.base.slots[key] for key in (*keys, *_parts(decision)))

    def _premises(self, slot: int) -> Iterator[Gate | int]:
        key = self.base.keys[slot]
        hypothesis = self.base.knowledge.hypotheses.get(key)
        if hypothesis:
            yield from (self.base.slots[f"argument:{key}#{i}"] for i in range(len(hypothesis.arguments)))
            return
        yield self.base.rule_of(slot).gate
        exception = self.base.slots.get(f"unless:{key}")
        if exception is not None:
            yield exception
