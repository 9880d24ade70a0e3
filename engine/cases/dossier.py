"""One pupil as somebody opened the record: what was kept, what follows of it as a case, and up to where it was seen."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engine.cases.contents import case_of, content_of
from engine.model.case import Case
from engine.model.history import Entry

__all__ = ["Dossier", "dossier_of"]


@dataclass(frozen=True, slots=True)
class Dossier:
    """The entries that a reader may see, oldest first, and the case that they make; `seen` is the number of the last one."""

    pseudonym: str
    entries: tuple[Entry, ...]
    case: Case

    @property
    def seen(self) -> int:
        """Give what whoever writes next has seen."""
        return max((each.seq for each in self.entries), default=0)

    @property
    def left_on(self) -> dt.date | None:
        """Give the day on which the pupil left the school, None where they are still there."""
        days = [each.body.get("date") for each in self.entries if each.kind == "left"]
        return dt.date.fromisoformat(str(days[-1])) if days and days[-1] else None


def dossier_of(pseudonym: str, entries: tuple[Entry, ...], as_of: dt.date | None = None) -> Dossier:
    """Open a record; the case is asked about on `as_of`, by default today."""
    return Dossier(pseudonym, entries, case_of(content_of(pseudonym, entries), as_of))
