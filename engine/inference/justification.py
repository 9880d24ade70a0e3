"""Why a conclusion has its truth: rebuilt on demand from the slots, down to observations and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from typing import NamedTuple

from engine.inference.conclusions import Conclusions
from engine.inference.evaluation import differing_facts
from engine.inference.reasons import Reason, reason
from engine.inference.truth import AGAINST, BOTH, FOR, STATUS
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.scope import SUPPORT
from engine.language.syntax import Call, Expression, Literal, Name, walk
from engine.model.advice import Justification, Status

_CALLS = ("has_event", "seen_differently")  # they rest on other things than the facts that they name

# The shortest way to make a node that has all its fields.
_new = partial(tuple.__new__, Justification)

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


class _Conclusion(NamedTuple):
    """What telling a conclusion needs: its id or its text, what decides it (None when it is weighed), and what sets it aside."""

    named: str
    condition: str
    decides: Reason | None
    exception: int | None


class _Atom(NamedTuple):
    """What telling an atom needs: its name or its text, the facts that it looks at, and whether it looks at other things."""

    named: str
    condition: str
    facts: Sequence[str]
    is_call: bool


class _Base:
    """What telling needs of one knowledge base, each part made when it is first asked for; found again by identity."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base
        self.weighed = frozenset(base.slots[id_] for id_ in base.knowledge.hypotheses)
        self.slots: dict[int, _Conclusion | _Atom] = {}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Base) and self.base is other.base

    def __hash__(self) -> int:
        return id(self.base)

    def made(self, slot: int) -> _Conclusion | _Atom:
        found = self.slots[slot] = self._atom(slot) if slot in self.base.atoms else self._conclusion(slot)
        return found

    def _conclusion(self, slot: int) -> _Conclusion:
        key = self.base.keys[slot]
        named, condition = ("", self.base.texts.get(key, key)) if ":" in key else (key, "")
        decides = None if slot in self.weighed else reason(self.base.rule_of(slot).gate)
        return _Conclusion(named, condition, decides, self.base.slots.get(f"unless:{key}"))

    def _atom(self, slot: int) -> _Atom:
        e, text = self.base.atoms[slot], self.base.keys[slot]  # an atom's key is its text
        named, condition = (text, "") if isinstance(e, Name) else ("", text)
        is_call = isinstance(e, Call) and e.function in _CALLS
        return _Atom(named, condition, observed_facts(e, self.base.measured), is_call)


@lru_cache(maxsize=4)
def _kept(base: _Base) -> _Base:
    return base


class _Teller:
    """Tells the slots of one case, each once."""

    def __init__(self, conclusions: Conclusions) -> None:
        self.conclusions = conclusions
        self.bits = conclusions.bits
        self.any_disputed = BOTH in conclusions.bits
        self.kept = _kept(_Base(conclusions.base))
        self.told: dict[int, Justification] = {}
        self.leaves: dict[str, tuple[Justification, ...]] = {}

    def node(self, slot: int) -> Justification:
        """Tell an atom or a conclusion by its slot."""
        node = self.told.get(slot)
        if node is None:
            of_slot = self.kept.slots.get(slot) or self.kept.made(slot)
            node = self._atom(slot, of_slot) if isinstance(of_slot, _Atom) else self._conclusion(slot, of_slot)
            self.told[slot] = node
        return node

    def _conclusion(self, slot: int, of_slot: _Conclusion) -> Justification:
        bits, told = self.bits[slot], self.told
        named, condition, decides, exception = of_slot
        if decides is None:
            return Justification(STATUS[bits], named, condition, bits == BOTH)
        set_aside = exception is not None and self.bits[exception] & FOR
        parts = () if set_aside and bits == AGAINST else decides(self.bits, bits)
        of = tuple([told.get(part) or self.node(part) for part in parts])
        if exception is not None and set_aside:
            of = (*of, self.node(exception))
        disputed = self.any_disputed and (bits == BOTH or (bits == FOR and any(part.disputed for part in of)))
        return _new((STATUS[bits], named, condition, disputed, of, None, None, ""))

    def _atom(self, slot: int, of_slot: _Atom) -> Justification:
        """Tell an atom by the observations that it looks at."""
        bits = self.bits[slot]
        named, condition, facts, is_call = of_slot
        if is_call:
            of = tuple(self._by_call(self.conclusions.base.atoms[slot]))
        else:
            of = self._leaf(facts[0]) if len(facts) == 1 else self._observed(facts)
        return _new((STATUS[bits], named, condition, bits == BOTH, of, None, None, ""))

    def _observed(self, facts: Iterable[str]) -> tuple[Justification, ...]:
        return tuple(node for fact in facts for node in self._leaf(fact))

    def _leaf(self, fact: str) -> tuple[Justification, ...]:
        found = self.leaves.get(fact)
        if found is None:
            found = self.leaves[fact] = self._said(fact)
        return found

    def _said(self, fact: str) -> tuple[Justification, ...]:
        memory = self.conclusions.memory
        said = memory.standing.get(fact, ())
        leaves = tuple([_new((_status_of(o.value), fact, "", False, (), o, None, "")) for o in said])
        if fact not in SUPPORT:
            return leaves
        decided = ", ".join(sorted(memory.support.get(fact, (frozenset(),))[0]))
        return (Justification("true", id=fact, value=decided), *leaves)

    def _by_call(self, e: Expression) -> Iterable[Justification]:
        arguments = e.arguments if isinstance(e, Call) else ()
        if isinstance(e, Call) and e.function == "has_event":
            return self._events(e)
        sides = [str(a.value) for a in arguments if isinstance(a, Literal)]
        return self._observed(differing_facts(self.conclusions.memory, sides[0], sides[1]))

    def _events(self, e: Call) -> Iterable[Justification]:
        name = e.arguments[0]
        for event in self.conclusions.memory.events:
            if isinstance(name, Name) and name.id == f"{event.protocol}.{event.node}":
                yield Justification("true", id=name.id, event=event)


def _status_of(value: object) -> Status:
    return STATUS[AGAINST] if value is False else STATUS[FOR]
