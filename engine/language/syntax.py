"""The tree of a condition: one small frozen class a form, each knowing its place in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Literal as OneOf

__all__ = [
    "AllOf",
    "AnyOf",
    "Arithmetic",
    "AtLeast",
    "Between",
    "Call",
    "Comparison",
    "Duration",
    "Expression",
    "If",
    "Literal",
    "Membership",
    "Name",
    "Negative",
    "Not",
    "Place",
    "Range",
    "UnaryTest",
    "children",
    "walk",
]

Operator = OneOf["=", "!=", "<", "<=", ">", ">="]
Sum = OneOf["+", "-", "*", "/"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of a condition stands: line and column from 1, length in characters."""

    line: int = 0
    column: int = 0
    length: int = 1


@dataclass(frozen=True, slots=True)
class Duration:
    """A length of time: whole months, or whole days (a week is seven days); never both, and none of one is not none of the other."""

    amount: int
    unit: OneOf["months", "days"]

    @property
    def months(self) -> int:
        """Give the months; 0 when it counts in days."""
        return self.amount if self.unit == "months" else 0

    @property
    def days(self) -> int:
        """Give the days; 0 when it counts in months."""
        return self.amount if self.unit == "days" else 0


@dataclass(frozen=True, slots=True)
class Expression:
    """What all forms share: a place that does not count when two trees are compared."""

    place: Place = field(default=Place(), compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Literal(Expression):
    """A constant: null, a yes/no, a number, a text, a date or a duration."""

    value: bool | float | str | date | Duration | None

    def __eq__(self, other: object) -> bool:
        """Compare by kind and value, so that `true` and `1` differ."""
        return isinstance(other, Literal) and type(self.value) is type(other.value) and self.value == other.value

    def __hash__(self) -> int:
        """Hash in keeping with equality."""
        return hash((type(self.value), self.value))


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """A dotted name: a fact, measure, parameter, finding, hypothesis, need or `support.…`."""

    id: str


@dataclass(frozen=True, slots=True)
class Negative(Expression):
    """A number, or duration, with its sign turned."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Arithmetic(Expression):
    """Two values added, subtracted, multiplied or divided."""

    operator: Sum
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """Two values compared."""

    operator: Operator
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Between(Expression):
    """`value between low and high`, both ends counted in."""

    value: Expression
    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class Range(Expression):
    """`[low..high]`; an open end leaves its bound out."""

    low: Expression
    high: Expression
    low_open: bool = False
    high_open: bool = False


@dataclass(frozen=True, slots=True)
class UnaryTest(Expression):
    """A comparison whose left side is the value that is tested by `in`."""

    operator: Operator
    operand: Expression


@dataclass(frozen=True, slots=True)
class Membership(Expression):
    """`value in …`: any of some values, ranges and tests."""

    value: Expression
    tests: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function applied to arguments."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AllOf(Expression):
    """Each of the operands (`and`)."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Expression):
    """One or more of the operands (`or`)."""

    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """The opposite of the operand."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class AtLeast(Expression):
    """At least `count` of the operands."""

    count: int
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class If(Expression):
    """`if condition then one else other`."""

    condition: Expression
    then: Expression
    otherwise: Expression


def children(expression: Expression) -> Iterator[Expression]:
    """Give the direct parts of a form, left to right."""
    for each in fields(expression):
        value = getattr(expression, each.name)
        if isinstance(value, Expression):
            yield value
        elif isinstance(value, tuple):
            yield from (v for v in value if isinstance(v, Expression))


def walk(expression: Expression) -> Iterator[Expression]:
    """Give a form and all forms within it, outermost first."""
    yield expression
    for child in children(expression):
        yield from walk(child)
