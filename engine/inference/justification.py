"""Why a conclusion has its truth: rebuilt on demand from the slots, down to observations and events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from engine.inference.conclusions import Conclusions
from engine.inference.evaluation import differing_facts
from engine.inference.truth import AGAINST, BOTH, FOR, STATUS, UNKNOWN, Bits, run_gate
from engine.knowledge.circuit import Gate
from engine.knowledge.scope import SUPPORT
from engine.language.printer import show
from engine.language.syntax import Call, Expression, Literal, Name, walk
from engine.model.advice import Justification, Status

__all__ = ["justify", "observed_facts"]

_SWAPPED = (0, 2, 1, 3)


def justify(conclusions: Conclusions, key: str) -> Justification:
    """Tell why a conclusion has its truth; `key` as in `KnowledgeBase`."""
    return _Teller(conclusions).conclusion(conclusions.base.slots[key])


def observed_facts(e: Expression, measures: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Give the facts that an atom looks at, those behind its measures included, in order of mention."""
    out: list[str] = []
    for node in walk(e):
        if isinstance(node, Name):
            out.extend(measures.get(node.id, (node.id,)))
    return list(dict.fromkeys(out))


class _Teller:
    """Walks the gates of one case."""

    def __init__(self, conclusions: Conclusions) -> None:
        self.conclusions = conclusions
        self.bits = conclusions.bits
        self.base = conclusions.base
        self.weighed = {self.base.slots[id_] for id_ in self.base.knowledge.hypotheses}

    def conclusion(self, slot: int) -> Justification:
        """Tell one conclusion by its slot."""
        key = self.base.keys[slot]
        bits = self.bits[slot]
        if slot in self.weighed:
            return Justification(STATUS[bits], id=key, disputed=bits == BOTH)
        rule = self.base.rule_of(slot)
        exception = self.base.slots.get(f"unless:{key}")
        set_aside = exception is not None and self.bits[exception] & FOR
        of = () if set_aside and bits == AGAINST else self.parts([rule.gate], bits)
        if exception is not None and set_aside:
            of = (*of, self.conclusion(exception))
        named = "" if ":" in key else key
        condition = "" if named else self._text(key)
        disputed = bits == BOTH or (bits == FOR and any(p.disputed for p in of))
        return Justification(STATUS[bits], id=named, condition=condition, disputed=disputed, of=of)

    def _text(self, key: str) -> str:
        return self.base.texts.get(key, key)

    def parts(self, gates: Sequence[Gate | int], wanted: Bits) -> tuple[Justification, ...]:
        """Tell those parts that make a status what it is."""
        return tuple(n for gate in gates for n in self.gate(gate, wanted))

    def gate(self, gate: Gate | int, wanted: Bits) -> tuple[Justification, ...]:
        """Tell a gate: of a truth what speaks for it, of a falsehood what speaks against it, else what is open."""
        if isinstance(gate, int):
            return (self.atom(gate) if gate in self.base.atoms else self.conclusion(gate),)
        if gate.operation == "not":
            return self.gate(gate.parts[0], _SWAPPED[wanted])
        found = [(part, run_gate(part, self.bits)) for part in gate.parts]
        chosen = [part for part, bits in found if (bits & wanted if wanted else bits == UNKNOWN)]
        return self.parts(chosen, wanted) if chosen else self.parts(gate.parts, wanted)

    def atom(self, slot: int) -> Justification:
        """Tell an atom by the observations that it looks at."""
        e = self.base.atoms[slot]
        bits = self.bits[slot]
        leaves = tuple(self._leaves(e))
        text = show(e)
        named = isinstance(e, Name)
        return Justification(
            STATUS[bits], id=text if named else "", condition="" if named else text, disputed=bits == BOTH, of=leaves
        )

    def _leaves(self, e: Expression) -> Iterable[Justification]:
        memory = self.conclusions.memory
        if isinstance(e, Call) and e.function == "has_event":
            yield from self._events(e)
            return
        facts = observed_facts(e, self.base.measured)
        if isinstance(e, Call) and e.function == "seen_differently":
            sides = [str(a.value) for a in e.arguments if isinstance(a, Literal)]
            facts = differing_facts(memory, sides[0], sides[1])
        for fact in facts:
            if fact in SUPPORT:
                yield Justification("true", id=fact, value=", ".join(sorted(memory.support.get(fact, (frozenset(),))[0])))
            for observation in memory.standing.get(fact, ()):
                yield Justification(_status_of(observation.value), id=fact, observation=observation)

    def _events(self, e: Call) -> Iterable[Justification]:
        name = e.arguments[0]
        for event in self.conclusions.memory.events:
            if isinstance(name, Name) and name.id == f"{event.protocol}.{event.node}":
                yield Justification("true", id=name.id, event=event)


def _status_of(value: object) -> Status:
    return STATUS[AGAINST] if value is False else STATUS[FOR]
