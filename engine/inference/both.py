"""Both engines on every case: an answer only where they agree."""

from __future__ import annotations

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.inference.forward import Engine
from engine.inference.truth import STATUS, Bits
from engine.knowledge.base import KnowledgeBase, Phase

__all__ = ["BothEngines"]


class BothEngines:
    """Runs one engine and has another check it."""

    name = "both"

    def __init__(self, base: KnowledgeBase, first: Engine, second: Engine) -> None:
        """Keep the engine that answers, and the one that checks."""
        self._base = base
        self._first = first
        self._second = second

    def run(self, phase: Phase, bits: list[Bits]) -> None:
        """Run all rules of a phase over one case's slots.

        Raises `KnowledgeError` when the engines conclude differently, naming each conclusion and its place.
        """
        other = bits.copy()
        self._first.run(phase, bits)
        self._second.run(phase, other)
        if bits != other:
            raise KnowledgeError(self._differs(slot, bits, other) for slot in range(len(bits)) if bits[slot] != other[slot])

    def _differs(self, slot: int, bits: list[Bits], other: list[Bits]) -> Diagnostic:
        one, two = f"{self._first.name}: {STATUS[bits[slot]]}", f"{self._second.name}: {STATUS[other[slot]]}"
        key = self._base.keys[slot]
        return fault("engine.differ", self._place(key), finding=key, one=one, other=two)

    def _place(self, key: str) -> Location:
        """Give the place of a conclusion that has an id of its own; of others the key says enough."""
        k = self._base.knowledge
        for table in (k.findings, k.hypotheses, k.needs):
            if key in table:
                return table[key].place
        return Location()
