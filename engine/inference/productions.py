"""Gates taken apart into positive rules on records, for an engine that only knows facts that are there.

A record says that something speaks for, or against, a numbered condition: a slot, or a part of a gate that got a number
of its own. No rule ever asks that a record is absent; what speaks against is a record like any other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from engine.knowledge.circuit import Gate, Rule

__all__ = ["Limits", "Pattern", "Production", "Record", "productions_of", "strata_of"]

Kind = Literal["always", "for", "against", "vote"]

# A join of more than 16 facts is an error in durable-rules; a rule stays well below it.
WIDEST_JOIN = 8


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


class _Sides(NamedTuple):
    """The patterns for what speaks for a part, and for what speaks against it."""

    speaks_for: Pattern
    against: Pattern

    @staticmethod
    def of(number: int) -> _Sides:
        return _Sides(Pattern("for", number), Pattern("against", number))

    def swapped(self) -> _Sides:
        return _Sides(self.against, self.speaks_for)


@dataclass(slots=True)
class _Writer:
    next_number: int
    productions: list[Production] = field(default_factory=list)
    _numbers: dict[Gate, int] = field(default_factory=dict)

    def conclude(self, number: int, gate: Gate | int) -> None:
        """Write the rules that conclude both sides of a number from a gate."""
        wanted = _Sides.of(number)
        if isinstance(gate, int) or gate.operation == "not":
            self._copy(wanted, self._part(gate))
            return
        parts = [self._part(part) for part in gate.parts]
        fors, againsts = [p.speaks_for for p in parts], [p.against for p in parts]
        match gate.operation:
            case "all":
                self._each(wanted.speaks_for, fors)
                self._one_of(wanted.against, againsts)
            case "any":
                self._one_of(wanted.speaks_for, fors)
                self._each(wanted.against, againsts)
            case "at_least":
                self._count(wanted.speaks_for, fors, gate.count)
                self._count(wanted.against, againsts, len(parts) - gate.count + 1)
            case "if":
                self._choose(wanted, *parts)

    def _part(self, gate: Gate | int) -> _Sides:
        if isinstance(gate, int):
            return _Sides.of(gate)
        if gate.operation == "not":
            return self._part(gate.parts[0]).swapped()
        if gate not in self._numbers:
            number = self._fresh()
            self.conclude(number, gate)
            self._numbers[gate] = number
        return _Sides.of(self._numbers[gate])

    def _fresh(self) -> int:
        self.next_number += 1
        return self.next_number - 1

    def _write(self, concludes: Record, premises: Sequence[Pattern], count: int = 1) -> None:
        self.productions.append(Production(concludes, tuple(premises) or (ALWAYS,), count))

    def _copy(self, wanted: _Sides, source: _Sides) -> None:
        for conclusion, premise in zip(wanted, source, strict=True):
            self._write(Record(*conclusion), [premise])

    def _one_of(self, wanted: Pattern, premises: Sequence[Pattern]) -> None:
        for premise in dict.fromkeys(premises):
            self._write(Record(*wanted), [premise])

    def _each(self, wanted: Pattern, premises: Sequence[Pattern]) -> None:
        """Join premises, each once: one fact cannot meet two premises of a rule, and a wide join is cut up."""
        once = tuple(dict.fromkeys(premises))
        while len(once) > WIDEST_JOIN:
            groups = [once[i : i + WIDEST_JOIN] for i in range(0, len(once), WIDEST_JOIN)]
            once = tuple(self._joined(wanted.kind, group) for group in groups)
        self._write(Record(*wanted), once)

    def _joined(self, kind: Kind, premises: tuple[Pattern, ...]) -> Pattern:
        part = Pattern(kind, self._fresh())
        self._write(Record(*part), premises)
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

    def _choose(self, wanted: _Sides, condition: _Sides, then: _Sides, otherwise: _Sides) -> None:
        for conclusion, yes, no in zip(wanted, then, otherwise, strict=True):
            for premises in ((condition.speaks_for, yes), (condition.against, no), (yes, no)):
                self._each(conclusion, premises)
