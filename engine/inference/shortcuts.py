"""Short ways for the commonest atoms: a number beside a constant, a choice among constants. They mean what `evaluation` says.

Two numbers that differ by more than the rounding of comparisons need not be rounded before they are compared, and that is
nearly always so. What has no short way, or turns out to lie that close, goes the plain one.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from engine.inference.evaluation import Look, atom_function, compare_intervals
from engine.inference.numbers import number_function
from engine.inference.truth import AGAINST, BOTH, FOR, UNKNOWN, Bits
from engine.inference.working_memory import WorkingMemory
from engine.knowledge.kinds import kind_of
from engine.knowledge.scope import Scope
from engine.language.syntax import Between, Comparison, Expression, Literal, Membership, Name, Range, UnaryTest
from engine.model.interval import DECIMALS, Interval

__all__ = ["quick_function"]

_NOTHING = WorkingMemory(date.min, {})
_CLOSE = 2.0 * 10**-DECIMALS
# By operator: what is concluded when all of the number lies above the constant, and when all of it lies below.
_BESIDE: dict[str, tuple[Bits, Bits]] = {
    "<": (AGAINST, FOR),
    "<=": (AGAINST, FOR),
    ">": (FOR, AGAINST),
    ">=": (FOR, AGAINST),
    "=": (AGAINST, AGAINST),
    "!=": (FOR, FOR),
}


def quick_function(atom: Expression, scope: Scope) -> Look:
    """Compile an atom, by a short way where there is one."""
    match atom:
        case Comparison(operator=operator, left=left, right=right):
            found = _one_of(left, [right], operator, scope) if operator in ("=", "!=") else None
            found = found or _number_test(left, UnaryTest(operator, right), scope)
        case Between(value=value, low=low, high=high):
            found = _number_test(value, Range(low, high), scope)
        case Membership(value=value, tests=tests):
            found = _one_of(value, tests, "=", scope) or (_number_test(value, tests[0], scope) if len(tests) == 1 else None)
        case _:
            found = None
    return found or atom_function(atom, scope)


def _one_of(value: Expression, tests: Sequence[Expression], operator: str, scope: Scope) -> Look | None:
    """Test a choice or level on some of its values; of each value that is said, by itself."""
    words = frozenset(t.value for t in tests if isinstance(t, Literal) and isinstance(t.value, str))
    if not isinstance(value, Name) or len(words) < len(set(tests)):
        return None
    fact = scope.knowledge.facts.get(value.id)
    if fact is None or fact.type not in ("choice", "level"):
        return None
    name = value.id
    inside, outside = (FOR, AGAINST) if operator == "=" else (AGAINST, FOR)

    def look(memory: WorkingMemory) -> Bits:
        said = memory.texts.get(name)
        if not said:
            return UNKNOWN
        if said <= words:
            return inside
        return outside if said.isdisjoint(words) else BOTH

    return look


def _number_test(value: Expression, test: Expression, scope: Scope) -> Look | None:
    match test:
        case UnaryTest(operator=operator, operand=operand):
            return _beside(operator, value, operand, scope)
        case Range(low=low, high=high, low_open=low_open, high_open=high_open):
            above = _beside(">" if low_open else ">=", value, low, scope)
            below = _beside("<" if high_open else "<=", value, high, scope)
            return _both(above, below) if above and below else None
    return _beside("=", value, test, scope)


def _beside(operator: str, value: Expression, operand: Expression, scope: Scope) -> Look | None:
    """Compare a number, date or duration with a constant."""
    constant = _constant(operand, scope)
    if constant is None or kind_of(value, scope) != kind_of(operand, scope):
        return None
    number = number_function(value, scope)
    higher, lower = constant.low + _CLOSE, constant.low - _CLOSE
    all_above, all_below = _BESIDE[operator]

    def look(memory: WorkingMemory) -> Bits:
        found = number(memory)
        if found is None:
            return UNKNOWN
        if found[0] > higher:
            return all_above
        return all_below if found[1] < lower else compare_intervals(operator, found, constant)

    return look


def _constant(e: Expression, scope: Scope) -> Interval | None:
    """Give the number that an expression always is."""
    fixed = isinstance(e, Name) and e.id in scope.knowledge.parameters
    if fixed or (isinstance(e, Literal) and not isinstance(e.value, str | bool | None)):
        return number_function(e, scope)(_NOTHING)
    return None


def _both(above: Look, below: Look) -> Look:
    def look(memory: WorkingMemory) -> Bits:
        one, other = above(memory), below(memory)
        return (one & other & FOR) | ((one | other) & AGAINST)

    return look
