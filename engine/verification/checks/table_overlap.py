"""Two rows of a decision table that fit in one state, though its policy says that only one does, or that they agree."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.verification.rows import both_fit
from engine.verification.subject import Check, Found, Subject
from engine.verification.witness import say_witness

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for table in subject.knowledge.tables.values():
        for one, other in combinations(range(len(table.rows)), 2):
            agree = table.rows[one].then == table.rows[other].then
            if table.policy not in ("U", "A") or (table.policy == "A" and agree):
                continue
            witness = both_fit(subject.base, table, one, other)
            if witness is not None:
                rows = f"{one + 1}, {other + 1}"
                yield table.rows[other].place, {"name": table.id, "rows": rows, "state": say_witness(witness, subject.knowledge)}


CHECK = Check("table.overlap", "error", _find, __doc__)
