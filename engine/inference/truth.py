"""The four truth values of Belnap's logic, as two bits: what speaks for, and what speaks against.

Source: Belnap (1977), A useful four-valued logic; the table in docs/language.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from engine.knowledge.circuit import Gate

__all__ = [
    "AGAINST",
    "BOTH",
    "FOR",
    "STATUS",
    "UNKNOWN",
    "Bits",
    "Evaluate",
    "Status",
    "both",
    "either",
    "evaluator",
    "negation",
    "run_gate",
]

UNKNOWN, FOR, AGAINST, BOTH = 0, 1, 2, 3
Status = Literal["unknown", "true", "false", "contradictory"]
STATUS: tuple[Status, ...] = ("unknown", "true", "false", "contradictory")

Bits = int
Evaluate = Callable[[Sequence[Bits]], Bits]
_SWAPPED = (0, 2, 1, 3)


def both(parts: Iterable[Bits]) -> Bits:
    """All of: for when each has for, against when one has against."""
    speaks_for, against = FOR, UNKNOWN
    for bits in parts:
        speaks_for &= bits
        against |= bits
    return speaks_for | (against & AGAINST)


def either(parts: Iterable[Bits]) -> Bits:
    """Any of: for when one has for, against when each has against."""
    speaks_for, against = UNKNOWN, AGAINST
    for bits in parts:
        speaks_for |= bits
        against &= bits
    return (speaks_for & FOR) | against


def negation(bits: Bits) -> Bits:
    """Not: its against for for, its for for against."""
    return _SWAPPED[bits]


def at_least(count: int, parts: Sequence[Bits]) -> Bits:
    """At least `count` of k: for when so many have for, against when k - count + 1 have against."""
    speaks_for = sum(bits & FOR for bits in parts)
    against = sum(bits >> 1 for bits in parts)
    return (FOR if speaks_for >= count else 0) | (AGAINST if against > len(parts) - count else 0)


def choose(condition: Bits, then: Bits, otherwise: Bits) -> Bits:
    """`if`: the branch that the condition points at, and what both branches agree on."""
    agreed = then & otherwise
    return agreed | (then if condition & FOR else 0) | (otherwise if condition & AGAINST else 0)


def run_gate(gate: Gate | int, bits: Sequence[Bits]) -> Bits:
    """Evaluate one gate over the slots, step by step; the plain meaning that every engine must agree with."""
    if isinstance(gate, int):
        return bits[gate]
    parts = [run_gate(part, bits) for part in gate.parts]
    match gate.operation:
        case "all":
            return both(parts)
        case "any":
            return either(parts)
        case "not":
            return _SWAPPED[parts[0]]
        case "at_least":
            return at_least(gate.count, parts)
    return choose(*parts)


def evaluator(gate: Gate | int) -> Evaluate:  # noqa: PLR0911 - one line an operation
    """Compile a gate to a closure over the slots; means the same as `run_gate`, several times faster."""
    if isinstance(gate, int):
        slot = gate
        return lambda bits: bits[slot]
    if all(isinstance(part, int) for part in gate.parts):
        return _flat(gate.operation, tuple(p for p in gate.parts if isinstance(p, int)), gate.count)
    parts = tuple(evaluator(part) for part in gate.parts)
    match gate.operation:
        case "all":
            return lambda bits: both([part(bits) for part in parts])
        case "any":
            return lambda bits: either([part(bits) for part in parts])
        case "not":
            return lambda bits, only=parts[0]: _SWAPPED[only(bits)]  # type: ignore[misc]
        case "at_least":
            return lambda bits, count=gate.count: at_least(count, [part(bits) for part in parts])  # type: ignore[misc]
    condition, then, otherwise = parts
    return lambda bits: choose(condition(bits), then(bits), otherwise(bits))


def _flat(operation: str, slots: tuple[int, ...], count: int) -> Evaluate:
    """Compile a gate whose parts are all slots."""
    match operation:
        case "all":
            return lambda bits: both([bits[s] for s in slots])
        case "any":
            return lambda bits: either([bits[s] for s in slots])
        case "not":
            return lambda bits, only=slots[0]: _SWAPPED[bits[only]]  # type: ignore[misc]
        case "at_least":
            return lambda bits: at_least(count, [bits[s] for s in slots])
    return lambda bits: choose(bits[slots[0]], bits[slots[1]], bits[slots[2]])
