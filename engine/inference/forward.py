"""The first engine: runs compiled conditions in order of dependency."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from engine.inference.programs import Program, program_of
from engine.inference.truth import Bits, evaluator
from engine.knowledge.base import PHASES, KnowledgeBase, Phase
from engine.knowledge.circuit import Rule

__all__ = ["Engine", "ForwardEngine"]

# Writing a phase out as one function takes some 10 ms and then saves some 0.1 ms a case.
BUSY = 64


class Engine(Protocol):
    """What can run the rules of a phase: reads the slots of the premises, sets those of the conclusions."""

    name: str

    def run(self, phase: Phase, bits: list[Bits]) -> None:
        """Run all rules of a phase over one case's slots."""


class ForwardEngine:
    """Evaluates each rule once, premises first; nothing is retracted, so one pass is enough.

    A few cases run rule by rule; from the `BUSY`th run of a phase on, its rules run as one written-out function.
    """

    name = "forward"

    def __init__(self, base: KnowledgeBase) -> None:
        """Compile every rule to a closure."""
        self._base = base
        self._programs = {phase: _stepwise(base.stages[phase]) for phase in PHASES}
        self._runs = dict.fromkeys(PHASES, 0)

    def run(self, phase: Phase, bits: list[Bits]) -> None:
        """Run all rules of a phase over one case's slots."""
        self._programs[phase](bits)
        self._runs[phase] += 1
        if self._runs[phase] == BUSY:
            self._programs[phase] = program_of(self._base.stages[phase])


def _stepwise(rules: Sequence[Rule]) -> Program:
    steps = [(rule.slot, evaluator(rule.gate)) for rule in rules]

    def program(bits: list[Bits]) -> None:
        for slot, evaluate in steps:
            bits[slot] = evaluate(bits)

    return program
