"""Atoms over columns: each is looked up once for every value that occurs, by the same code that looks up one case.

Facts that imply one another, or that meet in one atom, form a group: what their atoms say depends on the values of that
group alone, so each combination of values that occurs is asked once. Where such combinations would be too many, an atom that
compares numbers is computed for all pupils at once (`numerics`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from engine.inference.conclusions import Inference
from engine.inference.truth import AGAINST, FOR
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import slots_of
from engine.language.syntax import Expression, Name, walk
from engine.model.case import Case, Observation
from engine.screening.columns import Column, Columns
from engine.screening.lookup import Lookup, Pick, pick
from engine.screening.numerics import Numerics
from engine.screening.planes import Plane, constant

__all__ = ["Leaves", "behind_findings", "facts_of", "implied_by"]

FEW = 256  # values of one column that are asked one by one
COUNTABLE = 1 << 16  # combinations of which it is counted, not sorted out, which occur


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    """Facts that hang together, the atoms that rest on them, and the answers so far: a combination of codes to a truth for each atom."""

    facts: tuple[str, ...]
    slots: tuple[int, ...]
    asked: dict[int, list[int]] = field(default_factory=dict)


class Leaves:
    """The atoms of a knowledge base over the columns of one table, ready for each part of it."""

    def __init__(self, inference: Inference, columns: Columns) -> None:
        """Find out which atoms rest on which columns."""
        self._inference, self._columns = inference, columns
        base = inference.base
        self._numerics = Numerics(base)
        implied = implied_by(base)
        wanted = behind_findings(base)
        self._rests_on = {
            slot: frozenset(facts_of(atom, base, implied)) & columns.by_fact.keys() for slot, atom in base.atoms.items() if slot in wanted
        }
        self._counted = frozenset(slot for slot in self._rests_on if self._is_counted(slot, implied))
        self._groups = list(self._grouped())
        single = (g for g in self._groups if len(g.facts) == 1)
        self._picks = {g.facts[0]: self._asked_alone(g) for g in single}
        nothing = self._ask((), self._rests_on)
        self._idle = {slot: bits for (slot, facts), bits in zip(self._rests_on.items(), nothing, strict=True) if not facts}

    def planes(self, part: Columns, length: int) -> Iterator[tuple[int, Plane]]:
        """Give the plane of every atom, for a part of the table that takes `length` bytes."""
        for slot, bits in self._idle.items():
            yield slot, constant(bits, length)
        for slot in self._counted:
            yield slot, self._numerics.plane(self._inference.base.atoms[slot], part)
        for group in self._groups:
            yield from self._of_group(group, [part.by_fact[fact] for fact in group.facts])

    def _is_counted(self, slot: int, implied: nx.DiGraph[str]) -> bool:
        facts = self._rests_on[slot]
        many = len(facts) > 1 or any(len(self._columns.by_fact[f].values) > FEW for f in facts)
        return many and implied.subgraph(facts).size() == 0 and self._numerics.can(self._inference.base.atoms[slot])

    def _grouped(self) -> Iterator[_Group]:
        ties: nx.Graph[str] = nx.Graph()
        bound = {slot: sorted(facts) for slot, facts in self._rests_on.items() if facts and slot not in self._counted}
        for facts in bound.values():
            nx.add_path(ties, facts)
        for group in nx.connected_components(ties):
            yield _Group(tuple(sorted(group)), tuple(slot for slot, facts in bound.items() if facts[0] in group))

    def _of_group(self, group: _Group, columns: Sequence[Column]) -> Iterator[tuple[int, Plane]]:
        if len(columns) == 1:
            lookup, picks = Lookup(columns[0].codes, len(columns[0].values)), self._picks[group.facts[0]]
        else:
            occurring, codes = _occurring(columns)
            lookup, picks = Lookup(codes, len(occurring) - 1), self._asked(group, columns, occurring)
        for slot, (speaks_for, against) in zip(group.slots, picks, strict=True):
            yield slot, Plane(lookup.where(speaks_for), lookup.where(against))

    def _asked_alone(self, group: _Group) -> list[tuple[Pick, Pick]]:
        column = self._columns.by_fact[group.facts[0]]
        return self._asked(group, [column], range(len(column.values) + 1))

    def _asked(self, group: _Group, columns: Sequence[Column], joints: Sequence[int]) -> list[tuple[Pick, Pick]]:
        """Give for each atom of a group the combinations of codes that speak for it, and those that speak against it."""
        for joint in joints:
            if joint not in group.asked:
                group.asked[joint] = self._ask(_said(columns, joint), group.slots)
        truths = zip(*(group.asked[joint] for joint in joints), strict=True)
        return [(pick([bits & FOR > 0 for bits in truth]), pick([bits & AGAINST > 0 for bits in truth])) for truth in truths]

    def _ask(self, said: Iterable[Observation], slots: Collection[int]) -> list[int]:
        """Give what a case of which only this is known makes of atoms."""
        memory = self._inference.take_in(Case("pupil", None, tuple(said), ()), self._columns.as_of)
        return [self._inference.look(slot, memory) for slot in slots]


def behind_findings(base: KnowledgeBase) -> frozenset[int]:
    """Give the slots that findings are made of; what only later stages look at is not asked."""
    return frozenset(slot for rule in base.stages["findings"] for slot in slots_of(rule.gate))


def facts_of(atom: Expression, base: KnowledgeBase, implied: nx.DiGraph[str]) -> Iterator[str]:
    """Give every fact whose value can make a difference to an atom."""
    for name in (node.id for node in walk(atom) if isinstance(node, Name)):
        for fact in (name, *base.measured.get(name, ())):
            yield fact
            yield from nx.ancestors(implied, fact) if fact in implied else ()


def implied_by(base: KnowledgeBase) -> nx.DiGraph[str]:
    """Give which fact implies which."""
    return nx.DiGraph((fact.id, each.fact) for fact in base.knowledge.facts.values() for each in fact.implies)


def _occurring(columns: Sequence[Column]) -> tuple[list[int], NDArray[np.unsignedinteger]]:
    """Give the combinations of codes that occur, and for each pupil which of them."""
    joint = np.zeros(len(columns[0].codes), np.int64)
    size = 1
    for column in columns:
        joint = joint * (len(column.values) + 1) + column.codes
        size *= len(column.values) + 1
    if size <= COUNTABLE:
        occurring = np.flatnonzero(np.bincount(joint, minlength=size))
        places = np.zeros(size, np.min_scalar_type(len(occurring)))
        places[occurring] = np.arange(len(occurring))
        return occurring.tolist(), places[joint]
    occurring, codes = np.unique(joint, return_inverse=True)
    return occurring.tolist(), codes.astype(np.min_scalar_type(len(occurring)))


def _said(columns: Sequence[Column], joint: int) -> Iterator[Observation]:
    """Give what a combination of codes stands for."""
    for column in reversed(columns):
        joint, code = divmod(joint, len(column.values) + 1)
        value = column.at(code)
        if value is not None:
            yield Observation(column.fact, value)
