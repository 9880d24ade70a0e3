"""The overlays of a folder: a school's own changes, and those of the board or partnership that it stands on, as they count on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Literal

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.loading.document import Document, Trail, read_document
from engine.loading.library import SCHOOL_FILE, overlay_chain
from engine.loading.schema import schema_faults
from engine.model.values import is_date

__all__ = ["ABOUT", "Change", "Overlay", "Period", "date_faults", "is_same", "period_of", "read_overlays"]

ABOUT = ("valid_from", "valid_until", "approved_by")  # what a file of an overlay may say of itself beside its knowledge
_DEEDS: dict[str, Literal["replaced", "added", "removed"]] = {"replaces": "replaced", "adds": "added", "removes": "removed"}


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which something counts, both ends included."""

    first: date = date.min
    last: date = date.max

    @property
    def begins(self) -> date | None:
        """Give the first day; None for always."""
        return None if self.first == date.min else self.first

    @property
    def ends(self) -> date | None:
        """Give the last day; None for ever."""
        return None if self.last == date.max else self.last

    def holds_on(self, day: date) -> bool:
        """Tell whether a day lies in it."""
        return self.first <= day <= self.last

    def overlaps(self, other: Period) -> bool:
        """Tell whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def turns(self) -> set[date]:
        """Give the days on which it begins to count, and no longer counts."""
        begins = set() if self.first == date.min else {self.first}
        return begins if self.last == date.max else begins | {self.last + timedelta(days=1)}


@dataclass(frozen=True, slots=True)
class Change:
    """One change as it is written: the name of what it changes, and what comes in its place, standing at `trail` (None: removed)."""

    name: str
    deed: Literal["replaced", "added", "removed"]
    entry: Mapping[str, Any]
    new: Any
    trail: Trail | None
    place: Location
    period: Period


@dataclass(frozen=True, slots=True)
class Overlay:
    """One `school.yaml`: its changes of all days, those that count on the day, and on which days the whole of it counts."""

    document: Document
    every: tuple[Change, ...]
    changes: tuple[Change, ...]
    period: Period

    @property
    def value(self) -> dict[str, Any]:
        """Give what the file says."""
        return self.document.value  # type: ignore[no-any-return]  # its shape was checked


def read_overlays(root: Path, on: date) -> list[Overlay]:
    """Read the overlays of a folder, outermost first (partnership, board, school), as they count on a day.

    Raises `KnowledgeError` with all faults of shape, of dates, and of one thing changed twice on a day.
    """
    overlays: list[Overlay] = []
    faults: list[Diagnostic] = []
    for folder in overlay_chain(root):
        path = folder / SCHOOL_FILE
        document = read_document(path, name=str(path), example="school: naam")
        found = [*schema_faults(document, "school"), *_dates_of(document)]
        if not found:
            every = tuple(_changes(document))
            found += _twice(every)
            counting = tuple(_latest(change for change in every if change.period.holds_on(on)))
            overlays.append(Overlay(document, every, counting, period_of(document.value)))
        faults += found
    if faults:
        raise KnowledgeError(faults)
    return overlays


def period_of(entry: Mapping[str, Any]) -> Period:
    """Read the days on which an entry counts."""
    first, last = entry.get("valid_from"), entry.get("valid_until")
    return Period(date.fromisoformat(first) if first else date.min, date.fromisoformat(last) if last else date.max)


def is_same(one: object, other: object) -> bool:
    """Tell whether two values are written the same; `true` is not 1."""
    return one == other and isinstance(one, bool) == isinstance(other, bool)


# --- changes ---


def _changes(document: Document) -> Iterator[Change]:
    for name, written in document.value.get("parameters", {}).items():
        several = isinstance(written, list)
        for i, entry in enumerate(written if several else [written]):
            trail: Trail = ("parameters", name, i) if several else ("parameters", name)
            place = document.at(trail, key=not several)
            yield Change(f"{name}.value", "replaced", entry, entry["value"], (*trail, "value"), place, period_of(entry))
    for i, entry in enumerate(document.value.get("changes", ())):
        trail = ("changes", i)
        word = next(word for word in _DEEDS if word in entry)
        source = None if word == "removes" else (*trail, "with")
        place = document.at((*trail, word))
        yield Change(entry[word], _DEEDS[word], entry, entry.get("with"), source, place, period_of(entry))


def _latest(changes: Iterator[Change]) -> Iterator[Change]:
    """Leave out what a later change of the same thing takes over; additions stand beside each other."""
    counting = list(changes)
    last: dict[str, Change] = {}
    for each in counting:
        if each.name not in last or each.period.first > last[each.name].period.first:
            last[each.name] = each
    yield from (each for each in counting if each.deed == "added" or last[each.name] is each)


def _twice(changes: tuple[Change, ...]) -> Iterator[Diagnostic]:
    """Give the changes of one thing of which no date tells which of them counts."""
    first: dict[tuple[str, date], Change] = {}
    for each in changes:
        if each.deed != "added":
            other = first.setdefault((each.name, each.period.first), each)
            if other is not each:
                yield fault("overlay.twice", each.place, name=each.name, first=str(other.place))


# --- dates ---


def _dates_of(document: Document) -> Iterator[Diagnostic]:
    value = document.value if isinstance(document.value, dict) else {}
    yield from date_faults(document, (), value)
    parameters = value.get("parameters")
    for name, written in parameters.items() if isinstance(parameters, dict) else ():
        for i, entry in enumerate(written if isinstance(written, list) else [written]):
            yield from date_faults(document, ("parameters", name, i) if isinstance(written, list) else ("parameters", name), entry)
    changes = value.get("changes")
    for i, entry in enumerate(changes if isinstance(changes, list) else ()):
        yield from date_faults(document, ("changes", i), entry)
    calendar = value.get("calendar")
    for word in ("closed", "open"):
        days = calendar.get(word) if isinstance(calendar, dict) else None
        for i, entry in enumerate(days if isinstance(days, list) else ()):
            yield from date_faults(document, ("calendar", word, i), entry, ("from", "to"))


def date_faults(
    document: Document, trail: Trail, entry: Any, keys: tuple[str, str] = ("valid_from", "valid_until")
) -> Iterator[Diagnostic]:
    """Give the faults of an entry's first and last day."""
    if not isinstance(entry, dict):
        return
    given = [key for key in keys if key in entry]
    bad = [key for key in given if not is_date(entry[key])]
    yield from (fault("shape.date", document.at((*trail, key)), value=str(entry[key])) for key in bad)
    if len(given) == len(keys) and not bad and entry[keys[1]] < entry[keys[0]]:
        yield fault("overlay.backwards", document.at((*trail, keys[1])), first=entry[keys[0]], last=entry[keys[1]])
