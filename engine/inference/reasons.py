"""Which slots make a condition as true or false as it is: each gate is compiled to a function that picks them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.inference.truth import UNKNOWN, Bits, evaluator, negation
from engine.knowledge.circuit import Gate

__all__ = ["Reason", "reason"]

Reason = Callable[[Sequence[Bits], Bits], Sequence[int]]


def reason(gate: Gate | int) -> Reason:
    """Compile a gate to a function of all slots and of the gate's own truth, which gives the slots that decide, in order.

    Of a truth they are what speaks for it, of a falsehood what speaks against it, else what is open.
    """
    if isinstance(gate, int):
        only = (gate,)
        return lambda _bits, _wanted: only
    if gate.operation == "not":
        inner = reason(gate.parts[0])
        return lambda bits, wanted: inner(bits, negation(wanted))
    slots = [part for part in gate.parts if isinstance(part, int)]
    return _of_slots(tuple(slots)) if len(slots) == len(gate.parts) else _of_parts(gate)


def _of_slots(slots: tuple[int, ...]) -> Reason:
    def pick(bits: Sequence[Bits], wanted: Bits) -> Sequence[int]:
        chosen = [s for s in slots if bits[s] & wanted] if wanted else [s for s in slots if not bits[s]]
        return chosen or slots

    return pick


def _of_parts(gate: Gate) -> Reason:
    parts = [(evaluator(part), reason(part)) for part in gate.parts]

    def pick(bits: Sequence[Bits], wanted: Bits) -> Sequence[int]:
        chosen = [r for value, r in parts if (value(bits) & wanted if wanted else value(bits) == UNKNOWN)]
        return [slot for r in chosen or [r for _, r in parts] for slot in r(bits, wanted)]

    return pick
