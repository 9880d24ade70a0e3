"""What of a condition is the same in every case: numbers made of constants, how far a number reaches, and texts compared."""

from __future__ import annotations

from datetime import date

from engine.knowledge.scope import Scope
from engine.language.syntax import Arithmetic, Call, Duration, Expression, Literal, Name, Negative
from engine.model.knowledge import Knowledge

__all__ = ["bounds_of", "constant_of", "holds"]


def constant_of(e: Expression, knowledge: Knowledge) -> float | None:
    """Give the number that constants and parameters make, None when it depends on a case."""
    match e:
        case Literal(value=value):
            return _number_of(value)
        case Name(id=name) if name in knowledge.parameters:
            return float(knowledge.parameters[name].value)
        case Negative(operand=operand):
            inner = constant_of(operand, knowledge)
            return None if inner is None else -inner
        case Arithmetic(operator=operator, left=left, right=right):
            return _combined(operator, constant_of(left, knowledge), constant_of(right, knowledge))
    return None


def _number_of(value: object) -> float | None:
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, Duration):
        return float(value.amount)
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _combined(operator: str, a: float | None, b: float | None) -> float | None:
    if a is None or b is None:
        return None
    match operator:
        case "+":
            return a + b
        case "-":
            return a - b
        case "*":
            return a * b
    return a / b if b else None


def bounds_of(term: Expression, scope: Scope) -> tuple[float | None, float | None]:
    """Give the least and the most that a number can be, None where there is no such bound."""
    if isinstance(term, Name):
        named = scope.look_up(term.id)
        return (named.low, named.high) if named else (None, None)
    since = isinstance(term, Call) and term.function in ("weeks_since", "months_since", "weeks_since_event", "weeks_since_said")
    return (0, None) if since else (None, None)


def holds(operator: str, a: str, b: str) -> bool:
    """Compare two texts."""
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[operator]
