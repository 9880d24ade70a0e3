"""Gates taken apart into positive rules on records, for an engine that only knows facts that are there.

A record says that something speaks for, or against, a numbered condition: a slot, or a part of a gate that got a number
of its own. No rule ever asks that a record is absent; what speaks against is a record like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, product
from math import prod
from typing import Literal, NamedTuple

from engine.knowledge.circuit import Gate, Rule

__all__ = ["Limits", "Pattern", "Production", "Record", "productions_of", "strata_of"]

Kind = Literal["always", "for", "against", "vote"]

# A join of more than 16 facts is an error in durable-rules; a rule stays well below it.
WIDEST_JOIN = 8
# A part of a gate gets a number of its own, and so a record in between, only where it would take more joins than this.
MOST_WAYS = 8


class Pattern(NamedTuple):
    """What a premise matches: every record of a kind about one number."""

    kind: Kind
    number: int


class Record(NamedTuple):
    """One fact; `part` tells the votes of one count apart and is 0 elsewhere."""

    kind: Kind
    number: int
    part: int = 0

    @property
    def pattern(self) -> Pattern:
        """Give the pattern that matches this record."""
        return Pattern(self.kind, self.number)


ALWAYS = Pattern("always", 0)


@dataclass(frozen=True, slots=True)
class Production:
    """`concludes` follows when every premise has a record; with a `count`, when its one premise has that many."""

    concludes: Record
    premises: tuple[Pattern, ...]
    count: int = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one set of rules may hold, well below where durable-rules 2.0.28 fails or hangs.

    It gives an error from 256 rules on one pattern, and hangs from 512 patterns of one kind. A session costs some 10 kB
    a premise, so smaller sets are faster as well.
    """

    premises: int = 400
    patterns: int = 400
    rules_on_a_pattern: int = 200

    def allow(self, uses: Counter[Pattern]) -> bool:
        """Tell whether one set may hold rules that use these patterns so often."""
        within = max(uses.values(), default=0) <= self.rules_on_a_pattern
        return within and len(uses) <= self.patterns and uses.total() <= self.premises


def productions_of(rules: Sequence[Rule], slots: int) -> tuple[Production, ...]:
    """Take rules apart; numbers below `slots` are slots, parts of gates are numbered from there on.

    The productions come in such an order that each premise is concluded before it is used, as the rules do.
    """
    writer = _Writer(slots)
    for rule in rules:
        writer.conclude(rule.slot, rule.gate)
    return tuple(writer.productions)


def strata_of(productions: Sequence[Production], limits: Limits) -> list[tuple[Production, ...]]:
    """Cut productions, in their order, into as few sets as the limits allow."""
    strata: list[list[Production]] = []
    uses: Counter[Pattern] = Counter()
    for production in productions:
        uses.update(production.premises)
        if not strata or not limits.allow(uses):
            strata.append([])
            uses = Counter(production.premises)
        strata[-1].append(production)
    return [tuple(stratum) for stratum in strata]


_OTHER: dict[Kind, Kind] = {"for": "against", "against": "for"}
_Way = tuple[Pattern, ...]


@dataclass(slots=True)
class _Writer:
    """Finds the ways in which a side of a gate holds: small ones as one join each, others by numbering parts of the gate."""

    next_number: int
    productions: list[Production] = field(default_factory=list)
    _numbers: dict[Gate, int] = field(default_factory=dict)

    def conclude(self, number: int, gate: Gate | int) -> None:
        """Write the rules that conclude both sides of a number from a gate."""
        for kind in _OTHER:
            wanted = Pattern(kind, number)
            if isinstance(gate, Gate) and gate.operation == "at_least":
                needed = gate.count if kind == "for" else len(gate.parts) - gate.count + 1
                self._count(wanted, [self._side(part, kind) for part in gate.parts], needed)
            else:
                for way in dict.fromkeys(tuple(dict.fromkeys(way)) for way in self._ways(gate, kind)):
                    self._join(wanted, way)

    def _ways(self, gate: Gate | int, kind: Kind) -> list[_Way]:
        """Give the ways in which a side of a gate holds, each as what must be there together."""
        if isinstance(gate, int):
            return [(Pattern(kind, gate),)]
        if gate.operation == "not":
            return self._ways(gate.parts[0], _OTHER[kind])
        if gate.operation == "if":
            condition, then, otherwise = gate.parts
            pairs: tuple[tuple[Kind, Gate | int, Gate | int], ...] = (
                ("for", condition, then),
                ("against", condition, otherwise),
                (kind, then, otherwise),
            )
            return [(self._side(one, side), self._side(two, kind)) for side, one, two in pairs]
        if gate.operation == "at_least":
            return [(self._side(gate, kind),)]
        found = [self._ways(part, kind) for part in gate.parts]
        if (gate.operation == "all") == (kind == "for"):
            return self._together(gate.parts, found, kind)
        few = [ways if len(ways) <= MOST_WAYS else [(self._side(p, kind),)] for p, ways in zip(gate.parts, found, strict=True)]
        return [way for ways in few for way in ways]

    def _together(self, parts: Sequence[Gate | int], found: Sequence[list[_Way]], kind: Kind) -> list[_Way]:
        """Combine the ways of parts that must hold together; where that would be many, by a number for each such part."""
        if prod(map(len, found)) > MOST_WAYS:
            found = [ways if len(ways) == 1 else [(self._side(p, kind),)] for p, ways in zip(parts, found, strict=True)]
        return [tuple(chain.from_iterable(ways)) for ways in product(*found)]

    def _side(self, gate: Gate | int, kind: Kind) -> Pattern:
        """Give the one pattern of a side of a gate, numbering the gate where it has no number yet."""
        if isinstance(gate, int):
            return Pattern(kind, gate)
        if gate.operation == "not":
            return self._side(gate.parts[0], _OTHER[kind])
        if gate not in self._numbers:
            number = self._fresh()
            self.conclude(number, gate)
            self._numbers[gate] = number
        return Pattern(kind, self._numbers[gate])

    def _fresh(self) -> int:
        self.next_number += 1
        return self.next_number - 1

    def _write(self, concludes: Record, premises: Sequence[Pattern], count: int = 1) -> None:
        self.productions.append(Production(concludes, tuple(premises) or (ALWAYS,), count))

    def _join(self, wanted: Pattern, way: _Way) -> None:
        """Join patterns that are each named once, since one fact cannot meet two premises; a wide join is cut up."""
        while len(way) > WIDEST_JOIN:
            groups = [way[i : i + WIDEST_JOIN] for i in range(0, len(way), WIDEST_JOIN)]
            way = tuple(self._joined(wanted.kind, group) for group in groups)
        self._write(Record(*wanted), way)

    def _joined(self, kind: Kind, way: _Way) -> Pattern:
        part = Pattern(kind, self._fresh())
        self._write(Record(*part), way)
        return part

    def _count(self, wanted: Pattern, premises: Sequence[Pattern], needed: int) -> None:
        """Let each premise cast a vote of its own, a premise that is named twice two, and count the votes."""
        if needed <= 0:
            self._write(Record(*wanted), [])
        if not 0 < needed <= len(premises):
            return
        box = Pattern("vote", self._fresh())
        for part, premise in enumerate(premises):
            self._write(Record(*box, part), [premise])
        self._write(Record(*wanted), [box], needed)
