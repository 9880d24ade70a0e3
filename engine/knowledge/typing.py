"""Types of conditions: every name exists, every comparison is of one kind, every function gets what it takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.diagnostics import Diagnostic, Location, nearest
from engine.knowledge.functions import FUNCTIONS, choices_of
from engine.knowledge.kinds import KINDS, kind_of, kind_of_sum, terms
from engine.knowledge.lowering import depends_on_truth, is_compound
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
    Expression,
    If,
    Literal,
    Membership,
    Name,
    Negative,
    Not,
    Range,
    UnaryTest,
    children,
    walk,
)
from engine.messages import TERMS, Phrase, either

__all__ = ["check_condition", "check_expression"]

_Compared = tuple[str, Expression, Expression]  # the sign, what a value is compared with, and the form that says so
_ORDERED = ("number", "date", "months", "days", "string")


def check_condition(expression: Expression, scope: Scope, file: str) -> list[Diagnostic]:
    """Give all type faults of a condition, which must be a yes/no."""
    return list(_Checker(scope, file).expect(expression, "boolean"))


def check_expression(expression: Expression, scope: Scope, file: str) -> list[Diagnostic]:
    """Give all type faults of a formula, which must be a number."""
    return list(_Checker(scope, file).part(expression, "number"))


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
            yield self._misfit(e, *kinds)

    def _misfit(self, e: Expression, *kinds: str) -> Diagnostic:
        wanted = either(words for kind, words in KINDS.items() if kind in kinds)
        return self.fault("condition.type", e, text=show(e), found=KINDS[kind_of(e, self.scope) or "null"], wanted=wanted)

    def part(self, e: Expression, *kinds: str) -> Iterator[Diagnostic]:
        """Check a part of a calculation, which may not hang on a yes/no."""
        if depends_on_truth(e):
            yield self.fault("condition.nested", e, text=show(e))
        else:
            yield from self.expect(e, *kinds)

    def check(self, e: Expression) -> Iterator[Diagnostic]:  # noqa: C901 - one line a form
        """Check the inside of an expression."""
        match e:
            case Name():
                yield from self._name(e)
            case Negative(operand=operand):
                yield from self.part(operand, "number", "days", "months")
            case Arithmetic():
                yield from self._sum(e)
            case Comparison(operator=operator, left=left, right=right):
                yield from self._compared(left, [(operator, right, e)])
            case Between(value=value, low=low, high=high):
                yield from self._compared(value, [(">=", low, e), ("<=", high, e)])
            case Membership():
                yield from self._membership(e)
            case Call():
                yield from self._call(e)
            case AllOf(operands=operands) | AnyOf(operands=operands) | AtLeast(operands=operands):
                yield from self._operands(e, operands)
            case Not(operand=operand):
                yield from self.expect(operand, "boolean")
            case If():
                yield from self._if(e)

    def _if(self, e: If) -> Iterator[Diagnostic]:
        yield from self.expect(e.condition, "boolean")
        problems = [*self.check(e.then), *self.check(e.otherwise)]
        yield from problems
        kinds = {kind_of(branch, self.scope) for branch in (e.then, e.otherwise)} - {"null"}
        if not problems and len(kinds) > 1:
            yield self._misfit(e.otherwise, kind_of(e.then, self.scope) or "")
        if kinds != {"boolean"}:
            yield from self._no_value_within(e.condition)

    def _no_value_within(self, e: Expression) -> Iterator[Diagnostic]:
        """Refuse a value that hangs on yes/no's among the yes/no's that another value hangs on."""
        inner = next(filter(depends_on_truth, walk(e)), None)
        if inner:
            yield self.fault("condition.nested", inner, text=show(inner))

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
            yield self.fault("condition.stage", e, name=e.id, allowed=self.scope.rests_on)

    def _defined(self, name: str | None) -> Location | None:
        k = self.scope.knowledge
        for table in (k.facts, k.measures, k.findings, k.hypotheses, k.needs, k.parameters):
            if name in table:
                place: Location = table[name].place  # type: ignore[index]
                return place
        return None

    def _sum(self, e: Arithmetic) -> Iterator[Diagnostic]:
        problems = [p for side in (e.left, e.right) for p in self.part(side, *KINDS)]
        yield from problems
        left, right = kind_of(e.left, self.scope), kind_of(e.right, self.scope)
        if not problems and kind_of_sum(e.operator, left, right) is None:
            fits_right = terms(e.operator, left)
            yield self._misfit(e.right, *fits_right) if fits_right else self._misfit(e.left, *terms(e.operator))

    def _membership(self, e: Membership) -> Iterator[Diagnostic]:
        if is_compound(e.value):
            yield self.fault("condition.compound", e.value, text=show(e.value))
        yield from self._compared(e.value, [each for test in e.tests for each in _comparisons_of(test)])
        for test in e.tests:
            for bound in children(test) if isinstance(test, Range) else ():
                if kind_of(bound, self.scope) == "null":
                    yield self._misfit(bound, kind_of(e.value, self.scope) or "")

    def _compared(self, value: Expression, others: Iterable[_Compared]) -> Iterator[Diagnostic]:
        problems = list(self.check(value))
        yield from problems
        for operator, other, whole in others:
            yield from self.check(other) if problems else self._against(operator, value, other, whole)

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
            yield from self._with_null(left, right, whole)
        elif first != second or (operator not in ("=", "!=") and first not in _ORDERED):
            values = {"left": show(left), "left_type": KINDS[first], "right": show(right), "right_type": KINDS[second]}
            yield self.fault("condition.compare", whole, **values)
        elif all(is_compound(side) or isinstance(side, If) for side in (left, right)) and first == "boolean":
            yield self.fault("condition.compound", right, text=show(right))
        else:
            yield from self._comparable(left)
            yield from self._comparable(right)
            yield from self._possible(left, right)
            yield from self._possible(right, left)

    def _with_null(self, left: Expression, right: Expression, whole: Expression) -> Iterator[Diagnostic]:
        """Check that ignorance is asked for in alerts only, and of nothing that is concluded; constants may stand anywhere."""
        asked = [part for side in (left, right) for part in walk(side) if isinstance(part, Name | Call)]
        if asked and self.scope.stage != "alert":
            yield self.fault("condition.null", whole)
        for part in asked:
            named = self.scope.look_up(part.id) if isinstance(part, Name) else None
            if named and named.concluded:
                yield self.fault("condition.concluded", part, name=show(part))

    def _comparable(self, side: Expression) -> Iterator[Diagnostic]:
        named = self.scope.look_up(side.id) if isinstance(side, Name) else None
        if named and named.kind == "string" and named.values is None:
            yield self.fault("condition.free_text", side, name=show(side))

    def _possible(self, side: Expression, other: Expression) -> Iterator[Diagnostic]:
        """Check that a constant is one of a name's values, or lies within its range."""
        if not isinstance(side, Name) or not (named := self.scope.look_up(side.id)):
            return
        value = self._constant(other)
        if isinstance(value, str) and named.values is not None and value not in named.values:
            known = ", ".join(named.values)
            yield self.fault("condition.value", other, value=value, name=side.id, known=known, nearest=nearest(value, named.values))
        elif isinstance(value, float) and named.low is not None and named.high is not None and not named.low <= value <= named.high:
            low, high = show_number(named.low), show_number(named.high)
            yield self.fault("condition.out_of_range", other, value=show_number(value), name=side.id, low=low, high=high)

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
            yield self.fault("condition.unknown_function", e, name=e.function, known=known, nearest=nearest(e.function, FUNCTIONS))
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
        if taken in ("number", "date"):
            yield from self.part(e, taken)
            return
        if taken == "boolean":
            yield from self.expect(e, taken)
            yield from self._no_value_within(e)
            return
        known = choices_of(self.scope.knowledge, taken)
        found = e.id if isinstance(e, Name) else e.value if isinstance(e, Literal) else None
        if isinstance(e, Name) != (taken in ("event", "fact", "level", "choice")) or not isinstance(found, str):
            yield self.fault("condition.arguments", e, name=function, example=example)
        elif found not in known:
            yield self.fault("condition.unknown_name", e, kind=TERMS[taken], name=found, nearest=nearest(found, known))


def _comparisons_of(test: Expression) -> list[_Compared]:
    match test:
        case Range(low=low, high=high):
            return [(">=", low, test), ("<=", high, test)]
        case UnaryTest(operator=operator, operand=operand):
            return [(operator, operand, test)]
    return [("=", test, test)]


def _guess_kind(name: str) -> Phrase:
    head = name.split(".", 1)[0]
    if head in ("signal", "exclusion", "form"):
        return TERMS["finding"]
    if head in ("cause", "pathway"):
        return TERMS["hypothesis"]
    if head == "need":
        return TERMS["need"]
    return TERMS["fact" if "." in name else "parameter"]
