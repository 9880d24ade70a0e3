"""Leaves of conditions as tests of a state: which variables each looks at, and which values of them it tells apart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from engine.inference.evaluation import compare_intervals
from engine.inference.truth import AGAINST, BOTH, FOR, UNKNOWN, Bits, both, either, negation
from engine.knowledge.kinds import kind_of
from engine.knowledge.scope import SUPPORT, Scope
from engine.language.printer import show
from engine.language.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    Expression,
    Literal,
    Membership,
    Name,
    Range,
    UnaryTest,
)
from engine.model.interval import exact
from engine.verification.constants import bounds_of, constant_of, holds

__all__ = ["EVENT", "Atoms", "State", "Test", "Value", "Variable"]

Value = Bits | float | str | frozenset[str] | None  # None: nobody says
State = Mapping[str, Value]  # a variable that is left out may still become anything
Test = Callable[[State, Bits], Bits]  # the bits in a state, given those of what is left out

_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}

EVENT = "event "  # how the name of a variable begins that stands for a step taken


@dataclass(frozen=True, slots=True)
class Variable:
    """Something that a state decides: a fact, a number that is computed, an event, or a conclusion that is taken as given."""

    name: str
    values: tuple[Value, ...]


@dataclass(slots=True)
class Atoms:
    """The tests of some atoms, and the variables behind them.

    With `voices` a yes/no or choice may also be contradictory, as when people disagree. `scope` tells what names stand for.
    """

    scope: Scope
    voices: bool = False
    truths: dict[str, tuple[Value, ...]] = field(default_factory=dict)
    texts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    numbers: dict[str, set[float]] = field(default_factory=dict)
    terms: dict[str, Expression] = field(default_factory=dict)
    ignorance: set[str] = field(default_factory=set)
    touched: set[str] = field(default_factory=set)

    def made(self, atom: Expression) -> tuple[Test, tuple[str, ...]]:
        """Make the test of an atom, and name the variables that it looks at."""
        self.touched.clear()
        test = self.test(atom)
        return test, tuple(sorted(self.touched))

    def variable(self, name: str) -> Variable:
        """Give a variable with one value of each kind that the tests tell apart."""
        return Variable(name, (*self._values(name), *((None,) if name in self.ignorance else ())))

    def _values(self, name: str) -> tuple[Value, ...]:
        if name in self.truths:
            return self.truths[name]
        if name in self.texts:
            single = tuple(frozenset([text]) for text in self.texts[name])
            fact = self.scope.knowledge.facts.get(name)
            return (*single, frozenset(self.texts[name])) if self.voices and fact and fact.type == "choice" else single
        return self._samples(name)

    def _samples(self, name: str) -> tuple[float, ...]:
        """Give each threshold, and a number on either side of it, within the range."""
        marks = sorted(self.numbers[name])
        between = [(a + b) / 2 for a, b in pairwise(marks)]
        found = sorted({*marks, *between, marks[0] - 1, marks[-1] + 1})
        term = self.terms[name]
        fact = self.scope.knowledge.facts.get(term.id) if isinstance(term, Name) else None
        if fact and fact.type == "int":
            found = sorted({float(step) for mark in marks for step in (int(mark) - 1, int(mark), int(mark) + 1)})
        low, high = bounds_of(term, self.scope)
        ends = [end for end in (low, high) if end is not None]
        return tuple(v for v in sorted({*found, *ends}) if (low is None or v >= low) and (high is None or v <= high))

    # --- tests ---

    def given(self, name: str) -> Test:
        """Make the test of a conclusion that is taken as it comes."""
        return self._says(name, (FOR, AGAINST, BOTH) if self.voices else (FOR, AGAINST))

    def test(self, atom: Expression) -> Test:
        """Make the test of an atom."""
        match atom:
            case Literal(value=value):
                bits = UNKNOWN if value is None else FOR if value else AGAINST
                return lambda _state, _left_out: bits
            case Name(id=name):
                return self.given(name)
            case Comparison(operator=operator, left=left, right=right):
                return self._comparison(operator, left, right)
            case Between(value=value, low=low, high=high):
                return _all([self._comparison(">=", value, low), self._comparison("<=", value, high)])
            case Membership(value=value, tests=tests):
                return _any([self._member(value, test) for test in tests])
            case Call():
                return self._call(atom)
        raise TypeError(atom)

    def _says(self, name: str, values: tuple[Value, ...]) -> Test:
        self.truths[name] = values
        self.touched.add(name)

        def test(state: State, left_out: Bits) -> Bits:
            value = state.get(name, left_out)
            return value if isinstance(value, int) else UNKNOWN

        return test

    def _call(self, e: Call) -> Test:
        match e.function:
            case "has_event":
                return self._event(e)
            case "seen_differently":
                return self._says(show(e), (FOR, None))
        return self.given(show(e))

    def _event(self, e: Call) -> Test:
        name = EVENT + show(e.arguments[0])
        enough = {"done"} if len(e.arguments) == 1 or e.arguments[1] == Literal("done") else {"started", "done"}
        self.truths[name] = ("", "started", "done")
        self.touched.add(name)

        def test(state: State, left_out: Bits) -> Bits:
            return left_out if name not in state else FOR if state[name] in enough else AGAINST

        return test

    def _member(self, value: Expression, test: Expression) -> Test:
        match test:
            case Range(low=low, high=high, low_open=low_open, high_open=high_open):
                above = self._comparison(">" if low_open else ">=", value, low)
                return _all([above, self._comparison("<" if high_open else "<=", value, high)])
            case UnaryTest(operator=operator, operand=operand):
                return self._comparison(operator, value, operand)
        return self._comparison("=", value, test)

    def _comparison(self, operator: str, left: Expression, right: Expression) -> Test:
        first, second = kind_of(left, self.scope), kind_of(right, self.scope)
        if "null" in (first, second):
            return self._with_null(operator, right if first == "null" else left)
        if first == "boolean":
            return _same(self.test(left), self.test(right), turned=operator == "!=")
        if first == "string":
            return self._text(operator, left, right)
        return self._number(operator, left, right)

    def _with_null(self, operator: str, side: Expression) -> Test:
        """Test whether anyone says; an order with null is unknown."""
        if operator not in ("=", "!=") or isinstance(side, Literal):
            return lambda _state, _left_out: UNKNOWN
        name = side.id if isinstance(side, Name) else show(side)
        if kind_of(side, self.scope) == "boolean":
            self.given(name)
        elif kind_of(side, self.scope) == "string":
            self._known_texts(name)
        else:
            self._mark(name, side, 0)
        self.ignorance.add(name)
        unknown, known = (FOR, AGAINST) if operator == "=" else (AGAINST, FOR)
        return lambda state, left_out: left_out if name not in state else unknown if state[name] is None else known

    # --- texts ---

    def _text(self, operator: str, left: Expression, right: Expression) -> Test:
        if isinstance(left, Literal):
            left, right, operator = right, left, _TURNED.get(operator, operator)
        if not isinstance(left, Name) or not isinstance(right, Literal):
            return self.given(f"{show(left)} {operator} {show(right)}")  # two facts against each other: taken as it comes
        name, wanted = left.id, str(right.value)
        self._known_texts(name, wanted)

        def test(state: State, left_out: Bits) -> Bits:
            if name not in state:
                return left_out
            value = state[name]
            found = {holds(operator, each, wanted) for each in value} if isinstance(value, frozenset) else set()
            return (FOR if True in found else UNKNOWN) | (AGAINST if False in found else UNKNOWN)

        return test

    def _known_texts(self, name: str, wanted: str = "") -> None:
        self.touched.add(name)
        named = self.scope.look_up(name)
        known = (named.values if named else None) or ()
        rest = ("none",) if name in SUPPORT[1:] else ()
        self.texts[name] = tuple(dict.fromkeys((*self.texts.get(name, ()), *known, *rest, *([wanted] if wanted else ()))))

    # --- numbers ---

    def _number(self, operator: str, left: Expression, right: Expression) -> Test:
        a, b = constant_of(left, self.scope.knowledge), constant_of(right, self.scope.knowledge)
        if a is not None and b is not None:
            fixed = compare_intervals(operator, exact(a), exact(b))
            return lambda _state, _left_out: fixed
        if a is not None:
            return self._against(_TURNED.get(operator, operator), right, a)
        if b is not None:
            return self._against(operator, left, b)
        return self._against(operator, Arithmetic("-", left, right), 0)

    def _against(self, operator: str, term: Expression, constant: float) -> Test:
        name, wanted = show(term), exact(constant)
        self._mark(name, term, constant)

        def test(state: State, left_out: Bits) -> Bits:
            if name not in state:
                return left_out
            value = state[name]
            return compare_intervals(operator, exact(value), wanted) if isinstance(value, int | float) else UNKNOWN

        return test

    def _mark(self, name: str, term: Expression, constant: float) -> None:
        self.touched.add(name)
        self.numbers.setdefault(name, set()).add(float(constant))
        self.terms[name] = term


def _all(tests: list[Test]) -> Test:
    return lambda state, left_out: both([test(state, left_out) for test in tests])


def _any(tests: list[Test]) -> Test:
    return lambda state, left_out: either([test(state, left_out) for test in tests])


def _same(one: Test, other: Test, *, turned: bool) -> Test:
    def test(state: State, left_out: Bits) -> Bits:
        a, b = one(state, left_out), other(state, left_out)
        same = (FOR if a & b else UNKNOWN) | (AGAINST if (a & FOR and b & AGAINST) or (a & AGAINST and b & FOR) else UNKNOWN)
        return negation(same) if turned else same

    return test
