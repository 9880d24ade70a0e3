"""Numbers in another engine, each known exactly, between two bounds, or not at all; counted with as `engine.inference.numbers` does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, NamedTuple

import ibis
import polars as pl

from engine.inference import scores
from engine.language.syntax import Arithmetic, Call, Comparison, Expression, Literal, Name, Negative
from engine.model.interval import DECIMALS, Interval, band_of, exact
from engine.model.knowledge import Knowledge
from engine.screening.far_table import FarTable
from engine.screening.far_truth import Sides, same_for_all
from engine.screening.numerics import asks_whether_known, tests_of

__all__ = ["Bounds", "FarNumbers"]

Value = Any  # an ibis value; its types say little, and its package is an extra
_SCORES: dict[str, Callable[[float], float]] = {
    "z_of_iq": scores.z_of_iq,
    "z_of_percentile": scores.z_of_percentile,
    "percentile_of_iq": scores.percentile_of_iq,
}
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {">": "<", ">=": "<="}


class Bounds(NamedTuple):
    """A number of every pupil: lowest and highest, nothing where unknown, and whether each end is left out."""

    low: Value
    high: Value
    low_open: Value
    high_open: Value


class FarNumbers:
    """What conditions compare numbers by, in one engine; what functions make of a fact is looked up once."""

    def __init__(self, far: FarTable, knowledge: Knowledge) -> None:
        """Begin with nothing looked up."""
        self._far, self._knowledge = far, knowledge
        self._looked_up: dict[tuple[str, tuple[str, ...]], Bounds] = {}

    def compared(self, atom: Expression) -> Sides:
        """Compare; an unknown comparison speaks neither for nor against."""
        asked = asks_whether_known(atom)
        if asked:
            number = self._number(asked)
            known = number.low.notnull() if number else ibis.literal(value=False)
            return Sides(known, ~known) if isinstance(atom, Comparison) and atom.operator == "!=" else Sides(~known, known)
        value, tests = tests_of(atom)
        number, bounds = self._number(value), [(operator, self._number(bound)) for operator, bound in tests]
        each = [_compare(operator, number, bound) for operator, bound in bounds if number is not None and bound is not None]
        if len(each) < len(tests):
            return same_for_all(0)
        both = reduce(lambda a, b: Sides(a.speaks_for & b.speaks_for, a.against | b.against), each)
        return Sides(*(ibis.coalesce(side, ibis.literal(value=False)) for side in both))

    def _number(self, e: Expression, functions: tuple[str, ...] = ()) -> Bounds | None:  # noqa: PLR0911 - one line a form
        """Give a number to which functions were applied, the last of them first; None where the table holds nothing that it rests on.

        A function of the first that is known is the first of what the function makes of each.
        """
        knowledge = self._knowledge
        match e:
            case Literal(value=value) if isinstance(value, int | float):
                return _fixed(float(value))
            case Name(id=name) if name in knowledge.parameters:
                return _fixed(float(knowledge.parameters[name].value))
            case Name(id=name) if name in knowledge.measures:
                formulas = knowledge.measures[name].formulas
                found = [
                    self.looked_up(name, functions) if isinstance(f, Name) and f.id == name else self._number(f, functions)
                    for f in formulas
                ]
                return _first([each for each in found if each is not None])
            case Name(id=name):
                return self.looked_up(name, functions)
            case Negative(operand=operand):
                inner = self._number(operand)
                return inner and _negative(inner)
            case Arithmetic(operator=operator, left=left, right=right):
                a, b = self._number(left), self._number(right)
                if a is None or b is None:
                    return None
                return _sum(a, _negative(b) if operator == "-" else b)
            case Call(function="band", arguments=(Name(id=name),)):
                return self.looked_up(name, functions)
            case Call(function=function, arguments=(argument,)):
                return self._number(argument, (*functions, function))
        raise TypeError(e)

    def looked_up(self, fact: str, functions: tuple[str, ...]) -> Bounds | None:
        """Give what functions make of an observed number or level: each value that occurs once, joined to the table."""
        if fact not in self._far.facts:
            return None
        if not functions and self._knowledge.facts[fact].type not in ("level", "band"):
            number = ibis._[fact].cast("float64")
            return Bounds(number, number, low_open=False, high_open=False)
        if (fact, functions) not in self._looked_up:
            self._looked_up[fact, functions] = self._look_up(fact, functions)
        return self._looked_up[fact, functions]

    def _look_up(self, fact: str, functions: tuple[str, ...]) -> Bounds:
        seen = self._far.occurring([fact])[fact].drop_nulls()
        bounds = [_applied(functions, _known(v)) for v in seen.to_list()]
        names = [f"n{self._far.joined}_{part}" for part in Interval._fields]
        kinds = (pl.Float64, pl.Float64, pl.Boolean, pl.Boolean)
        answers = {name: pl.Series([b[i] for b in bounds], dtype=kind) for i, (name, kind) in enumerate(zip(names, kinds, strict=True))}
        self._far.join({fact: seen}, answers)
        return Bounds(*(ibis._[name] for name in names))


def _known(value: object) -> Interval:
    """Give what a value that the table holds says of a number; one that says nothing was refused before."""
    found = band_of(value) if isinstance(value, str) else exact(float(value))  # type: ignore[arg-type]
    assert found is not None  # noqa: S101 - as told
    return found


# --- bounds, as `engine.inference.numbers` counts with them ---


def _fixed(value: float) -> Bounds:
    return Bounds(value, value, low_open=False, high_open=False)


def _applied(functions: tuple[str, ...], value: Interval) -> Interval:
    for name in reversed(functions):
        found = scores.monotone(_SCORES[name], value)
        assert found is not None  # noqa: S101 - a value that is known stays known
        value = found
    return value


def _negative(a: Bounds) -> Bounds:
    return Bounds(-a.high, -a.low, a.high_open, a.low_open)


def _sum(a: Bounds, b: Bounds) -> Bounds:
    return Bounds(a.low + b.low, a.high + b.high, _or(a.low_open, b.low_open), _or(a.high_open, b.high_open))


def _or(a: Value, b: Value) -> Value:
    """Join two openings, each a column or plainly yes or no."""
    if isinstance(a, bool):
        return True if a else b
    return (True if b else a) if isinstance(b, bool) else a | b


def _first(found: Sequence[Bounds]) -> Bounds | None:
    """Take the first that is known."""
    return (
        reduce(lambda a, b: Bounds(*(ibis.ifelse(a.low.notnull(), one, other) for one, other in zip(a, b, strict=True))), found)
        if found
        else None
    )


def _compare(operator: str, a: Bounds, b: Bounds) -> Sides:
    a, b = (Bounds(_rounded(x.low), _rounded(x.high), x.low_open, x.high_open) for x in (a, b))
    return Sides(_always(operator, a, b), _always(_OPPOSITE[operator], a, b))


def _rounded(number: Value) -> Value:
    return round(number, DECIMALS) if isinstance(number, float) else number.round(DECIMALS)


def _always(operator: str, a: Bounds, b: Bounds) -> Value:
    match operator:
        case "<":
            out = _or(a.high_open, b.low_open)
            apart = a.high < b.low
            if isinstance(out, bool):
                return a.high <= b.low if out else apart
            return apart | ((a.high == b.low) & out)
        case "<=":
            return a.high <= b.low
        case "=":
            return (a.low == a.high) & (b.low == b.high) & (a.low == b.low)
        case "!=":
            return _always("<", a, b) | _always("<", b, a)
    return _always(_MIRRORED[operator], b, a)
