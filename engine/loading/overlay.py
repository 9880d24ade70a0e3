"""A school's own changes laid over the base: parameters, parts of rules and protocols, provisions, calendar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.loading.document import Document, Trail, read_document
from engine.loading.library import SCHOOL_FILE, overlay_chain
from engine.loading.schema import schema_faults
from engine.model.values import is_date

__all__ = ["Overlay", "apply_overlay", "effective_days", "read_overlays"]


@dataclass(slots=True)
class Overlay:
    """One `school.yaml`, with its changes that are valid on a day."""

    document: Document
    changes: list[_Change] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Change:
    """One change: the name that it replaces, what comes in its place, and what stood there when it was written."""

    name: str
    new: Any
    was: Any
    has_was: bool
    place: Location


def read_overlays(root: Path, on: date | None) -> list[Overlay]:
    """Read the overlays of a folder, outermost first (partnership, board, school), as valid on a day (None: all).

    Raises `KnowledgeError` with all faults of shape.
    """
    overlays: list[Overlay] = []
    faults: list[Diagnostic] = []
    for folder in overlay_chain(root):
        path = folder / SCHOOL_FILE
        document = read_document(path, name=str(path), example="school: naam")
        faults += schema_faults(document, "school")
        faults += _date_faults(document)
        if not faults:
            valid = [change for trail, change in _changes(document) if _is_valid(document, trail, on)]
            overlays.append(Overlay(document, valid))
    if faults:
        raise KnowledgeError(faults)
    return overlays


def effective_days(root: Path) -> list[date]:
    """Give the days on which something in the overlays comes into force, so that older rules can be asked for."""
    days = set()
    for overlay in read_overlays(root, None):
        value = overlay.document.value
        for each in (*value.get("parameters", {}).values(), *value.get("changes", ())):
            if "valid_from" in each:
                days.add(date.fromisoformat(each["valid_from"]))
    return sorted(days)


def _changes(document: Document) -> Iterator[tuple[Trail, _Change]]:
    value = document.value
    for name, each in value.get("parameters", {}).items():
        trail: Trail = ("parameters", name)
        place = document.at(trail, key=True)
        yield trail, _Change(f"{name}.value", each["value"], each.get("was"), "was" in each, place)
    for i, each in enumerate(value.get("changes", ())):
        trail = ("changes", i)
        place = document.at((*trail, "replaces"))
        yield trail, _Change(each["replaces"], each["with"], each.get("was"), "was" in each, place)


def _is_valid(document: Document, trail: Trail, on: date | None) -> bool:
    entry = document.value
    for step in trail:
        entry = entry[step]
    return on is None or "valid_from" not in entry or date.fromisoformat(entry["valid_from"]) <= on


def _date_faults(document: Document) -> Iterator[Diagnostic]:
    value = document.value if isinstance(document.value, dict) else {}
    places: list[tuple[Trail, Any]] = []
    for kind in ("parameters", "changes"):
        entries = value.get(kind) or {}
        pairs: Iterable[tuple[Any, Any]] = entries.items() if isinstance(entries, dict) else enumerate(entries)
        places += [((kind, k, "valid_from"), e["valid_from"]) for k, e in pairs if isinstance(e, dict) and "valid_from" in e]
    calendar = value.get("calendar") or {}
    for word in ("closed", "open"):
        for i, each in enumerate(calendar.get(word) or ()):
            places += [(("calendar", word, i, key), each[key]) for key in ("from", "to") if key in each]
    yield from (fault("shape.date", document.at(trail), value=str(text)) for trail, text in places if not is_date(text))


def apply_overlay(overlay: Overlay, documents: list[Document]) -> list[Diagnostic]:
    """Change the documents in place.

    Gives an error for a name that does not exist, and a warning where the base has changed since the change was written.
    """
    faults = []
    for change in overlay.changes:
        found = next(iter(_find(documents, change.name)), None)
        if found is None:
            guess = nearest(change.name, _ids(documents))
            faults.append(Diagnostic("overlay.unknown", change.place, {"name": change.name, "nearest": guess}))
            continue
        document, trail = found
        parent = document.value
        for step in trail[:-1]:
            parent = parent[step]
        old = parent.get(trail[-1]) if isinstance(parent, dict) else parent[trail[-1]]
        if change.has_was and old != change.was:
            values = {"name": change.name, "was": str(change.was), "now": str(old)}
            faults.append(Diagnostic("overlay.base_changed", change.place, values, "warning", related=document.at(trail)))
        if change.new is None and isinstance(parent, dict):
            parent.pop(trail[-1], None)
        else:
            parent[trail[-1]] = change.new
        document.moved[trail] = change.place
    return faults


def _find(documents: list[Document], name: str) -> Iterator[tuple[Document, Trail]]:
    """Find what a dotted name stands for: `ID`, `ID.key.key`, `protocol.task.key`."""
    for document in documents:
        for id_, trail, entry in _entries(document):
            if name == id_:
                yield document, trail
            elif name.startswith(f"{id_}."):
                inside = _inside(entry, name[len(id_) + 1 :].split("."))
                if inside is not None:
                    yield document, (*trail, *inside)


def _entries(document: Document) -> Iterator[tuple[str, Trail, Any]]:
    value = document.value
    if not isinstance(value, dict):
        return
    if "protocol" in value:
        for task, entry in value.get("tasks", {}).items():
            yield f"{value['protocol']}.{task}", ("tasks", task), entry
        yield str(value["protocol"]), (), value
        return
    for kind, entries in value.items():
        if isinstance(entries, dict):
            yield from ((id_, (kind, id_), entry) for id_, entry in entries.items())


def _inside(entry: Any, steps: list[str]) -> Trail | None:
    trail: list[str | int] = []
    for i, step in enumerate(steps):
        if isinstance(entry, dict) and (step in entry or i == len(steps) - 1):
            trail.append(step)
            entry = entry.get(step)
        elif isinstance(entry, list) and step.isdigit() and int(step) < len(entry):
            trail.append(int(step))
            entry = entry[int(step)]
        else:
            return None
    return tuple(trail)


def _ids(documents: list[Document]) -> set[str]:
    names = set()
    for document in documents:
        for id_, _, entry in _entries(document):
            names.add(id_)
            names |= {f"{id_}.{key}" for key in entry} if isinstance(entry, dict) else set()
    return names
