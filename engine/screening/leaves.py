"""Atoms over columns: each is looked up once for every value that occurs, by the same code that looks up one case.

Facts that imply one another, or that meet in one atom, form a group: what their atoms say depends on the values of that
group alone, so each combination of values that occurs is asked once. Where such combinations would be too many, an atom that
compares numbers is computed for all pupils at once (`numerics`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import networkx as nx
import numpy as np

from engine.inference.conclusions import Inference
from engine.inference.truth import AGAINST, FOR
from engine.knowledge.base import KnowledgeBase
from engine.language.syntax import Expression, Name, walk
from engine.model.case import Case, Observation
from engine.model.vocabulary import Value
from engine.screening.columns import Column, Columns, listed
from engine.screening.kinds import kinds
from engine.screening.lookup import Lookup, Pick, pick
from engine.screening.numerics import Numerics
from engine.screening.planes import Plane

__all__ = ["FEW", "Leaves", "facts_of", "implied_by"]

FEW = 256  # values of one column that are asked one by one


Picks = list[tuple[Pick, Pick]]


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Facts that hang together, the atoms that rest on them, and the answers so far: to what is said, a truth for each atom."""

    facts: tuple[str, ...]
    slots: tuple[int, ...]
    asked: dict[tuple[Value | None, ...], list[int]] = field(default_factory=dict)
    picks: dict[tuple[Value, ...], Picks] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """How the atoms are found in tables with the same columns: which are counted, and which are asked."""

    counted: tuple[int, ...]
    groups: tuple[_Group, ...]


class Leaves:
    """The atoms of a knowledge base over columns; what was asked of one part of a table is known for the next."""

    def __init__(self, inference: Inference, as_of: date, wanted: Collection[int]) -> None:
        """Keep the rules; `wanted` are the atoms that are asked for."""
        self._inference, self._as_of = inference, as_of
        base = inference.base
        self._numerics, self._implied = Numerics(base), implied_by(base)
        self._wanted = wanted
        self._plans: dict[tuple[frozenset[str], frozenset[str]], _Plan] = {}

    def planes(self, part: Columns) -> Iterator[tuple[int, Plane]]:
        """Give the plane of every atom that rests on these columns, for a part of a table."""
        plan = self._plan(part)
        for slot in plan.counted:
            yield slot, self._numerics.plane(self._inference.base.atoms[slot], part)
        for group in plan.groups:
            yield from self._of_group(group, [part.by_fact[fact] for fact in group.facts])

    # --- how ---

    def _plan(self, part: Columns) -> _Plan:
        many = frozenset(fact for fact, column in part.by_fact.items() if len(column.values) > FEW)
        key = frozenset(part.by_fact), many
        if key not in self._plans:
            self._plans[key] = self._planned(*key)
        return self._plans[key]

    def _planned(self, facts: frozenset[str], many: frozenset[str]) -> _Plan:
        base = self._inference.base
        atoms = base.atoms.items()
        rests_on = {slot: frozenset(facts_of(atom, base, self._implied)) & facts for slot, atom in atoms if slot in self._wanted}
        counted = tuple(slot for slot, of in rests_on.items() if self._is_counted(slot, of, many))
        asked = {slot: sorted(of) for slot, of in rests_on.items() if of and slot not in counted}
        return _Plan(counted, tuple(_grouped(asked)))

    def _is_counted(self, slot: int, facts: frozenset[str], many: frozenset[str]) -> bool:
        if not facts:
            return False
        wide = len(facts) > 1 or bool(facts & many)
        return wide and self._implied.subgraph(facts).size() == 0 and self._numerics.can(self._inference.base.atoms[slot])

    # --- what is so ---

    def _of_group(self, group: _Group, columns: Sequence[Column]) -> Iterator[tuple[int, Plane]]:
        if len(columns) == 1:
            lookup, picks = Lookup(columns[0].codes, len(columns[0].values)), self._picks(group, columns[0])
        else:
            codes, first = kinds(((c.codes, len(c.values) + 1) for c in columns), len(columns[0].codes))
            lookup, picks = Lookup(codes, len(first) - 1), self._asked(group, [_said(columns, pupil) for pupil in first.tolist()])
        for slot, (speaks_for, against) in zip(group.slots, picks, strict=True):
            yield slot, Plane(lookup.where(speaks_for), lookup.where(against))

    def _picks(self, group: _Group, column: Column) -> Picks:
        """Give the picks of one column; parts of a table mostly hold the same values."""
        values = tuple(listed(column.values))
        if values not in group.picks:
            group.picks.clear()
            group.picks[values] = self._asked(group, [(None,), *((value,) for value in values)])
        return group.picks[values]

    def _asked(self, group: _Group, said: Sequence[tuple[Value | None, ...]]) -> Picks:
        """Give for each atom of a group which of what is said speaks for it, and which against it."""
        for values in said:
            if values not in group.asked:
                told = (Observation(fact, v) for fact, v in zip(group.facts, values, strict=True) if v is not None)
                group.asked[values] = self._ask(told, group.slots)
        truths = np.array([group.asked[values] for values in said], np.uint8).T
        return [(pick(truth & FOR > 0), pick(truth & AGAINST > 0)) for truth in truths]

    def _ask(self, said: Iterable[Observation], slots: Collection[int]) -> list[int]:
        """Give what a case of which only this is known makes of atoms."""
        memory = self._inference.take_in(Case("pupil", None, tuple(said), ()), self._as_of)
        return [self._inference.look(slot, memory) for slot in slots]


def _grouped(asked: Mapping[int, Sequence[str]]) -> Iterator[_Group]:
    """Put facts together that meet in an atom."""
    ties: nx.Graph[str] = nx.Graph()
    for facts in asked.values():
        nx.add_path(ties, facts)
    for group in nx.connected_components(ties):
        yield _Group(tuple(sorted(group)), tuple(slot for slot, facts in asked.items() if facts[0] in group))


def facts_of(atom: Expression, base: KnowledgeBase, implied: nx.DiGraph[str]) -> Iterator[str]:
    """Give every fact whose value can make a difference to an atom."""
    for name in (node.id for node in walk(atom) if isinstance(node, Name)):
        for fact in (name, *base.measured.get(name, ())):
            yield fact
            yield from nx.ancestors(implied, fact) if fact in implied else ()


def implied_by(base: KnowledgeBase) -> nx.DiGraph[str]:
    """Give which fact implies which."""
    return nx.DiGraph((fact.id, each.fact) for fact in base.knowledge.facts.values() for each in fact.implies)


def _said(columns: Sequence[Column], pupil: int) -> tuple[Value | None, ...]:
    """Give what columns say of one pupil."""
    return tuple(column.value(pupil) for column in columns)
