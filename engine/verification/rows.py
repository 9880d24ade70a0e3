"""Rows of decision tables: in which state none fits, and in which two fit that get in each other's way."""

from __future__ import annotations

from collections.abc import Sequence

from engine.inference.truth import AGAINST, FOR
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import Gate
from engine.knowledge.tables import row_key
from engine.model.table import DecisionTable
from engine.verification.atoms import State
from engine.verification.states import Look, States, Verdict

__all__ = ["both_fit", "fits_first", "no_row_fits"]


def no_row_fits(base: KnowledgeBase, table: DecisionTable) -> State | None:
    """Give a state, with everything known, in which no row fits."""
    gates = _gates(base, table, range(len(table.rows)))

    def verdict(low: Look, _high: Look) -> bool | None:
        found = [low.gate(g) for g in gates]
        return True if all(bits == AGAINST for bits in found) else False if any(bits & FOR for bits in found) else None

    return _find(base, gates, verdict)


def both_fit(base: KnowledgeBase, table: DecisionTable, one: int, other: int) -> State | None:
    """Give a state in which two rows fit."""
    gates = _gates(base, table, (one, other))

    def verdict(low: Look, high: Look) -> bool | None:
        if all(low.gate(g) & FOR for g in gates):
            return True
        return None if all(high.gate(g) & FOR for g in gates) else False

    return _find(base, gates, verdict)


def fits_first(base: KnowledgeBase, table: DecisionTable, number: int) -> bool:
    """Tell whether a row can fit while none above it does; a search that took too long counts as found."""
    (own, *above) = _gates(base, table, (number, *range(number)))

    def verdict(low: Look, high: Look) -> bool | None:
        if low.gate(own) & FOR and all(low.gate(g) == AGAINST for g in above):
            return True
        return None if high.gate(own) & FOR and all(high.gate(g) & AGAINST for g in above) else False

    states = States(base, (own, *above))
    return states.find(verdict) is not None or states.gave_up


def _gates(base: KnowledgeBase, table: DecisionTable, rows: Sequence[int]) -> list[Gate | int]:
    return [base.rule_of(base.slots[row_key(table.id, i)]).gate for i in rows]


def _find(base: KnowledgeBase, gates: list[Gate | int], verdict: Verdict) -> State | None:
    folded = States(base, gates, unfold=False)
    found = folded.find(verdict)
    if found is None or not folded.folded:
        return found
    unfolded = States(base, gates)
    witness = unfolded.find(verdict)
    return found if unfolded.gave_up else witness
