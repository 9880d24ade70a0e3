"""Whether something speaks for and against, as z3 formulas, and how such pairs combine; numbers as bounds, and how they compare."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from engine.verification.solver import Formula, z3

__all__ = ["Number", "Pair", "conjunction", "disjunction", "names_of", "opposite", "ordered", "real"]

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


class Pair(NamedTuple):
    """Whether something speaks for, and whether something speaks against, as z3 formulas; `names` are what it depends on."""

    pro: Formula
    con: Formula
    names: frozenset[str] = frozenset()


class Number(NamedTuple):
    """What a number may be: between two bounds, when it is known."""

    low: Formula
    high: Formula
    known: Formula
    names: frozenset[str] = frozenset()


def conjunction(parts: list[Pair]) -> Pair:
    """All of: for when each has for, against when one has against."""
    return Pair(z3.And([p.pro for p in parts]), z3.Or([p.con for p in parts]), names_of(parts))


def disjunction(parts: list[Pair]) -> Pair:
    """Any of: for when one has for, against when each has against."""
    return Pair(z3.Or([p.pro for p in parts]), z3.And([p.con for p in parts]), names_of(parts))


def opposite(pair: Pair) -> Pair:
    """Not: its against for for, its for for against."""
    return Pair(pair.con, pair.pro, pair.names)


def names_of(parts: Iterable[Pair]) -> frozenset[str]:
    """Give what some pairs depend on together."""
    return frozenset().union(*(part.names for part in parts))


def ordered(operator: str, a: Number, b: Number) -> Pair:
    """Compare two numbers: for when all that they may be satisfies, against when none of it does."""
    known = z3.And(a.known, b.known)
    return Pair(z3.And(known, _always(operator, a, b)), z3.And(known, _always(_OPPOSITE[operator], a, b)), a.names | b.names)


def _always(operator: str, a: Number, b: Number) -> Formula:
    match operator:
        case "<":
            return a.high < b.low
        case "<=":
            return a.high <= b.low
        case ">":
            return a.low > b.high
        case ">=":
            return a.low >= b.high
        case "=":
            return z3.And(a.low == a.high, b.low == b.high, a.low == b.low)
    return z3.Or(a.high < b.low, a.low > b.high)


def real(value: float) -> Formula:
    """Give a number, at the decimals at which comparisons are made."""
    return z3.RealVal(f"{value:.9f}")
