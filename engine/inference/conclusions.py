"""What is concluded of one case: the truth of every slot, and the memory that it rests on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from engine.inference.evaluation import Look
from engine.inference.forward import Engine
from engine.inference.numbers import Number, number_function
from engine.inference.shortcuts import quick_function
from engine.inference.truth import STATUS, Bits, Status
from engine.inference.working_memory import WorkingMemory, number_of, remember
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.scope import Scope
from engine.model.case import Case
from engine.model.interval import Interval

__all__ = ["Conclusions", "Inference"]

T = TypeVar("T")


@dataclass(slots=True)
class Conclusions:
    """The bits of every slot for one case; filled phase by phase."""

    base: KnowledgeBase
    memory: WorkingMemory
    bits: list[Bits]

    def of(self, key: str) -> Bits:
        """Give the bits of a conclusion by its key."""
        return self.bits[self.base.slots[key]]

    def status(self, key: str) -> Status:
        """Give the truth of a conclusion by its key."""
        return STATUS[self.of(key)]


class Inference:
    """A knowledge base with its atoms compiled, and an engine to run the rules."""

    def __init__(self, base: KnowledgeBase, engine: Engine) -> None:
        """Compile atoms and measures."""
        self.base = base
        self.engine = engine
        self._worked_out: dict[Callable[[Inference], Any], Any] = {}
        scope = Scope(base.knowledge, "alert")
        self._early = self._looks(scope, late=False)
        self._late = self._looks(scope, late=True)
        self._all_looks = dict((*self._early, *self._late))
        formulas = Scope(base.knowledge, "measure")
        self._measures: list[tuple[str, list[Number]]] = [
            (id_, [number_function(f, formulas) for f in base.knowledge.measures[id_].formulas]) for id_ in base.measures
        ]

    def _looks(self, scope: Scope, *, late: bool) -> list[tuple[int, Look]]:
        atoms = self.base.atoms.items()
        return [(slot, quick_function(atom, scope)) for slot, atom in atoms if (slot in self.base.late) == late]

    def once(self, work_out: Callable[[Inference], T]) -> T:
        """Give what is worked out of these rules and stays so: worked out when it is asked for first, and kept as long as they are."""
        if work_out not in self._worked_out:
            self._worked_out[work_out] = work_out(self)
        found: T = self._worked_out[work_out]
        return found

    def infer(self, case: Case, as_of: date) -> Conclusions:
        """Take in a case and conclude all findings."""
        return self.infer_from(remember(self.base.knowledge, case, as_of))

    def take_in(self, case: Case, as_of: date) -> WorkingMemory:
        """Take in a case and compute its measures, so that atoms can be looked up."""
        memory = remember(self.base.knowledge, case, as_of)
        self._measure(memory)
        return memory

    def _measure(self, memory: WorkingMemory) -> None:
        for id_, formulas in self._measures:
            value = next((v for v in (f(memory) for f in formulas) if v is not None), None)
            if value is not None:
                memory.numbers[id_] = value

    def infer_from(self, memory: WorkingMemory) -> Conclusions:
        """Conclude all findings from a working memory whose measures have not been computed yet."""
        self._measure(memory)
        bits: list[Bits] = [0] * len(self.base.keys)
        for slot, look in self._early:
            bits[slot] = look(memory)
        self.engine.run("findings", bits)
        return Conclusions(self.base, memory, bits)

    def look(self, slot: int, memory: WorkingMemory) -> Bits:
        """Look up one atom."""
        return self._all_looks[slot](memory)

    def measure_again(self, memory: WorkingMemory, touched: set[str]) -> None:
        """Compute anew every measure that rests on facts that were touched; the other measures stay."""
        knowledge = self.base.knowledge
        stale = [(id_, formulas) for id_, formulas in self._measures if not touched.isdisjoint(self.base.measured[id_])]
        for id_, _ in stale:  # inside its own formulas a measure's name means what was observed under that name
            observed = number_of(knowledge.facts[id_], memory.standing.get(id_, ())) if id_ in knowledge.facts else None
            _keep(memory, id_, observed)
        for id_, formulas in stale:
            _keep(memory, id_, next((v for v in (f(memory) for f in formulas) if v is not None), memory.numbers.get(id_)))

    def look_late(self, conclusions: Conclusions) -> None:
        """Look up the atoms that ask for the decided support."""
        for slot, look in self._late:
            conclusions.bits[slot] = look(conclusions.memory)


def _keep(memory: WorkingMemory, id_: str, value: Interval | None) -> None:
    if value is None:
        memory.numbers.pop(id_, None)
    else:
        memory.numbers[id_] = value
