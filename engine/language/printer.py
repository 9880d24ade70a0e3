"""From tree to canonical text: what is printed parses to the same tree."""

from __future__ import annotations

import json
from datetime import date

from engine.language.syntax import (
    AllOf,
    AnyOf,
    Arithmetic,
    AtLeast,
    Between,
    Call,
    Comparison,
    Duration,
    Expression,
    If,
    Literal,
    Membership,
    Name,
    Negative,
    Not,
    Range,
    UnaryTest,
)

__all__ = ["show", "show_number"]

# How tightly a form binds; what stands inside a tighter form gets brackets.
_IF, _OR, _AND, _COMPARE, _SUM, _PRODUCT, _SIGN, _ATOM = range(8)


def show(expression: Expression) -> str:
    """Print a condition in the one canonical way."""
    return _text(expression)[0]


def show_number(value: float) -> str:
    """Print a number without a needless fraction."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)  # noqa: PLR2004 - exact whole doubles


def _at(expression: Expression, level: int) -> str:
    text, own = _text(expression)
    return text if own >= level else f"({text})"


def _text(e: Expression) -> tuple[str, int]:  # noqa: PLR0911, C901, PLR0912 - one line a form
    match e:
        case Literal(value=value):
            return _constant(value), _ATOM
        case Name(id=name):
            return name, _ATOM
        case Negative(operand=operand):
            return f"-{_at(operand, _SIGN)}", _SIGN
        case Arithmetic(operator=op, left=left, right=right):
            own = _SUM if op in "+-" else _PRODUCT
            return f"{_at(left, own)} {op} {_at(right, own + 1)}", own
        case Comparison(operator=op, left=left, right=right):
            return f"{_at(left, _SUM)} {op} {_at(right, _SUM)}", _COMPARE
        case Between(value=value, low=low, high=high):
            return f"{_at(value, _SUM)} between {_at(low, _SUM)} and {_at(high, _SUM)}", _COMPARE
        case Membership(value=value, tests=tests):
            only = tests[0] if len(tests) == 1 else None
            inside = _test(only) if isinstance(only, Range) else "[" + ", ".join(map(_test, tests)) + "]"
            return f"{_at(value, _SUM)} in {inside}", _COMPARE
        case Range() | UnaryTest():
            return _test(e), _ATOM
        case Call(function=function, arguments=arguments):
            return f"{function}({', '.join(map(show, arguments))})", _ATOM
        case AllOf(operands=operands):
            return _joined("and", operands, _AND)
        case AnyOf(operands=operands):
            return _joined("or", operands, _OR)
        case Not(operand=operand):
            return f"not({show(operand)})", _ATOM
        case AtLeast(count=count, operands=operands):
            return f"at_least({', '.join([str(count), *map(show, operands)])})", _ATOM
        case If(condition=condition, then=then, otherwise=otherwise):
            return f"if {show(condition)} then {show(then)} else {show(otherwise)}", _IF
    raise TypeError(e)


def _joined(word: str, operands: tuple[Expression, ...], level: int) -> tuple[str, int]:
    return f" {word} ".join(_at(o, level + 1) for o in operands), level


def _test(test: Expression) -> str:
    match test:
        case Range(low=low, high=high, low_open=low_open, high_open=high_open):
            opening, closing = "]" if low_open else "[", "[" if high_open else "]"
            return f"{opening}{_at(low, _SUM)}..{_at(high, _SUM)}{closing}"
        case UnaryTest(operator=op, operand=operand):
            return f"{op} {_at(operand, _SUM)}"
    return _at(test, _SUM)


def _constant(value: bool | float | str | date | Duration | None) -> str:  # noqa: FBT001 - a constant of the language
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case date():
            return f'date("{value.isoformat()}")'
        case Duration():
            return f'duration("{_duration(value)}")'
        case str():
            return json.dumps(value, ensure_ascii=False)
    return show_number(value)


def _duration(value: Duration) -> str:
    sign, amount = "-" if value.amount < 0 else "", abs(value.amount)
    whole, many = ("Y", 12) if value.unit == "months" else ("W", 7)
    if amount and amount % many == 0:
        return f"{sign}P{amount // many}{whole}"
    return f"{sign}P{amount}{value.unit[0].upper()}"
