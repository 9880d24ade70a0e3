"""A decision table in which no row fits in some state."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.rows import no_row_fits
from engine.verification.states import say_state
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for table in subject.knowledge.tables.values():
        if table.policy == "C":  # what is collected may be nothing
            continue
        witness = no_row_fits(subject.base, table)
        if witness is not None:
            yield table.place, {"name": table.id, "state": say_state(witness)}


CHECK = Check("table.gap", "error", _find, __doc__)
