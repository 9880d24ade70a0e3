"""Of which kind the value of an expression is."""

from __future__ import annotations

from datetime import date

from engine.knowledge.functions import FUNCTIONS, Kind
from engine.knowledge.scope import Scope
from engine.language.syntax import Arithmetic, Call, Duration, Expression, If, Literal, Name, Negative
from engine.messages import Phrase

__all__ = ["KINDS", "kind_of", "kind_of_sum", "terms"]

KINDS: dict[Kind, Phrase] = {
    "boolean": Phrase("een ja/nee-waarde", "a yes/no value"),
    "number": Phrase("een getal", "a number"),
    "date": Phrase("een datum", "a date"),
    "months": Phrase("een duur in maanden", "a duration in months"),
    "days": Phrase("een duur in dagen", "a duration in days"),
    "string": Phrase("een tekst", "a text"),
    "null": Phrase("onbekend", "unknown"),
}

_SUMS: dict[tuple[str, Kind, Kind], Kind] = {
    ("+", "date", "days"): "date",
    ("+", "date", "months"): "date",
    ("+", "days", "date"): "date",
    ("+", "months", "date"): "date",
    ("-", "date", "days"): "date",
    ("-", "date", "months"): "date",
    ("-", "date", "date"): "days",
    ("+", "number", "number"): "number",
    ("-", "number", "number"): "number",
    ("*", "number", "number"): "number",
    ("/", "number", "number"): "number",
    ("+", "days", "days"): "days",
    ("-", "days", "days"): "days",
    ("+", "months", "months"): "months",
    ("-", "months", "months"): "months",
}


def kind_of(expression: Expression, scope: Scope) -> Kind | None:  # noqa: PLR0911 - one line a form
    """Give the kind of a sound expression; None for a name that does not exist."""
    match expression:
        case Literal(value=value):
            return _kind_of_constant(value)
        case Name(id=name):
            named = scope.look_up(name)
            return named.kind if named else None
        case Negative(operand=operand):
            return kind_of(operand, scope)
        case Arithmetic(operator=operator, left=left, right=right):
            return kind_of_sum(operator, kind_of(left, scope), kind_of(right, scope))
        case Call(function=function):
            return FUNCTIONS[function].gives if function in FUNCTIONS else None
        case If(then=then, otherwise=otherwise):
            first, second = kind_of(then, scope), kind_of(otherwise, scope)
            return second if first == "null" else first
    return "boolean"


def _kind_of_constant(value: object) -> Kind:
    match value:
        case None:
            return "null"
        case bool():
            return "boolean"
        case date():
            return "date"
        case Duration(unit=unit):
            return unit
        case str():
            return "string"
    return "number"


def kind_of_sum(operator: str, left: Kind | None, right: Kind | None) -> Kind | None:
    """Give the kind of a sum, difference, product or quotient, None where there is none; with null, it is null."""
    if "null" in (left, right):
        other = right if left == "null" else left
        fits = other == "null" or any(op == operator and other in kinds for op, *kinds in _SUMS)
        return "null" if fits else None
    return _SUMS.get((operator, left, right)) if left and right else None


def terms(operator: str, left: Kind | None = None) -> list[Kind]:
    """Give the kinds that can stand to the right of an operator beside a left kind; without one, what can stand to its left."""
    if left is None:
        return [first for op, first, _ in _SUMS if op == operator]
    return [second for op, first, second in _SUMS if op == operator and first == left]
