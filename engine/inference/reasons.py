"""Which slots make a condition as true or false as it is: each gate is compiled to a function that picks them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from operator import itemgetter

from engine.inference.truth import UNKNOWN, Bits, evaluator, negation
from engine.knowledge.circuit import Gate, slots_of

__all__ = ["Reason", "reason"]

Reason = Callable[[Sequence[Bits], Bits], Sequence[int]]
_MOST_KEPT = 1_000


def reason(gate: Gate | int) -> Reason:
    """Compile a gate to a function of all slots and of the gate's own truth, which gives the slots that decide, in order.

    Of a truth they are what speaks for it, of a falsehood what speaks against it, else what is open. What was picked
    once is kept: the slots of one gate see the same few truths again and again.
    """
    pick = _compiled(gate)
    slots = list(dict.fromkeys(slots_of(gate)))
    if len(slots) < 2:  # noqa: PLR2004 - nothing to choose
        return pick
    looked_at = itemgetter(*slots)
    kept: dict[tuple[object, Bits], Sequence[int]] = {}

    def remembered(bits: Sequence[Bits], wanted: Bits) -> Sequence[int]:
        key = (looked_at(bits), wanted)
        found = kept.get(key)
        if found is None:
            if len(kept) == _MOST_KEPT:
                kept.clear()
            found = kept[key] = pick(bits, wanted)
        return found

    return remembered


def _compiled(gate: Gate | int) -> Reason:
    if isinstance(gate, int):
        only = (gate,)
        return lambda _bits, _wanted: only
    if gate.operation == "not":
        inner = _compiled(gate.parts[0])
        return lambda bits, wanted: inner(bits, negation(wanted))
    parts = [(evaluator(part), _compiled(part)) for part in gate.parts]

    def pick(bits: Sequence[Bits], wanted: Bits) -> Sequence[int]:
        found = [(value(bits), picked) for value, picked in parts]
        chosen = [picked for truth, picked in found if (truth & wanted if wanted else truth == UNKNOWN)]
        return [slot for picked in chosen or [p for _, p in parts] for slot in picked(bits, wanted)]

    return pick
