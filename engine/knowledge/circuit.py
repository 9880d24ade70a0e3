"""The one compiled form of all conditions: gates over numbered slots, which every engine runs.

A slot holds what speaks for and what speaks against something: an atom (a leaf that is looked up or compared),
or a conclusion. A gate is built once and shared by all three ways to run it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from engine.knowledge.lowering import lowered
from engine.language.printer import show
from engine.language.syntax import AllOf, AnyOf, AtLeast, Expression, If, Name, Not

__all__ = ["Gate", "Rule", "SlotTable", "slots_of"]

Operation = Literal["all", "any", "not", "at_least", "if"]


@dataclass(frozen=True, slots=True)
class Gate:
    """A combination of gates and slots; `count` belongs to `at_least`."""

    operation: Operation
    parts: tuple[Gate | int, ...]
    count: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A slot is concluded from a gate, or copied from another slot."""

    slot: int
    gate: Gate | int


@dataclass(slots=True)
class SlotTable:
    """Numbers atoms and conclusions, and turns conditions into gates."""

    keys: list[str] = field(default_factory=list)
    atoms: dict[int, Expression] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _concluded: set[str] = field(default_factory=set)

    def conclude(self, key: str) -> int:
        """Give the slot of a conclusion, making it where needed."""
        self._concluded.add(key)
        return self._slot(key)

    def conclusions(self) -> dict[str, int]:
        """Give the slot of every conclusion."""
        return {key: self._numbers[key] for key in sorted(self._concluded)}

    def _slot(self, key: str) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.keys)
            self.keys.append(key)
        return self._numbers[key]

    def gate(self, e: Expression) -> Gate | int:  # noqa: PLR0911 - one line a form
        """Turn a condition into a gate; everything that is no combination becomes an atom."""
        e = lowered(e, self._concluded.__contains__)
        match e:
            case AllOf(operands=operands):
                return Gate("all", tuple(map(self.gate, operands)))
            case AnyOf(operands=operands):
                return Gate("any", tuple(map(self.gate, operands)))
            case AtLeast(count=count, operands=operands):
                return Gate("at_least", tuple(map(self.gate, operands)), count)
            case Not(operand=operand):
                return Gate("not", (self.gate(operand),))
            case If(condition=condition, then=then, otherwise=otherwise):
                return Gate("if", (self.gate(condition), self.gate(then), self.gate(otherwise)))
            case Name(id=name) if name in self._concluded:
                return self._numbers[name]
        slot = self._slot(show(e))
        self.atoms.setdefault(slot, e)
        return slot


def slots_of(gate: Gate | int) -> Iterator[int]:
    """Give every slot that a gate looks at, doubles included."""
    if isinstance(gate, int):
        yield gate
        return
    for part in gate.parts:
        yield from slots_of(part)
