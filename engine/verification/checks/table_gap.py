"""A decision table in which no row fits in some state."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.rows import no_row_fits
from engine.verification.subject import Check, Found, Subject
from engine.verification.witness import say_witness

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for table in subject.knowledge.tables.values():
        if table.policy == "C":  # what is collected may be nothing
            continue
        witness = no_row_fits(subject.base, table)
        if witness is not None:
            yield table.place, {"name": table.id, "state": say_witness(witness, subject.knowledge)}


CHECK = Check("table.gap", "error", _find, __doc__)
