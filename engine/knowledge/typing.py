"""Types of conditions: every name exists, every comparison is of one kind, every function gets what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.diagnostics import Diagnostic, Location, nearest
from engine.knowledge.functions import FUNCTIONS, GROUPS, STATES, Kind
from engine.knowledge.scope import Scope
from engine.language.printer import show, show_number
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

__all__ = ["check_condition", "check_expression", "kind_of"]

_WORDS: dict[str, str] = {
    "boolean": "een ja/nee-waarde/a yes/no value",
    "number": "een getal/a number",
    "date": "een datum/a date",
    "months": "een duur in maanden/a duration in months",
    "days": "een duur in dagen/a duration in days",
    "string": "een tekst/a text",
    "null": "onbekend/unknown",
}
_ORDERED = ("number", "date", "months", "days", "string")


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
            return _arithmetic(operator, kind_of(left, scope), kind_of(right, scope))
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
        case Duration():
            return "months" if value.is_months else "days"
        case str():
            return "string"
    return "number"


_SUMS: dict[tuple[str, str, str], Kind] = {
    ("+", "date", "days"): "date",
    ("+", "date", "months"): "date",
    ("+", "days", "date"): "date",
    ("+", "months", "date"): "date",
    ("-", "date", "days"): "date",
    ("-", "date", "months"): "date",
    ("-", "date", "date"): "days",
    **{(op, kind, kind): kind for op in "+-" for kind in ("number", "days", "months")},  # type: ignore[misc]
    **{(op, "number", "number"): "number" for op in "*/"},
}


def _arithmetic(operator: str, left: Kind | None, right: Kind | None) -> Kind | None:
    if "null" in (left, right):
        return right if left == "null" else left
    return _SUMS.get((operator, left or "", right or ""))


def check_condition(expression: Expression, scope: Scope, file: str) -> list[Diagnostic]:
    """Give all type faults of a condition, which must be a yes/no."""
    return list(_Checker(scope, file).expect(expression, "boolean"))


def check_expression(expression: Expression, scope: Scope, file: str, kind: Kind = "number") -> list[Diagnostic]:
    """Give all type faults of an expression of some kind."""
    return list(_Checker(scope, file).expect(expression, kind))


class _Checker:
    """Walks one expression of one file."""

    def __init__(self, scope: Scope, file: str) -> None:
        self.scope = scope
        self.file = file

    def fault(self, code: str, e: Expression, **values: object) -> Diagnostic:
        """Make a diagnostic at a piece of the condition."""
        where = Location(self.file, e.place.line, e.place.column)
        return Diagnostic(code, where, values, length=e.place.length)

    def expect(self, e: Expression, *kinds: str) -> Iterator[Diagnostic]:
        """Check an expression and that it is of one of some kinds."""
        problems = list(self.check(e))
        yield from problems
        found = kind_of(e, self.scope)
        if not problems and found not in (*kinds, "null"):
            wanted = " of/or ".join(_WORDS[k] for k in kinds)
            yield self.fault("condition.type", e, text=show(e), found=_WORDS[found or "null"], wanted=wanted)

    def check(self, e: Expression) -> Iterator[Diagnostic]:  # noqa: C901 - one line a form
        """Check the inside of an expression."""
        match e:
            case Name():
                yield from self._name(e)
            case Negative(operand=operand):
                yield from self.expect(operand, "number", "days", "months")
            case Arithmetic():
                yield from self._sum(e)
            case Comparison(operator=operator, left=left, right=right):
                yield from self.check(left)
                yield from self._against(operator, left, right, e)
            case Between(value=value, low=low, high=high):
                yield from self.check(value)
                yield from self._against(">=", value, low, e)
                yield from self._against("<=", value, high, e)
            case Membership(value=value, tests=tests):
                yield from self.check(value)
                for test in tests:
                    yield from self._test(value, test)
            case Call():
                yield from self._call(e)
            case AllOf(operands=operands) | AnyOf(operands=operands) | AtLeast(operands=operands):
                yield from self._operands(e, operands)
            case Not(operand=operand):
                yield from self.expect(operand, "boolean")
            case If(condition=condition, then=then, otherwise=otherwise):
                yield from self.expect(condition, "boolean")
                yield from self.check(then)
                yield from self.expect(otherwise, kind_of(then, self.scope) or "boolean")

    def _operands(self, e: Expression, operands: tuple[Expression, ...]) -> Iterator[Diagnostic]:
        if isinstance(e, AtLeast) and not 1 <= e.count <= len(operands):
            yield self.fault("condition.at_least", e, n=e.count, k=len(operands))
        for operand in operands:
            yield from self.expect(operand, "boolean")

    def _name(self, e: Name) -> Iterator[Diagnostic]:
        named = self.scope.look_up(e.id)
        if named is None:
            guess = nearest(e.id, self.scope.names())
            place = self._defined(guess)
            where = Location(self.file, e.place.line, e.place.column)
            values = {"kind": _guess_kind(e.id), "name": e.id, "nearest": guess}
            yield Diagnostic("condition.unknown_name", where, values, related=place, length=e.place.length)
        elif not named.allowed:
            yield self.fault("condition.stage", e, name=e.id, stage=self.scope.stage, allowed=self.scope.rests_on)

    def _defined(self, name: str | None) -> Location | None:
        k = self.scope.knowledge
        for table in (k.facts, k.measures, k.findings, k.hypotheses, k.needs, k.parameters):
            if name in table:
                place: Location = table[name].place  # type: ignore[index]
                return place
        return None

    def _sum(self, e: Arithmetic) -> Iterator[Diagnostic]:
        problems = [*self.check(e.left), *self.check(e.right)]
        yield from problems
        left, right = kind_of(e.left, self.scope), kind_of(e.right, self.scope)
        if not problems and _arithmetic(e.operator, left, right) is None:
            wanted = _WORDS["number"]
            yield self.fault("condition.type", e.right, text=show(e.right), found=_WORDS[right or "null"], wanted=wanted)

    def _test(self, value: Expression, test: Expression) -> Iterator[Diagnostic]:
        match test:
            case Range(low=low, high=high):
                yield from self._against(">=", value, low, test)
                yield from self._against("<=", value, high, test)
            case UnaryTest(operator=operator, operand=operand):
                yield from self._against(operator, value, operand, test)
            case _:
                yield from self._against("=", value, test, test)

    def _against(self, operator: str, left: Expression, right: Expression, whole: Expression) -> Iterator[Diagnostic]:
        """Check one comparison; the left side has been checked already."""
        problems = list(self.check(right))
        yield from problems
        if problems:
            return
        first, second = kind_of(left, self.scope), kind_of(right, self.scope)
        if first is None or second is None:
            return
        if "null" in (first, second):
            named = any(isinstance(s, Name) for s in (left, right))
            if named and self.scope.stage != "alert":
                yield self.fault("condition.null", whole)
        elif first != second or (operator not in ("=", "!=") and first not in _ORDERED):
            values = {"left": show(left), "left_type": _WORDS[first], "right": show(right), "right_type": _WORDS[second]}
            yield self.fault("condition.compare", whole, **values)
        else:
            yield from self._possible(left, right)
            yield from self._possible(right, left)

    def _possible(self, side: Expression, other: Expression) -> Iterator[Diagnostic]:
        """Check that a constant is one of a name's values, or lies within its range."""
        if not isinstance(side, Name) or not (named := self.scope.look_up(side.id)):
            return
        value = self._constant(other)
        if isinstance(value, str) and named.values is not None and value not in named.values:
            known = ", ".join(named.values)
            yield self.fault(
                "condition.value", other, value=value, name=side.id, known=known, nearest=nearest(value, named.values)
            )
        elif isinstance(value, float) and named.low is not None and named.high is not None:
            if not named.low <= value <= named.high:
                low, high = show_number(named.low), show_number(named.high)
                yield self.fault(
                    "condition.out_of_range", other, value=show_number(value), name=side.id, low=low, high=high
                )

    def _constant(self, e: Expression) -> object:
        if isinstance(e, Name) and e.id in self.scope.knowledge.parameters:
            return float(self.scope.knowledge.parameters[e.id].value)
        if isinstance(e, Negative):
            inner = self._constant(e.operand)
            return -inner if isinstance(inner, float) else None
        return e.value if isinstance(e, Literal) else None

    def _call(self, e: Call) -> Iterator[Diagnostic]:
        function = FUNCTIONS.get(e.function)
        if function is None:
            known = ", ".join(sorted(FUNCTIONS))
            yield self.fault(
                "condition.unknown_function", e, name=e.function, known=known, nearest=nearest(e.function, FUNCTIONS)
            )
            return
        takes = function.takes
        if function.repeats:
            takes = takes * max(1, len(e.arguments))
        if not len(takes) - function.optional <= len(e.arguments) <= len(takes):
            yield self.fault("condition.arguments", e, name=e.function, example=function.example)
            return
        for taken, argument in zip(takes, e.arguments, strict=False):
            yield from self._argument(taken, argument, e.function, function.example)

    def _argument(self, taken: str, e: Expression, function: str, example: str) -> Iterator[Diagnostic]:
        if taken in ("number", "date", "boolean"):
            yield from self.expect(e, taken)
            return
        known = self._choices(taken)
        found = e.id if isinstance(e, Name) else e.value if isinstance(e, Literal) else None
        if isinstance(e, Name) != (taken in ("event", "fact", "level", "choice")) or not isinstance(found, str):
            yield self.fault("condition.arguments", e, name=function, example=example)
        elif found not in known:
            yield self.fault("condition.unknown_name", e, kind=taken, name=found, nearest=nearest(found, known))

    def _choices(self, taken: str) -> set[str]:
        k = self.scope.knowledge
        match taken:
            case "event":
                return {f"{p.id}.{t}" for p in k.protocols.values() for t in p.tasks}
            case "fact":
                return {f.id for f in k.facts.values() if f.type == "bool"}
            case "level":
                return {f.id for f in k.facts.values() if f.type == "level"}
            case "informant":
                return set(k.informants)
            case "choice":
                return {f.id for f in k.facts.values() if f.type == "choice"}
            case "text":
                return {value for f in k.facts.values() for value in f.values}
            case "group":
                return set(GROUPS)
        return set(STATES)


def _guess_kind(name: str) -> str:
    head = name.split(".", 1)[0]
    if head in ("signal", "exclusion", "form"):
        return "bevinding/finding"
    if head in ("cause", "pathway"):
        return "hypothese/hypothesis"
    if head == "need":
        return "behoefte/need"
    return "feit/fact" if "." in name else "parameter"
