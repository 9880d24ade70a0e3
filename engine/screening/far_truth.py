"""Truth in another engine: what speaks for and against as yes-or-no columns, and the gates over them.

What is so of everybody is a plain yes or no, and drops out of what is computed there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from typing import Any, NamedTuple

import ibis

from engine.decision.hypotheses import DISPUTED, LIKELY, WEIGHTS
from engine.inference.truth import AGAINST, FOR, Bits
from engine.knowledge.circuit import Gate
from engine.model.advice import Standing
from engine.model.rules import Strength
from engine.screening.deciding import STANDING_WORDS

__all__ = ["Sides", "Value", "column_of", "every", "gate_over", "inverse", "number_of", "same_for_all", "set_aside", "some", "standing_of"]

Value = Any  # an ibis value, or a plain yes or no; the types of ibis say little, and its package is an extra


class Sides(NamedTuple):
    """What speaks for and what against: columns that are never empty, or a plain yes or no."""

    speaks_for: Value
    against: Value


def same_for_all(bits: Bits) -> Sides:
    """Give what is so of everybody."""
    return Sides(bool(bits & FOR), bool(bits & AGAINST))


def column_of(truth: Value) -> Value:
    """Make a column of a truth, also of a plain one."""
    return ibis.literal(truth) if isinstance(truth, bool) else truth


def number_of(sides: Sides) -> Value:
    """Give the place in `STATUS`."""
    return _sum([(FOR, sides.speaks_for), (AGAINST, sides.against)]).cast("int8")


def every(parts: Iterable[Value]) -> Value:
    """All of them."""
    found = list(parts)
    open_ = [part for part in found if not isinstance(part, bool)]
    if False in [part for part in found if isinstance(part, bool)]:
        return False
    return reduce(lambda a, b: a & b, open_) if open_ else True


def some(parts: Iterable[Value]) -> Value:
    """One of them at least."""
    found = list(parts)
    open_ = [part for part in found if not isinstance(part, bool)]
    if True in [part for part in found if isinstance(part, bool)]:
        return True
    return reduce(lambda a, b: a | b, open_) if open_ else False


def inverse(truth: Value) -> Value:
    """Not so."""
    return not truth if isinstance(truth, bool) else ~truth


def _sum(weighed: Iterable[tuple[int, Value]]) -> Value:
    """Add the weights of what is so."""
    found = list(weighed)
    known = sum(weight for weight, truth in found if truth is True)
    parts = [ibis.ifelse(truth, weight, 0) for weight, truth in found if not isinstance(truth, bool)]
    return reduce(lambda a, b: a + b, parts) + known if parts else ibis.literal(known)


def gate_over(gate: Gate | int, sides: Mapping[int, Sides]) -> Sides:
    """Evaluate one gate; means what `engine.inference.truth.run_gate` means."""
    if isinstance(gate, int):
        return sides[gate]
    parts = [gate_over(part, sides) for part in gate.parts]
    match gate.operation:
        case "all":
            return Sides(every(p.speaks_for for p in parts), some(p.against for p in parts))
        case "any":
            return Sides(some(p.speaks_for for p in parts), every(p.against for p in parts))
        case "not":
            return Sides(parts[0].against, parts[0].speaks_for)
        case "at_least":
            needed = len(parts) - gate.count + 1
            return Sides(_so_many(gate.count, [p.speaks_for for p in parts]), _so_many(needed, [p.against for p in parts]))
    condition, then, otherwise = parts
    return Sides(*(_chosen(condition, one, other) for one, other in zip(then, otherwise, strict=True)))


def set_aside(sides: Sides, exception: Sides) -> Sides:
    """Give what is left of something once what it holds `unless` holds; means what `engine.decision.deciding.set_aside` means."""
    return Sides(every([sides.speaks_for, inverse(_surely(exception))]), some([sides.against, exception.speaks_for]))


def _so_many(count: int, parts: Sequence[Value]) -> Value:
    """So many of them at least."""
    if count <= 0 or all(isinstance(part, bool) for part in parts):
        return sum(parts) >= count
    return _sum((1, part) for part in parts) >= count


def _chosen(condition: Sides, one: Value, other: Value) -> Value:
    return some([every([one, other]), every([condition.speaks_for, one]), every([condition.against, other])])


# --- hypotheses ---


def standing_of(arguments: Sequence[tuple[Strength, Sides]]) -> tuple[Value, Sides]:
    """Weigh arguments; gives the place in `STANDING_WORDS`, and what a premise makes of it. Means what `weigh` means."""
    confirmed, excluded = (some(_surely(s) for strength, s in arguments if strength == word) for word in ("confirms", "excludes"))
    total = _sum((_weight(strength), s.speaks_for) for strength, s in arguments)
    opposed = some(s.speaks_for for strength, s in arguments if strength in ("opposes", "strongly_opposes", "excludes"))
    is_open = some(every([inverse(s.speaks_for), inverse(s.against)]) for _, s in arguments)
    ways: list[tuple[Value, Standing]] = [
        (every([confirmed, excluded]), "contradictory"),
        (confirmed, "confirmed"),
        (excluded, "excluded"),
        (total >= LIKELY, "likely"),
        (total > 0, "possible"),
        (some([opposed, inverse(is_open)]), "unlikely"),
    ]
    place = ibis.cases(*((column_of(truth), _place(standing)) for truth, standing in ways), else_=_place("unknown"))
    holds = some([confirmed, every([inverse(excluded), total >= LIKELY])])
    lost = every([inverse(holds), inverse(_may_be_likely(arguments, excluded))])
    return place.cast("int8"), Sides(holds, some([every([confirmed, excluded]), lost]))


def _may_be_likely(arguments: Sequence[tuple[Strength, Sides]], excluded: Value) -> Value:
    """Tell whether it is likely once all that is open or disputed falls the way that helps."""
    helped = [
        (strength, some([s.speaks_for, inverse(s.against)]) if strength in ("confirms", "strong", "supports") else _surely(s))
        for strength, s in arguments
    ]
    confirmed = some(truth for strength, truth in helped if strength == "confirms")
    total = _sum((_weight(strength), truth) for strength, truth in helped)
    return some([confirmed, every([inverse(excluded), total >= LIKELY])])


def _surely(sides: Sides) -> Value:
    return every([sides.speaks_for, inverse(sides.against)])


def _weight(strength: Strength) -> int:
    return WEIGHTS.get(strength) or DISPUTED[strength]


def _place(standing: Standing) -> Value:
    return ibis.literal(STANDING_WORDS.index(standing))
