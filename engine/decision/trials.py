"""What would be decided if more were known: only what the new facts touch is decided again.

Trying one answer takes some hundredths of what a whole inference takes, so that every kind of answer to every open
question can be tried. It means the same as deciding from the start, which a property test holds it to.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from engine.decision.deciding import Decision, set_aside
from engine.decision.hypotheses import Weighed, weigh_one
from engine.decision.support import SPECIALIST, Placement, place
from engine.inference.conclusions import Conclusions, Inference
from engine.inference.justification import observed_facts
from engine.inference.truth import Bits, Evaluate, evaluator
from engine.inference.working_memory import WorkingMemory, told
from engine.knowledge.base import PHASES, KnowledgeBase, Phase
from engine.knowledge.circuit import slots_of
from engine.language.syntax import Call, Expression, walk
from engine.model.case import Observation

__all__ = ["Trial", "Trials"]

FIRST: tuple[Phase, ...] = ("findings", "arguments")
SUPPORTING: tuple[Phase, ...] = ("needs", "support")


@dataclass(slots=True)
class Trial:
    """One try: what would be concluded, where support would be placed, and which slots came out otherwise."""

    conclusions: Conclusions
    placement: Placement
    weighed: dict[str, Weighed]
    touched: set[str]
    changed: set[int] = field(default_factory=set)


Unit = Callable[[Trial], Iterable[int]]  # decides something again, and gives the slots that came out otherwise


class Trials:
    """Tries answers on one decided case."""

    def __init__(self, inference: Inference, decision: Decision) -> None:
        """Keep the case as it was decided."""
        self.inference = inference
        self.decision = decision
        self.wiring = inference.once(_Wiring)

    def tell(self, observations: Iterable[Observation]) -> Trial:
        """Decide the case again with more observations."""
        c = self.decision.conclusions
        memory, touched = self._memory(observations)
        trial = Trial(Conclusions(c.base, memory, c.bits.copy()), self.decision.placement, self.decision.weighed, touched)
        self.wiring.run(trial)
        return trial

    def look(self, observations: Iterable[Observation]) -> tuple[Bits, ...]:
        """Give what more observations make of every atom that looks at their facts, or at what follows from them."""
        memory, touched = self._memory(observations)
        slots = sorted({slot for fact in touched for slot in self.wiring.atoms_of.get(fact, ())})
        return tuple(self.inference.look(slot, memory) for slot in slots)

    def look_at(self, slot: int, observations: Iterable[Observation]) -> Bits:
        """Give what more observations make of one atom that does not ask for the support."""
        return self.inference.look(slot, self._memory(observations)[0])

    def _memory(self, observations: Iterable[Observation]) -> tuple[WorkingMemory, set[str]]:
        c = self.decision.conclusions
        memory, touched = told(c.base.knowledge, c.memory, observations)
        self.inference.measure_again(memory, touched)
        return memory, touched

    def atoms_of(self, fact: str) -> list[Expression]:
        """Give the atoms that look at a fact, itself or through a measure."""
        return [self.inference.base.atoms[slot] for slot in self.wiring.atoms_of.get(fact, ())]


class _Wiring:
    """Which part of the deciding looks at which facts and slots, in the order in which it is done."""

    def __init__(self, inference: Inference) -> None:
        self.base = inference.base
        self.units: list[Unit] = []
        self.by_slot: dict[int, list[int]] = {}
        self.by_fact: dict[str, list[int]] = {}
        self.atoms_of: dict[str, list[int]] = {}
        self.placed = len(self.base.keys)  # stands among the slots for the placement as a whole
        rules = {phase: [(r.slot, evaluator(r.gate), set(slots_of(r.gate))) for r in self.base.stages[phase]] for phase in PHASES}
        self._atoms(inference, late=False)
        for phase in FIRST:
            for slot, evaluate, premises in rules[phase]:
                self._add(_rule(slot, evaluate), premises)
        self._hypotheses()
        for phase in SUPPORTING:
            self._with_exceptions(rules[phase])
        placed = self.placed
        for fact in _provisions(self.base):
            self.by_fact.setdefault(fact, []).append(len(self.units))
        self._add(lambda trial: _place(trial, placed), {r[0] for phase in SUPPORTING for r in rules[phase]})
        self._atoms(inference, late=True)
        self._with_exceptions(rules["actions"])

    def _with_exceptions(self, rules: list[tuple[int, Evaluate, set[int]]]) -> None:
        """Add rules that others may set aside, those others first."""
        exceptions = [r for r in rules if self.base.keys[r[0]].startswith("unless:")]
        for slot, evaluate, premises in (*exceptions, *(r for r in rules if r not in exceptions)):
            self._add(_rule(slot, evaluate, self.base.slots.get(f"unless:{self.base.keys[slot]}")), premises, slot)

    def _add(self, unit: Unit, premises: Iterable[int], slot: int | None = None) -> None:
        exception = self.base.slots.get(f"unless:{self.base.keys[slot]}") if slot is not None else None
        for premise in {*premises, *([exception] if exception is not None else [])}:
            self.by_slot.setdefault(premise, []).append(len(self.units))
        self.units.append(unit)

    def _atoms(self, inference: Inference, *, late: bool) -> None:
        for slot, atom in self.base.atoms.items():
            if (slot in self.base.late) == late and not any(isinstance(e, Call) and e.function == "seen_differently" for e in walk(atom)):
                for fact in observed_facts(atom, self.base.measured):
                    self.by_fact.setdefault(fact, []).append(len(self.units))
                    self.atoms_of.setdefault(fact, []).append(slot)
                self._add(_atom(inference, slot), [self.placed] if late else [])

    def _hypotheses(self) -> None:
        for id_, hypothesis in self.base.knowledge.hypotheses.items():
            arguments = [self.base.slots[f"argument:{id_}#{i}"] for i in range(len(hypothesis.arguments))]
            self._add(_weighing(id_, self.base.slots[id_]), arguments)

    def run(self, trial: Trial) -> None:
        """Run every unit that is touched, first things first, each once."""
        queue = sorted({unit for fact in trial.touched for unit in self.by_fact.get(fact, ())})
        waiting = set(queue)
        while queue:
            for slot in self.units[heapq.heappop(queue)](trial):
                trial.changed.add(slot)
                for unit in self.by_slot.get(slot, ()):
                    if unit not in waiting:
                        waiting.add(unit)
                        heapq.heappush(queue, unit)


def _provisions(base: KnowledgeBase) -> Iterator[str]:
    """Give the facts on what a school has: they change no layer, but what is missing for it."""
    for layer in base.knowledge.layers.values():
        yield from (p for p in (layer.provision, *(v.provision for v in layer.variants)) if p)
    yield SPECIALIST


def _set(trial: Trial, slot: int, bits: Bits) -> Iterator[int]:
    if trial.conclusions.bits[slot] != bits:
        trial.conclusions.bits[slot] = bits
        yield slot


def _atom(inference: Inference, slot: int) -> Unit:
    return lambda trial: _set(trial, slot, inference.look(slot, trial.conclusions.memory))


def _rule(slot: int, evaluate: Evaluate, exception: int | None = None) -> Unit:
    if exception is None:
        return lambda trial: _set(trial, slot, evaluate(trial.conclusions.bits))
    return lambda trial: _set(trial, slot, set_aside(evaluate(trial.conclusions.bits), trial.conclusions.bits[exception]))


def _weighing(id_: str, slot: int) -> Unit:
    def weigh(trial: Trial) -> Iterator[int]:
        weighed = weigh_one(trial.conclusions, id_)
        if weighed != trial.weighed[id_]:
            trial.weighed = trial.weighed | {id_: weighed}
        yield from _set(trial, slot, weighed.bits)

    return weigh


def _place(trial: Trial, placed: int) -> Iterator[int]:
    before, trial.placement = trial.placement, place(trial.conclusions)
    if before != trial.placement:
        yield placed
