"""What a mapping leaves unsaid of a table: the columns that are called as facts, and those that do not count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.model.knowledge import Knowledge
from engine.model.mapping import ColumnUse, TableMapping
from engine.screening.cells import target_of
from engine.screening.intake import MADE_UP, RESULTS
from engine.screening.tables import Table

__all__ = ["completed"]


def completed(mapping: TableMapping, table: Table, knowledge: Knowledge) -> tuple[TableMapping, tuple[Diagnostic, ...]]:
    """Add the columns that are named as a fact, and say which others are left out.

    Raises `KnowledgeError` when a column that the mapping names is not in the table, or there is no column of pupils.
    """
    place = Location(str(table.path), table.first_row - 1) if table.first_row > 1 else Location(str(table.path))
    missing = sorted(mapping.columns - {*table.header} - ({"pupil"} if not mapping.uses and not mapping.ignored else set()))
    faults = [Diagnostic("table.no_column", place, {"name": name, "nearest": nearest(name, table.header)}) for name in missing]
    if not faults and mapping.pupil not in table.header:
        faults.append(fault("table.no_pupil", place))
    faults += [fault("table.undated", place, name=a, other=b, subject=subject or "results") for a, b, subject in _undated(mapping.uses)]
    if faults:
        raise KnowledgeError(faults)
    own = {
        name: name for name in ("group", "school") if name in table.header and name not in mapping.columns and not getattr(mapping, name)
    }
    mapping = replace(mapping, **own)  # type: ignore[arg-type]  # both are texts
    named = [c for c in table.header if c in knowledge.facts and c not in mapping.columns]
    uses = (*mapping.uses, *(ColumnUse(c, c) for c in named))
    ignored = [c for c in table.header if c not in mapping.columns and c not in named and c != MADE_UP]
    notes = tuple(
        Diagnostic("table.ignored", place, {"name": c, "nearest": nearest(c, knowledge.facts) if "." in c else None}, "note")
        for c in ignored
    )
    return replace(mapping, uses=uses), notes


def _undated(uses: Sequence[ColumnUse]) -> Iterator[tuple[str, str, str]]:
    """Give two columns of one subject of which it cannot be told which is the latest."""
    by_subject: dict[tuple[str, str], list[ColumnUse]] = {}
    for use in uses:
        if use.scale != "correct" and target_of(use) in RESULTS:
            by_subject.setdefault((target_of(use), use.subject), []).append(use)
    for (_, subject), found in by_subject.items():
        if len(found) > 1 and any(use.date is None for use in found):
            yield found[0].column, found[1].column, subject
