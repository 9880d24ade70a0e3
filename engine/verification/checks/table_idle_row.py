"""A row of a decision table that never counts: it never fits, or what stands above always comes first."""

from __future__ import annotations

from collections.abc import Iterator

from engine.knowledge.tables import row_key
from engine.verification.rows import fits_first
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for table in subject.knowledge.tables.values():
        for number, row in enumerate(table.rows):
            fits = subject.possibility.can_hold(row_key(table.id, number))
            if not fits or (table.policy == "F" and not fits_first(subject.base, table, number)):
                yield row.place, {"name": table.id, "row": number + 1}


CHECK = Check("table.idle_row", "warning", _find, __doc__)
