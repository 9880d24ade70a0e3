"""The first engine: runs compiled conditions in order of dependency."""

from __future__ import annotations

from typing import Protocol

from engine.inference.truth import Bits, evaluator
from engine.knowledge.base import PHASES, KnowledgeBase, Phase

__all__ = ["Engine", "ForwardEngine"]


class Engine(Protocol):
    """What can run the rules of a phase: reads the slots of the premises, sets those of the conclusions."""

    name: str

    def run(self, phase: Phase, bits: list[Bits]) -> None:
        """Run all rules of a phase over one case's slots."""


class ForwardEngine:
    """Evaluates each rule once, premises first; nothing is retracted, so one pass is enough."""

    name = "forward"

    def __init__(self, base: KnowledgeBase) -> None:
        """Compile every rule to a closure."""
        self._rules = {phase: [(r.slot, evaluator(r.gate)) for r in base.stages[phase]] for phase in PHASES}

    def run(self, phase: Phase, bits: list[Bits]) -> None:
        """Run all rules of a phase over one case's slots."""
        for slot, evaluate in self._rules[phase]:
            bits[slot] = evaluate(bits)
