"""The same gates over a table that lives in another engine, as ibis expressions: DuckDB on one machine, Spark over many.

What single values decide is looked up here, by the code that reads one case, and joined to the table; numbers that rest on more than one
column are counted with in the engine, bounds and open ends included; the gates become its yes-or-no columns, layer by layer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import reduce
from typing import Any, NamedTuple

import ibis
import networkx as nx
import polars as pl

from engine.inference import scores
from engine.inference.conclusions import Inference
from engine.knowledge.circuit import Gate, slots_of
from engine.language.syntax import Arithmetic, Call, Expression, Literal, Name, Negative
from engine.model.interval import BANDS, DECIMALS, Interval, exact
from engine.model.screening import FEWEST
from engine.screening.columns import Columns, coded
from engine.screening.leaves import Leaves, behind_findings, facts_of, implied_by
from engine.screening.numerics import Numerics, tests_of
from engine.screening.planes import unpacked

__all__ = ["conclude"]

Value = Any  # an ibis value; its types say little, and its package is an extra
_SCORES: dict[str, Callable[[float], float]] = {
    "z_of_iq": scores.z_of_iq,
    "z_of_percentile": scores.z_of_percentile,
    "percentile_of_iq": scores.percentile_of_iq,
}
_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_MIRRORED = {">": "<", ">=": "<="}
RESIDUAL = "achievement.residual_sd"


class Bounds(NamedTuple):
    """A number of every pupil: lowest and highest, nothing where unknown, and whether each end is left out."""

    low: Value
    high: Value
    low_open: Value
    high_open: Value


class Sides(NamedTuple):
    """What speaks for and what against, as yes-or-no columns."""

    speaks_for: Value
    against: Value


def conclude(connection: Any, table: Any, inference: Inference, as_of: date) -> Any:
    """Give a table with `pupil` and a column for each finding: 0 unknown, 1 true, 2 false, 3 contradictory, as in `STATUS`.

    `connection` is an ibis backend and `table` one of its tables, whose columns are named as facts are; others are left alone.
    """
    ibis.options.sql.fuse_selects = False  # fused, the layers would be written out in one another, ever longer
    return _Concluding(connection, table, inference, as_of).run()


@dataclass(slots=True)
class _Concluding:
    """The way from facts to findings in one engine; `table` grows by the columns that are joined to it, `given` stays as it was."""

    connection: Any
    table: Any
    inference: Inference
    as_of: date
    sides: dict[int, Sides] = field(default_factory=dict)
    looked_up: dict[tuple[str, tuple[str, ...]], Bounds] = field(default_factory=dict)
    joined: int = 0
    given: Any = None

    def run(self) -> Any:
        base = self.inference.base
        self.table = self.table.select("pupil", *(c for c in self.table.columns if c in base.knowledge.facts))
        self.given = self.table
        self._add_residual()
        for slot, sides in self._atoms():
            self.sides[slot] = sides
        self._layers()
        columns = {
            id_: (self._bit(self.sides[base.slots[id_]].speaks_for, 1) + self._bit(self.sides[base.slots[id_]].against, 2)).cast("int8")
            for id_ in base.knowledge.findings
        }
        return self.table.select("pupil", **columns)

    @staticmethod
    def _bit(truth: Value, weight: int) -> Value:
        return ibis.ifelse(truth, weight, 0)

    def _facts(self) -> list[str]:
        return [c for c in self.table.columns if c in self.inference.base.knowledge.facts]

    def _holding(self, facts: Sequence[str]) -> Any:
        """Give the table as it was given, where it holds these facts: what was joined since need not be gone through again."""
        return self.given if {*facts} <= {*self.given.columns} else self.table

    # --- the line of the group ---

    def _add_residual(self) -> None:
        """Fit the line in the engine, and add how far each result lies from it."""
        if RESIDUAL in self.table.columns or "achievement.percentile" not in self.table.columns:
            return
        places = [("potential.iq", "z_of_iq"), ("potential.percentile", "z_of_percentile")]
        known = [found.low for fact, function in places if (found := self._looked_up(fact, (function,)))]
        results = self._looked_up("achievement.percentile", ("z_of_percentile",))
        if not known or results is None:
            return
        t = self.table.mutate(__x=ibis.coalesce(*known), __y=results.low)
        both = t.filter(t["__x"].notnull() & t["__y"].notnull())
        x, y = both["__x"], both["__y"]
        row = self.connection.to_polars(
            both.aggregate(n=both.count(), x=x.sum(), y=y.sum(), xx=(x * x).sum(), yy=(y * y).sum(), xy=(x * y).sum())
        ).row(0, named=True)
        if row["n"] < FEWEST:
            return
        from engine.screening.regression import Sums  # noqa: PLC0415 - only where there is a line

        line = Sums(row["n"], row["x"], row["y"], row["xx"], row["yy"], row["xy"]).line()
        if line:
            away = (t["__y"] - (line.intercept + line.slope * t["__x"])) / line.error
            self.table = t.mutate(**{RESIDUAL: away.clip(-6, 6)}).drop("__x", "__y")

    # --- atoms ---

    def _atoms(self) -> Iterator[tuple[int, Sides]]:
        base = self.inference.base
        wanted, implied, numerics = behind_findings(base), implied_by(base), Numerics(base)
        rests_on = {slot: frozenset(facts_of(base.atoms[slot], base, implied)) & {*self._facts()} for slot in wanted if slot in base.atoms}
        counted = [s for s, facts in rests_on.items() if facts and not implied.subgraph(facts).size() and numerics.can(base.atoms[s])]
        asked = {slot: facts for slot, facts in rests_on.items() if slot not in counted}
        for slot in counted:
            yield slot, self._kept(self._compared(base.atoms[slot]))
        for facts in sorted({*asked.values()}, key=sorted):
            yield from self._asked(sorted(facts), [slot for slot, f in asked.items() if f == facts])

    def _kept(self, sides: Sides) -> Sides:
        """Give truth columns that are never empty: an unknown comparison speaks neither for nor against."""
        return Sides(*(ibis.coalesce(side, ibis.literal(value=False)) for side in sides))

    def _asked(self, facts: Sequence[str], slots: Sequence[int]) -> Iterator[tuple[int, Sides]]:
        """Ask once for each combination of values that occurs, and join the answers."""
        seen = self.connection.to_polars(self._holding(facts).select(*facts).distinct()) if facts else pl.DataFrame({"": [None]})
        columns = Columns({f: coded(f, [_plain(v) for v in seen[f].to_list()]) for f in facts}, seen.height, self.as_of)
        planes = dict(Leaves(self.inference, self.as_of).planes(columns, -(-seen.height // 8)))
        answers = {f"s{slot}": [bool(b) for b in unpacked(planes[slot].speaks_for, seen.height)] for slot in slots}
        answers |= {f"a{slot}": [bool(b) for b in unpacked(planes[slot].against, seen.height)] for slot in slots}
        if not facts:
            yield from ((slot, Sides(ibis.literal(answers[f"s{slot}"][0]), ibis.literal(answers[f"a{slot}"][0]))) for slot in slots)
            return
        keys = {f"k{self.joined}_{i}": seen[f] for i, f in enumerate(facts)}
        self._join(dict(zip(facts, keys, strict=True)), pl.DataFrame({**keys, **answers}))
        yield from ((slot, Sides(ibis._[f"s{slot}"], ibis._[f"a{slot}"])) for slot in slots)

    def _join(self, on: dict[str, str], answers: pl.DataFrame) -> None:
        other = ibis.memtable(answers)
        self.table = self.table.left_join(other, [self.table[f].identical_to(other[k]) for f, k in on.items()]).drop(*on.values())
        self.joined += 1

    # --- numbers ---

    def _compared(self, atom: Expression) -> Sides:
        value, tests = tests_of(atom)
        number, bounds = self._number(value), [(operator, self._number(bound)) for operator, bound in tests]
        each = [_compare(operator, number, bound) for operator, bound in bounds if number is not None and bound is not None]
        if len(each) < len(tests):
            return Sides(ibis.literal(value=False), ibis.literal(value=False))
        return reduce(lambda a, b: Sides(a.speaks_for & b.speaks_for, a.against | b.against), each)

    def _number(self, e: Expression, functions: tuple[str, ...] = ()) -> Bounds | None:  # noqa: PLR0911 - one line a form
        """Give a number to which functions were applied, the last of them first; None where the table holds nothing that it rests on.

        A function of the first that is known is the first of what the function makes of each.
        """
        knowledge = self.inference.base.knowledge
        match e:
            case Literal(value=value) if isinstance(value, int | float):
                return _fixed(float(value))
            case Name(id=name) if name in knowledge.parameters:
                return _fixed(float(knowledge.parameters[name].value))
            case Name(id=name) if name in knowledge.measures:
                formulas = knowledge.measures[name].formulas
                found = [
                    self._looked_up(name, functions) if isinstance(f, Name) and f.id == name else self._number(f, functions)
                    for f in formulas
                ]
                return _first([each for each in found if each is not None])
            case Name(id=name):
                return self._looked_up(name, functions)
            case Negative(operand=operand):
                inner = self._number(operand)
                return inner and _negative(inner)
            case Arithmetic(operator=operator, left=left, right=right):
                a, b = self._number(left), self._number(right)
                if a is None or b is None:
                    return None
                return _sum(a, _negative(b) if operator == "-" else b)
            case Call(function="band", arguments=(Name(id=name),)):
                return self._looked_up(name, functions)
            case Call(function=function, arguments=(argument,)):
                return self._number(argument, (*functions, function))
        raise TypeError(e)

    def _looked_up(self, fact: str, functions: tuple[str, ...]) -> Bounds | None:
        """Give what functions make of an observed number or level: each value that occurs once, joined to the table."""
        if fact not in self.table.columns:
            return None
        if not functions and self.inference.base.knowledge.facts[fact].type != "level":
            number = ibis._[fact].cast("float64")
            return Bounds(number, number, low_open=False, high_open=False)
        if (fact, functions) not in self.looked_up:
            self.looked_up[fact, functions] = self._look_up(fact, functions)
        return self.looked_up[fact, functions]

    def _look_up(self, fact: str, functions: tuple[str, ...]) -> Bounds:
        seen = self.connection.to_polars(self._holding([fact]).select(fact).distinct())[fact].drop_nulls()
        bounds = [_applied(functions, BANDS[v] if isinstance(v, str) else exact(float(v))) for v in seen.to_list()]
        names = [f"n{self.joined}_{part}" for part in Interval._fields]
        answers = {name: [float(b[i]) if i < 2 else bool(b[i]) for b in bounds] for i, name in enumerate(names)}  # noqa: PLR2004 - low and high
        key = f"k{self.joined}"
        kinds = dict.fromkeys(names[:2], pl.Float64) | dict.fromkeys(names[2:], pl.Boolean)
        self._join({fact: key}, pl.DataFrame({key: seen, **{n: pl.Series(v, dtype=kinds[n]) for n, v in answers.items()}}))
        return Bounds(*(ibis._[name] for name in names))

    # --- gates ---

    def _layers(self) -> None:
        """Compute findings layer by layer, each from columns that are there already."""
        base = self.inference.base
        rules = {rule.slot: rule.gate for rule in base.stages["findings"]}
        needs: nx.DiGraph[int] = nx.DiGraph()
        needs.add_nodes_from(rules)
        needs.add_edges_from((part, slot) for slot, gate in rules.items() for part in slots_of(gate) if part in rules)
        self._write(list(self.sides))
        for layer in nx.topological_generations(needs):
            for slot in layer:
                self.sides[slot] = self._gate(rules[slot])
            self._write(list(layer))

    def _write(self, slots: Sequence[int]) -> None:
        """Make columns of what was only written down."""
        new = {f"f{slot}": self.sides[slot].speaks_for for slot in slots} | {f"g{slot}": self.sides[slot].against for slot in slots}
        self.table = self.table.mutate(**new)
        self.sides |= {slot: Sides(ibis._[f"f{slot}"], ibis._[f"g{slot}"]) for slot in slots}

    def _gate(self, gate: Gate | int) -> Sides:
        if isinstance(gate, int):
            return self.sides[gate]
        parts = [self._gate(part) for part in gate.parts]
        match gate.operation:
            case "all":
                return Sides(_every(p.speaks_for for p in parts), _some(p.against for p in parts))
            case "any":
                return Sides(_some(p.speaks_for for p in parts), _every(p.against for p in parts))
            case "not":
                return Sides(parts[0].against, parts[0].speaks_for)
            case "at_least":
                return Sides(
                    _so_many(gate.count, [p.speaks_for for p in parts]),
                    _so_many(len(parts) - gate.count + 1, [p.against for p in parts]),
                )
        condition, then, otherwise = parts
        return Sides(*(_chosen(condition, one, other) for one, other in zip(then, otherwise, strict=True)))


def _plain(value: object) -> Any:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def _every(parts: Iterable[Value]) -> Value:
    found = list(parts)
    return reduce(lambda a, b: a & b, found) if found else ibis.literal(value=True)


def _some(parts: Iterable[Value]) -> Value:
    found = list(parts)
    return reduce(lambda a, b: a | b, found) if found else ibis.literal(value=False)


def _so_many(count: int, parts: Sequence[Value]) -> Value:
    if not parts or count <= 0:
        return ibis.literal(value=count <= 0)
    return reduce(lambda a, b: a + b, [ibis.ifelse(p, 1, 0) for p in parts]) >= count


def _chosen(condition: Sides, one: Value, other: Value) -> Value:
    return (one & other) | (condition.speaks_for & one) | (condition.against & other)


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
