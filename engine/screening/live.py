"""What the columns of a table can make a difference to; all else is the same for every pupil in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.knowledge.base import KnowledgeBase, Phase
from engine.knowledge.circuit import slots_of
from engine.screening.leaves import facts_of, implied_by

__all__ = ["Live", "live_parts"]


@dataclass(frozen=True, slots=True)
class Live:
    """The slots that a table can make a difference to, and what rests on them.

    `atoms` are those that are looked up in columns; `placing` the slots that the layer rests on, and `late` the atoms that ask for it;
    `hypotheses`, `needs` and `alerts` are ids.
    """

    slots: frozenset[int]
    atoms: frozenset[int]
    late: tuple[int, ...]
    placing: tuple[int, ...]
    hypotheses: tuple[str, ...]
    needs: tuple[str, ...]
    alerts: tuple[str, ...]


def live_parts(base: KnowledgeBase, facts: Iterable[str]) -> Live:
    """Find what some facts can make a difference to."""
    return _Following(base, frozenset(facts)).live()


class _Following:
    def __init__(self, base: KnowledgeBase, facts: frozenset[str]) -> None:
        self.base = base
        implied = implied_by(base)
        self.slots = {slot for slot, atom in base.atoms.items() if not facts.isdisjoint(facts_of(atom, base, implied))} - base.late

    def live(self) -> Live:
        base, knowledge = self.base, self.base.knowledge
        atoms = frozenset(self.slots)
        self._follow("findings")
        self._follow("arguments")
        for id_, hypothesis in knowledge.hypotheses.items():
            if any(self._is(f"argument:{id_}#{i}") for i in range(len(hypothesis.arguments))):
                self.slots.add(base.slots[id_])
        self._follow("needs")
        self._follow("support")
        placing = tuple(
            rule.slot
            for phase in ("needs", "support")
            for rule in base.stages[phase]
            if rule.slot in self.slots and self._places(base.keys[rule.slot])
        )
        late = tuple(sorted(base.late)) if placing else ()
        self.slots.update(late)
        self._follow("actions")
        return Live(
            frozenset(self.slots),
            atoms,
            late,
            placing,
            tuple(filter(self._is, knowledge.hypotheses)),
            tuple(filter(self._is, knowledge.needs)),
            tuple(id_ for id_ in knowledge.alerts if self._is(f"alert:{id_}")),
        )

    def _is(self, key: str) -> bool:
        return self.base.slots[key] in self.slots

    def _follow(self, phase: Phase) -> None:
        """Take in what rests on something that is live, and what an exception that is live sets aside."""
        for rule in self.base.stages[phase]:
            if not self.slots.isdisjoint(slots_of(rule.gate)):
                self.slots.add(rule.slot)
        for rule in self.base.stages[phase]:
            exception = self.base.slots.get(f"unless:{self.base.keys[rule.slot]}")
            if exception in self.slots:
                self.slots.add(rule.slot)

    def _places(self, key: str) -> bool:
        needs = self.base.knowledge.needs
        return not key.startswith("unless:") and (key not in needs or needs[key].layer is not None)
