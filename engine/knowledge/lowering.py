"""Yes/no's inside values, brought to the front: what remains within a comparison is numbers, dates and texts only.

A number that depends on a yes/no (`count`, and `if` between numbers) has no bounds that only narrow as facts come in: a
fact that becomes contradictory would widen them again. Rewritten to combinations of conditions, the truth table decides,
and every engine runs them as any other gate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from math import ceil, floor

from engine.language.syntax import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Call,
    Comparison,
    Expression,
    If,
    Literal,
    Membership,
    Name,
    Not,
    Operator,
    Range,
    UnaryTest,
    children,
)

__all__ = ["depends_on_truth", "is_compound", "lowered"]

_FLIPPED: dict[str, Operator] = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}


def depends_on_truth(e: Expression) -> bool:
    """Tell whether a value is counted from, or chosen by, yes/no's."""
    return isinstance(e, If) or (isinstance(e, Call) and e.function == "count")


def is_compound(e: Expression) -> bool:
    """Tell whether a form is a combination or comparison, so that its truth is a gate's or an atom's of its own."""
    return isinstance(e, AllOf | AnyOf | AtLeast | Not | Comparison | Between | Membership)


def lowered(e: Expression, is_conclusion: Callable[[str], bool]) -> Expression:
    """Rewrite a form until no yes/no stands inside its values; its parts are left as they are.

    `is_conclusion` tells which names are concluded. Any other form is given back as it is.
    """
    while (simpler := _step(e, is_conclusion)) is not e:
        e = simpler
    return e


def _step(e: Expression, is_conclusion: Callable[[str], bool]) -> Expression:
    match e:
        case Comparison():
            return _compared(e, is_conclusion)
        case Between(value=value, low=low, high=high) if any(map(depends_on_truth, children(e))):
            ends = (Comparison(">=", value, low, place=e.place), Comparison("<=", value, high, place=e.place))
            return AllOf(ends, place=e.place)
        case Membership(value=value, tests=tests) if any(
            depends_on_truth(part) or is_compound(part) or (isinstance(part, Name) and is_conclusion(part.id))
            for part in (value, *tests, *_inside(tests))
        ):
            return AnyOf(tuple(_tested(value, test) for test in tests), place=e.place)
    return e


def _inside(tests: tuple[Expression, ...]) -> list[Expression]:
    return [part for test in tests if isinstance(test, Range | UnaryTest) for part in children(test)]


def _tested(value: Expression, test: Expression) -> Expression:
    match test:
        case Range(low=low, high=high, low_open=low_open, high_open=high_open):
            above = Comparison(">" if low_open else ">=", value, low, place=test.place)
            below = Comparison("<" if high_open else "<=", value, high, place=test.place)
            return AllOf((above, below), place=test.place)
        case UnaryTest(operator=operator, operand=operand):
            return Comparison(operator, value, operand, place=test.place)
    return Comparison("=", value, test, place=test.place)


def _compared(e: Comparison, is_conclusion: Callable[[str], bool]) -> Expression:  # noqa: PLR0911 - one line a form
    match e.left, e.right:
        case If(condition=condition, then=then, otherwise=otherwise), _:
            return If(condition, replace(e, left=then), replace(e, left=otherwise), place=e.place)
        case _, If(condition=condition, then=then, otherwise=otherwise):
            return If(condition, replace(e, right=then), replace(e, right=otherwise), place=e.place)
        case Call(function="count", arguments=arguments), _:
            return _counted(e, arguments)
        case _, Call(function="count"):
            return Comparison(_FLIPPED[e.operator], e.right, e.left, place=e.place)
        case (Literal(value=None), _) | (_, Literal(value=None)):
            return e
    for one, other in ((e.left, e.right), (e.right, e.left)):
        if isinstance(other, Literal) and isinstance(other.value, bool):
            return one if other.value == (e.operator == "=") else Not(one, place=e.place)
        if is_compound(one) or (isinstance(one, Name) and is_conclusion(one.id)):
            same, differs = (other, Not(other, place=e.place)) if e.operator == "=" else (Not(other, place=e.place), other)
            return If(one, same, differs, place=e.place)
    return e


def _counted(e: Comparison, parts: tuple[Expression, ...]) -> Expression:
    match e.operator:
        case ">=":
            return _enough(e, parts, "<=")
        case ">":
            return _enough(e, parts, "<")
        case "<":
            return Not(replace(e, operator=">="), place=e.place)
        case "<=":
            return Not(replace(e, operator=">"), place=e.place)
        case "!=":
            return Not(replace(e, operator="="), place=e.place)
    return AllOf((replace(e, operator=">="), replace(e, operator="<=")), place=e.place)


def _enough(e: Comparison, parts: tuple[Expression, ...], operator: Operator) -> Expression:
    """Say that so many parts hold, for some number that is enough."""
    if isinstance(e.right, Literal) and isinstance(e.right.value, float):
        needed = ceil(e.right.value) if operator == "<=" else floor(e.right.value) + 1
        return AtLeast(needed, parts, place=e.place)
    ways: list[Expression] = []
    for count in range(len(parts) + 1):
        enough = Comparison(operator, e.right, Literal(float(count)), place=e.place)
        ways.append(AllOf((AtLeast(count, parts, place=e.place), enough), place=e.place))
    return AnyOf(tuple(ways), place=e.place)
