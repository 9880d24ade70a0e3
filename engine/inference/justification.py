"""Why a conclusion has its truth: rebuilt on demand from the slots, down to observations and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from engine.inference.conclusions import Conclusions
from engine.inference.evaluation import differing_facts
from engine.inference.reasons import Reason, reason
from engine.inference.truth import AGAINST, BOTH, FOR, STATUS
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.scope import SUPPORT
from engine.language.syntax import Call, Expression, Literal, Name, walk
from engine.model.advice import Justification, Status

_CALLS = ("has_event", "seen_differently")  # they rest on other things than the facts that they name

__all__ = ["justify", "justify_all", "observed_facts"]


def justify(conclusions: Conclusions, key: str) -> Justification:
    """Tell why a conclusion has its truth; `key` as in `KnowledgeBase`."""
    return _Teller(conclusions).node(conclusions.base.slots[key])


def justify_all(conclusions: Conclusions, keys: Iterable[str]) -> dict[str, Justification]:
    """Tell why each of many conclusions has its truth; what they share is told once."""
    teller = _Teller(conclusions)
    return {key: teller.node(conclusions.base.slots[key]) for key in keys}


def observed_facts(e: Expression, measures: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Give the facts that an atom looks at, those behind its measures included, in order of mention."""
    out: list[str] = []
    for name in _names(e):
        out.extend(measures.get(name, (name,)))
    return list(dict.fromkeys(out))


@lru_cache(maxsize=4096)
def _names(e: Expression) -> tuple[str, ...]:
    return tuple(node.id for node in walk(e) if isinstance(node, Name))


class _Base:
    """What telling needs of one knowledge base, each part made when it is first asked for; found again by identity."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.weighed = frozenset(base.slots[id_] for id_ in base.knowledge.hypotheses)
        self._conclusions: dict[int, tuple[str, str, int | None, Reason | None]] = {}
        self._atoms: dict[int, tuple[str, str, Sequence[str]]] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Base) and self.base is other.base

    def __hash__(self) -> int:
        return id(self.base)

    def conclusion(self, slot: int) -> tuple[str, str, int | None, Reason | None]:
        """Give a conclusion's id, or its text; the slot of what sets it aside; and what decides it, None when it is weighed."""
        found = self._conclusions.get(slot)
        if found is None:
            key = self.base.keys[slot]
            named, condition = ("", self.base.texts.get(key, key)) if ":" in key else (key, "")
            picked = None if slot in self.weighed else reason(self.base.rule_of(slot).gate)
            found = self._conclusions[slot] = (named, condition, self.base.slots.get(f"unless:{key}"), picked)
        return found

    def atom(self, slot: int) -> tuple[str, str, Sequence[str]]:
        """Give an atom's name, or its text, and the facts that it looks at."""
        found = self._atoms.get(slot)
        if found is None:
            e, text = self.base.atoms[slot], self.base.keys[slot]  # an atom's key is its text
            name, condition = (text, "") if isinstance(e, Name) else ("", text)
            found = self._atoms[slot] = (name, condition, observed_facts(e, self.base.measured))
        return found


@lru_cache(maxsize=4)
def _kept(base: _Base) -> _Base:
    return base


class _Teller:
    """Tells the slots of one case, each once."""

    def __init__(self, conclusions: Conclusions) -> None:
        self.conclusions = conclusions
        self.bits = conclusions.bits
        self.base = conclusions.base
        self.kept = _kept(_Base(conclusions.base))
        self.told: dict[int, Justification] = {}
        self.leaves: dict[str, tuple[Justification, ...]] = {}

    def node(self, slot: int) -> Justification:
        """Tell an atom or a conclusion by its slot."""
        node = self.told.get(slot)
        if node is None:
            node = self.told[slot] = self.atom(slot) if slot in self.base.atoms else self.conclusion(slot)
        return node

    def conclusion(self, slot: int) -> Justification:
        """Tell one conclusion by its slot."""
        bits = self.bits[slot]
        named, condition, exception, picked = self.kept.conclusion(slot)
        if picked is None:
            return Justification(STATUS[bits], named, condition, bits == BOTH)
        set_aside = exception is not None and self.bits[exception] & FOR
        of = [] if set_aside and bits == AGAINST else [self.node(part) for part in picked(self.bits, bits)]
        if exception is not None and set_aside:
            of.append(self.node(exception))
        disputed = bits == BOTH or (bits == FOR and any(p.disputed for p in of))
        return Justification(STATUS[bits], named, condition, disputed, tuple(of))

    def atom(self, slot: int) -> Justification:
        """Tell an atom by the observations that it looks at."""
        bits, e = self.bits[slot], self.base.atoms[slot]
        name, condition, facts = self.kept.atom(slot)
        of = tuple(self._by_call(e)) if isinstance(e, Call) and e.function in _CALLS else self._observed(facts)
        return Justification(STATUS[bits], name, condition, bits == BOTH, of)

    def _observed(self, facts: Sequence[str]) -> tuple[Justification, ...]:
        if len(facts) == 1:
            return self._leaf(facts[0])
        return tuple(node for fact in facts for node in self._leaf(fact))

    def _leaf(self, fact: str) -> tuple[Justification, ...]:
        found = self.leaves.get(fact)
        if found is None:
            found = self.leaves[fact] = tuple(self._said(fact))
        return found

    def _said(self, fact: str) -> Iterable[Justification]:
        memory = self.conclusions.memory
        if fact in SUPPORT:
            yield Justification("true", id=fact, value=", ".join(sorted(memory.support.get(fact, (frozenset(),))[0])))
        for observation in memory.standing.get(fact, ()):
            yield Justification(_status_of(observation.value), id=fact, observation=observation)

    def _by_call(self, e: Call) -> Iterable[Justification]:
        if e.function == "has_event":
            return self._events(e)
        sides = [str(a.value) for a in e.arguments if isinstance(a, Literal)]
        return self._observed(differing_facts(self.conclusions.memory, sides[0], sides[1]))

    def _events(self, e: Call) -> Iterable[Justification]:
        name = e.arguments[0]
        for event in self.conclusions.memory.events:
            if isinstance(name, Name) and name.id == f"{event.protocol}.{event.node}":
                yield Justification("true", id=name.id, event=event)


def _status_of(value: object) -> Status:
    return STATUS[AGAINST] if value is False else STATUS[FOR]
