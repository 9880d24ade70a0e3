"""The same rules over a table that lives in another engine, as ibis expressions: DuckDB on one machine, Spark over many.

What single values decide is looked up here, by the code that reads one case; numbers that rest on more than one column are counted with in
the engine, bounds and open ends included; gates, hypotheses and what rests on them become its columns, layer by layer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import ibis
import networkx as nx
import polars as pl

from engine.decision.support import criteria_of
from engine.inference.conclusions import Inference
from engine.inference.truth import STATUS
from engine.knowledge.base import Phase
from engine.knowledge.circuit import slots_of
from engine.model.screening import FEWEST
from engine.screening.columns import Columns, coded
from engine.screening.deciding import STANDING_WORDS, of_nobody
from engine.screening.far_intake import Taken
from engine.screening.far_numbers import FarNumbers
from engine.screening.far_table import FarTable, plain
from engine.screening.far_truth import Sides, Value, column_of, gate_over, number_of, same_for_all, set_aside, some, standing_of
from engine.screening.leaves import FEW, Leaves, facts_of, implied_by
from engine.screening.listing import LAYER, kept_apart
from engine.screening.live import Live, live_parts
from engine.screening.numerics import Numerics
from engine.screening.planes import unpacked
from engine.screening.regression import Sums

__all__ = ["LAYER", "conclude", "words_of"]

RESIDUAL = "achievement.residual_sd"


def conclude(taken: Taken, inference: Inference, as_of: date) -> Any:
    """Give a table with `pupil` and a number for each thing that is concluded; `words_of` gives the words for these.

    Every finding is there; hypotheses, needs, alerts and the layer where the columns can make a difference to them.
    """
    ibis.options.sql.fuse_selects = False  # fused, the layers would be written out in one another, ever longer
    far = FarTable(taken.connection, taken.table, taken.table, frozenset(taken.table.columns) - {"pupil"})
    _add_residual(far, FarNumbers(far, inference.base.knowledge))
    return _Concluding(far, inference, as_of, live_parts(inference.base, far.facts)).run()


def words_of(inference: Inference, column: str) -> Sequence[str]:
    """Give the words that the numbers of a column stand for."""
    knowledge = inference.base.knowledge
    if column in knowledge.hypotheses:
        return STANDING_WORDS
    return tuple(knowledge.layers) if column == LAYER else STATUS


def _add_residual(far: FarTable, numbers: FarNumbers) -> None:
    """Fit the line of the group in the engine, and add how far each result lies from it."""
    if RESIDUAL in far.facts or "achievement.percentile" not in far.facts:
        return
    places = [("potential.iq", "z_of_iq"), ("potential.percentile", "z_of_percentile")]
    known = [found.low for fact, function in places if (found := numbers.looked_up(fact, (function,)))]
    results = numbers.looked_up("achievement.percentile", ("z_of_percentile",))
    if not known or results is None:
        return
    t = far.table.mutate(__x=ibis.coalesce(*known), __y=results.low)
    both = t.filter(t["__x"].notnull() & t["__y"].notnull())
    x, y = both["__x"], both["__y"]
    row = far.connection.to_polars(
        both.aggregate(n=both.count(), x=x.sum(), y=y.sum(), xx=(x * x).sum(), yy=(y * y).sum(), xy=(x * y).sum())
    ).row(0, named=True)
    line = Sums(row["n"], row["x"], row["y"], row["xx"], row["yy"], row["xy"]).line() if row["n"] >= FEWEST else None
    if line:
        away = (t["__y"] - (line.intercept + line.slope * t["__x"])) / line.error
        far.table = t.mutate(**{RESIDUAL: away.round(4).clip(-6, 6)}).drop("__x", "__y")
        far.facts |= {RESIDUAL}


@dataclass
class _Concluding:
    """The way from facts to decisions in one engine."""

    far: FarTable
    inference: Inference
    as_of: date
    live: Live
    sides: dict[int, Sides] = field(default_factory=dict)
    standings: dict[str, Value] = field(default_factory=dict)

    def run(self) -> Any:
        base, knowledge = self.inference.base, self.inference.base.knowledge
        self.sides = {slot: same_for_all(bits) for slot, bits in enumerate(of_nobody(self.inference, self.as_of).bits)}
        for slot, sides in self._atoms():
            self.sides[slot] = sides
        self._run("findings")
        self._run("arguments")
        self._weigh()
        self._run("needs")
        self._set_aside(knowledge.needs)
        self._run("support")
        self._set_aside([f"insufficient:{layer}" for layer in knowledge.layers])
        layer = {LAYER: self._layer()} if self.live.placing else {}
        self._run("actions")
        apart = kept_apart(knowledge)
        told = [
            key
            for key in (*knowledge.findings, *self.live.needs, *(f"alert:{a}" for a in self._alerts))
            if key.removeprefix("alert:") not in apart
        ]
        columns = {key.removeprefix("alert:"): number_of(self.sides[base.slots[key]]) for key in told}
        return self.far.table.select("pupil", **columns, **self.standings, **layer)

    @cached_property
    def _alerts(self) -> tuple[str, ...]:
        """Give the alerts that do not ask for the support: what is looked up only after that is not looked up here."""
        base = self.inference.base
        late = {*self.live.late}
        return tuple(a for a in self.live.alerts if late.isdisjoint(slots_of(base.rules[base.slots[f"alert:{a}"]].gate)))

    # --- atoms ---

    def _atoms(self) -> Iterator[tuple[int, Sides]]:
        base = self.inference.base
        implied, numerics, numbers = implied_by(base), Numerics(base), FarNumbers(self.far, base.knowledge)
        rests_on = {slot: frozenset(facts_of(base.atoms[slot], base, implied)) & self.far.facts for slot in self.live.atoms}
        counted = {s for s, facts in rests_on.items() if not implied.subgraph(facts).size() and numerics.can(base.atoms[s])}
        for slot in sorted(counted):
            yield slot, numbers.compared(base.atoms[slot])
        asked = {slot: facts for slot, facts in rests_on.items() if slot not in counted}
        for facts in sorted({*asked.values()}, key=sorted):
            yield from self._asked(sorted(facts), sorted(slot for slot, f in asked.items() if f == facts))

    def _asked(self, facts: Sequence[str], slots: Sequence[int]) -> Iterator[tuple[int, Sides]]:
        """Ask once for each combination of values that occurs."""
        seen = self.far.occurring(facts)
        columns = Columns({f: coded(f, [plain(v) for v in seen[f].to_list()]) for f in facts}, seen.height, self.as_of)
        planes = dict(Leaves(self.inference, self.as_of, frozenset(slots)).planes(columns))
        answers = {slot: [[bool(b) for b in unpacked(side, seen.height)] for side in planes[slot]] for slot in slots}
        if len(facts) == 1 and seen.height <= FEW:
            values = seen[facts[0]].to_list()
            yield from ((slot, Sides(*(_among(facts[0], values, side) for side in sides))) for slot, sides in answers.items())
            return
        named = {f"{side}{slot}": pl.Series(truths) for slot, sides in answers.items() for side, truths in zip("sa", sides, strict=True)}
        self.far.join({f: seen[f] for f in facts}, named)
        yield from ((slot, Sides(ibis._[f"s{slot}"], ibis._[f"a{slot}"])) for slot in slots)

    # --- what rests on them ---

    def _run(self, phase: Phase) -> None:
        """Compute the rules of a phase layer by layer, each from columns that are there already."""
        base = self.inference.base
        rules = {rule.slot: rule.gate for rule in base.stages[phase] if rule.slot in self.live.slots and self._is_told(rule.slot)}
        needs: nx.DiGraph[int] = nx.DiGraph()
        needs.add_nodes_from(rules)
        needs.add_edges_from((part, slot) for slot, gate in rules.items() for part in slots_of(gate) if part in rules)
        for layer in nx.topological_generations(needs):
            self._write({slot: gate_over(rules[slot], self.sides) for slot in layer})

    def _is_told(self, slot: int) -> bool:
        """Tell whether a rule is of use here: of what people do, alerts alone."""
        base = self.inference.base
        return base.rules[slot] not in base.stages["actions"] or base.keys[slot].removeprefix("alert:") in self._alerts

    def _write(self, sides: Mapping[int, Sides]) -> None:
        """Make columns of what was only written down."""
        new = {f"{letter}{slot}": side for slot, both in sides.items() for letter, side in zip("fg", both, strict=True)}
        open_ = {name: side for name, side in new.items() if not isinstance(side, bool)}
        if open_:
            self.far.table = self.far.table.mutate(**open_)
        there = {name: ibis._[name] if name in open_ else side for name, side in new.items()}
        self.sides |= {slot: Sides(*(there[f"{letter}{slot}"] for letter in "fg")) for slot in sides}

    def _weigh(self) -> None:
        base = self.inference.base
        weighed = {}
        for id_ in self.live.hypotheses:
            arguments = base.knowledge.hypotheses[id_].arguments
            told = [(a.strength, self.sides[base.slots[f"argument:{id_}#{i}"]]) for i, a in enumerate(arguments)]
            self.standings[id_], weighed[base.slots[id_]] = standing_of(told)
        self._write(weighed)

    def _set_aside(self, keys: Iterable[str]) -> None:
        slots = self.inference.base.slots
        exceptions = {slots[key]: slots[f"unless:{key}"] for key in keys if f"unless:{key}" in slots and slots[key] in self.live.slots}
        for slot, exception in exceptions.items():
            self.sides[slot] = set_aside(self.sides[slot], self.sides[exception])

    def _layer(self) -> Value:
        """Give the place of the highest layer for which something speaks, else of the lowest."""
        keys = criteria_of(self.inference.base.knowledge)
        slots = self.inference.base.slots
        speaks_for = [some(self.sides[slots[key]].speaks_for for key in keys[layer]) for layer in keys]
        return ibis.cases(*reversed([(column_of(truth), place) for place, truth in enumerate(speaks_for)]), else_=0).cast("int8")


def _among(fact: str, values: Sequence[object], so: Sequence[bool]) -> Value:
    """Say for which values of a fact it is so."""
    meant = [value for value, each in zip(values, so, strict=True) if each]
    column, known = ibis._[fact], [value for value in meant if value is not None]
    if len(meant) in (0, len(values)):
        return bool(meant)
    if not known:
        return column.isnull()
    among = column.isin(known)
    return ibis.coalesce(among, ibis.literal(None in meant)) if None in values else among
