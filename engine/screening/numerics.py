"""Atoms that compare numbers, computed for all pupils at once; each means what `engine.inference` makes of it for one."""

from __future__ import annotations

import numpy as np

from engine.inference import scores
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.kinds import kind_of
from engine.knowledge.scope import Scope
from engine.language.syntax import Arithmetic, Between, Call, Comparison, Expression, Literal, Membership, Name, Negative, Range, UnaryTest
from engine.model.interval import Interval, band_of, exact
from engine.screening.columns import Codes, Column, Columns
from engine.screening.lookup import Lookup, pick
from engine.screening.planes import Plane, packed
from engine.screening.spans import Pair, Spans, choose_first, combined, compared, fixed, monotone, table

__all__ = ["Numerics", "asks_whether_known", "tests_of"]

NOTHING = Interval(np.nan, np.nan)
_SCORES = {"z_of_iq": scores.z_of_iq, "z_of_percentile": scores.z_of_percentile, "percentile_of_iq": scores.percentile_of_iq}


class Numerics:
    """What a knowledge base compares numbers by."""

    def __init__(self, base: KnowledgeBase) -> None:
        """Keep the knowledge, and the names that mean a measure."""
        self._knowledge = base.knowledge
        self._scope = Scope(base.knowledge, "alert")

    # --- which atoms ---

    def can(self, atom: Expression) -> bool:
        """Tell whether an atom compares numbers in a way that is known here."""
        asked = asks_whether_known(atom)
        if asked:
            return self._is_number(asked)
        match atom:
            case Comparison(left=left, right=right):
                return self._is_number(left) and self._is_number(right)
            case Between(value=value, low=low, high=high):
                return all(map(self._is_number, (value, low, high)))
            case Membership(value=value, tests=(test,)):
                return self._is_number(value) and all(map(self._is_number, _ends(test)))
        return False

    def _is_number(self, e: Expression) -> bool:  # noqa: PLR0911 - one line a form
        if kind_of(e, self._scope) != "number":
            return False
        match e:
            case Literal():
                return True
            case Name(id=name):
                formulas = self._knowledge.measures[name].formulas if name in self._knowledge.measures else ()
                return all(f == e or self._is_number(f) for f in formulas)
            case Negative(operand=operand):
                return self._is_number(operand)
            case Arithmetic(operator=operator, left=left, right=right):
                return operator in "+-" and self._is_number(left) and self._is_number(right)
            case Call(function=function, arguments=arguments):
                return function == "band" or (function in _SCORES and self._is_number(arguments[0]))
        return False

    # --- what they say ---

    def plane(self, atom: Expression, part: Columns) -> Plane:
        """Compute an atom for a part of the pupils."""
        asked = asks_whether_known(atom)
        if asked:
            spans = self._spans(asked, part)
            known = ~np.isnan(spans.low)
            return _plane((known, ~known) if _operator(atom) == "!=" else (~known, known), spans.codes, part.pupils)
        value, tests = tests_of(atom)
        number = self._spans(value, part)
        planes = [_plane(*compared(operator, number, self._spans(bound, part)), part.pupils) for operator, bound in tests]
        first, *more = planes
        for each in more:
            first = Plane(first.speaks_for & each.speaks_for, first.against | each.against)
        return first

    def _spans(self, e: Expression, part: Columns) -> Spans:  # noqa: PLR0911 - one line a form
        match e:
            case Literal(value=value) if isinstance(value, int | float):
                return fixed(exact(float(value)))
            case Name(id=name) if name in self._knowledge.parameters:
                return fixed(exact(float(self._knowledge.parameters[name].value)))
            case Name(id=name) if name in self._knowledge.measures:
                return self._measured(name, part)
            case Name(id=name):
                return _observed(part.by_fact.get(name))
            case Negative(operand=operand):
                return combined("-", fixed(exact(0.0)), self._spans(operand, part))
            case Arithmetic(operator=operator, left=left, right=right):
                return combined(operator, self._spans(left, part), self._spans(right, part))
            case Call(function="band", arguments=(Name(id=name),)):
                return _observed(part.by_fact.get(name))
            case Call(function=function, arguments=(argument,)):
                return monotone(_SCORES[function], scores.CLAMP, self._spans(argument, part))
        raise TypeError(e)

    def _measured(self, name: str, part: Columns) -> Spans:
        """Take the first formula that is known; in its own formulas a measure's name means what was observed."""
        found: Spans | None = None
        for formula in self._knowledge.measures[name].formulas:
            own = isinstance(formula, Name) and formula.id == name
            spans = _observed(part.by_fact.get(name)) if own else self._spans(formula, part)
            found = spans if found is None else choose_first(found, spans)
        return found or fixed(NOTHING)


def asks_whether_known(atom: Expression) -> Name | None:
    """Give the name of which an atom only asks whether anybody said anything."""
    match atom:
        case Comparison(operator="=" | "!=", left=Name() as name, right=Literal(value=None)):
            return name
    return None


def _operator(atom: Expression) -> str:
    return atom.operator if isinstance(atom, Comparison) else ""


def tests_of(atom: Expression) -> tuple[Expression, list[tuple[str, Expression]]]:
    """Give the number that an atom is about, and the comparisons that it must pass, all of them."""
    match atom:
        case Comparison(operator=operator, left=left, right=right):
            return left, [(operator, right)]
        case Between(value=value, low=low, high=high):
            return value, [(">=", low), ("<=", high)]
        case Membership(value=value, tests=(test,)):
            return value, _tests(test)
    raise TypeError(atom)


def _observed(column: Column | None) -> Spans:
    if column is None:
        return fixed(NOTHING)
    if isinstance(column.values, np.ndarray):
        numbers = np.concatenate([[np.nan], column.values])
        closed = np.zeros(len(numbers), bool)
        return Spans(numbers, numbers, closed, closed, column.codes)
    known = [band_of(v) if isinstance(v, str) else exact(float(v)) for v in column.values]
    return table([None, *known], column.codes)


def _plane(truth: Pair, codes: Codes | None, pupils: int) -> Plane:
    if codes is None:
        spread = [np.broadcast_to(t, pupils) for t in truth]
        return Plane(packed(spread[0]), packed(spread[1]))
    lookup = Lookup(codes, len(truth[0]) - 1)
    return Plane(lookup.where(pick(truth[0])), lookup.where(pick(truth[1])))


def _ends(test: Expression) -> tuple[Expression, ...]:
    return tuple(bound for _, bound in _tests(test))


def _tests(test: Expression) -> list[tuple[str, Expression]]:
    match test:
        case Range(low=low, high=high, low_open=low_open, high_open=high_open):
            return [(">" if low_open else ">=", low), ("<" if high_open else "<=", high)]
        case UnaryTest(operator=operator, operand=operand):
            return [(operator, operand)]
    return [("=", test)]
