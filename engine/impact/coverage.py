"""Vignettes counted: every rule, argument, row, guard and edge that they make true, and that they make false."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from engine.decision.deciding import Decision
from engine.diagnostics import Location
from engine.inference.conclusions import Conclusions
from engine.inference.truth import AGAINST, FOR, run_gate
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import Gate
from engine.knowledge.compiler import conditions_of
from engine.knowledge.tables import row_key
from engine.model.coverage import KINDS, Coverage, Covered, Kind
from engine.model.knowledge import Knowledge
from engine.protocols.replay import Replay
from engine.verification.possibility import Possibility

__all__ = ["coverage_of"]

_KIND: dict[str, Kind] = {
    "argument": "argument",
    "layer": "layer",
    "insufficient": "layer",
    "variant": "layer",
    "focus": "layer",
    "alert": "alert",
    "intervention": "intervention",
    "trigger": "trigger",
    "unless": "trigger",
    "task": "step",
    "guard": "guard",
}


def coverage_of(base: KnowledgeBase, decisions: Iterable[Decision]) -> Coverage:
    """Count over the decisions of all vignettes."""
    places = dict(_places(base.knowledge))
    true: Counter[str] = Counter()
    false: Counter[str] = Counter()
    total = 0
    for decision in decisions:
        total += 1
        for key, holds in _seen(decision.conclusions):
            (true if holds else false)[key] += 1
    possibility = Possibility(base)
    parts = [_part(base, possibility, key, kind, place, true[key], false[key]) for key, (kind, place) in places.items()]
    return Coverage(tuple(sorted(parts, key=lambda p: (KINDS.index(p.kind), p.id))), total)


def _part(  # noqa: PLR0913, PLR0917 - what a part is made of
    base: KnowledgeBase, possibility: Possibility, key: str, kind: Kind, place: Location, true: int, false: int
) -> Covered:
    if key not in base.slots:  # an edge, or one of several rules: it is taken that both can be
        return Covered(key, kind, place, true, false)
    can_be_true = bool(true) or possibility.can_hold(key)
    return Covered(key, kind, place, true, false, can_be_true, bool(false) or possibility.can_fail(key))


def _places(k: Knowledge) -> Iterator[tuple[str, tuple[Kind, Location]]]:
    for finding in k.findings.values():
        yield finding.id, ("rule", finding.place)
        if len(finding.rules) > 1:
            yield from ((f"{finding.id}#{i}", ("rule", rule.when.place)) for i, rule in enumerate(finding.rules))
    for table in k.tables.values():
        yield from ((row_key(table.id, i), ("row", row.place)) for i, row in enumerate(table.rows))
    yield from ((h.id, ("hypothesis", h.place)) for h in k.hypotheses.values())
    for key, stage, when in conditions_of(k):
        yield key, ("need" if stage == "need" else _kind_of(key), when.place)
    for protocol in k.protocols.values():
        for task in protocol.tasks.values():
            for i, transition in enumerate(task.transitions):
                yield _edge(protocol.id, task.id, i), ("edge", transition.place)


def _kind_of(key: str) -> Kind:
    """Give the kind of a condition by its key; one that sets something aside is of the kind of what it sets aside."""
    word, _, rest = key.partition(":")
    return _KIND[rest.partition(":")[0]] if word == "unless" and ":" in rest else _KIND[word]


def _edge(protocol: str, task: str, number: int) -> str:
    return f"edge:{protocol}.{task}#{number}"


def _seen(c: Conclusions) -> Iterator[tuple[str, bool]]:
    """Give what is plainly true or false in one case; what people disagree on is neither."""
    for key in c.base.slots:
        yield from _plain(key, c.of(key))
    for finding in c.base.knowledge.findings.values():
        gate = c.base.rule_of(c.base.slots[finding.id]).gate
        if len(finding.rules) > 1 and isinstance(gate, Gate):
            for i, part in enumerate(gate.parts):
                yield from _plain(f"{finding.id}#{i}", run_gate(part, c.bits))
    yield from _edges(c)


def _plain(key: str, bits: int) -> Iterator[tuple[str, bool]]:
    if bits in (FOR, AGAINST):
        yield key, bits == FOR


def _edges(c: Conclusions) -> Iterator[tuple[str, bool]]:
    """Give the edges of the protocols that concern a case: those that it went along, and those that it did not."""
    replay = Replay(c)
    for id_, standing in replay.standings.items():
        for task in standing.protocol.tasks.values():
            for i in range(len(task.transitions)):
                yield _edge(id_, task.id, i), (id_, task.id, i) in replay.taken
