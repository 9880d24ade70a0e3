"""What a school changes most, written into its `school.yaml`: numbers, what it has, who takes a step, its holidays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from engine.authoring.amending import added, dropped, put
from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.document import Trail, read_text
from engine.loading.library import SCHOOL_FILE
from engine.model.local import Reason, Region
from engine.model.values import is_date

__all__ = [
    "with_about",
    "with_closed",
    "with_number",
    "with_provisions",
    "with_region",
    "with_replaced",
    "without_change",
    "without_closed",
]


def with_about(text: str, **told: str) -> str:
    """Say what the folder is called (`school`), its `version`, or who approved it (`approved_by`)."""
    for key, value in told.items():
        text = put(text, SCHOOL_FILE, (key,), value)
    return text


def with_number(text: str, name: str, value: float, was: float, reason: Reason) -> str:
    """Set a number of the rules; raises `KnowledgeError` where it has several values with dates already."""
    there = _value(text, ("parameters", name))
    if isinstance(there, list):
        raise KnowledgeError([fault("term.listed", Location(SCHOOL_FILE), name=name)])
    return _with_parts(text, ("parameters", name), {"value": value, "was": was, **_told(reason)}, there)


def with_replaced(text: str, name: str, value: Any, was: Any, reason: Reason) -> str:
    """Put something else where a name of the rules leads; raises `KnowledgeError` as `with_number` does."""
    there = _changes_of(text, name)
    parts = {"replaces": name, "with": value, "was": was, **_told(reason)}
    if len(there) > 1:
        raise KnowledgeError([fault("term.listed", Location(SCHOOL_FILE), name=name)])
    if not there:
        return added(text, SCHOOL_FILE, ("changes",), parts)
    return _with_parts(text, ("changes", there[0]), parts, _value(text, ("changes", there[0])))


def without_change(text: str, name: str) -> str:
    """Take back what was set for a number, or put where a name leads; then it is as the rules beneath say."""
    if name in (_value(text, ("parameters",)) or {}):
        text = dropped(text, SCHOOL_FILE, ("parameters", name))
    for n in reversed(_changes_of(text, name)):
        text = dropped(text, SCHOOL_FILE, ("changes", n))
    return text


def with_provisions(text: str, has: Mapping[str, bool | None]) -> str:
    """Say what the school has and what not; None says nothing of it."""
    for name, value in has.items():
        there = _value(text, ("provisions", name))
        if value is not None and there is not value:
            text = put(text, SCHOOL_FILE, ("provisions", name), value)
        elif value is None and there is not None:
            text = dropped(text, SCHOOL_FILE, ("provisions", name))
    return text


def with_region(text: str, region: Region | None) -> str:
    """Say in which region of the school holidays the school lies."""
    if region:
        return put(text, SCHOOL_FILE, ("region",), region)
    return dropped(text, SCHOOL_FILE, ("region",)) if _value(text, ("region",)) else text


def with_closed(text: str, first: str, last: str, name: str) -> str:
    """Add days on which the school is closed."""
    _refuse_no_day(first, last)
    if not name:
        raise KnowledgeError([fault("draft.why", Location(SCHOOL_FILE))])
    return added(text, SCHOOL_FILE, ("calendar", "closed"), {"from": first, "to": last, "name": name})


def without_closed(text: str, number: int) -> str:
    """Take away the days of a number, counted from 0; where there are none of that number nothing changes."""
    closed = _value(text, ("calendar", "closed")) or []
    return dropped(text, SCHOOL_FILE, ("calendar", "closed", number)) if 0 <= number < len(closed) else text


def _told(reason: Reason) -> dict[str, str]:
    if not reason.why:
        raise KnowledgeError([fault("draft.why", Location(SCHOOL_FILE))])
    _refuse_no_day(reason.valid_from)
    return {key: said for key, said in asdict(reason).items() if said}


def _refuse_no_day(*days: str) -> None:
    for day in days:
        if day and not is_date(day):
            raise KnowledgeError([fault("shape.date", Location(SCHOOL_FILE), value=day)])


def _with_parts(text: str, trail: Trail, parts: Mapping[str, Any], there: Any) -> str:
    """Write an entry, or of one that is there what becomes otherwise."""
    if not isinstance(there, dict):
        return put(text, SCHOOL_FILE, trail, dict(parts))
    for key, value in parts.items():
        if there.get(key) != value:
            text = put(text, SCHOOL_FILE, (*trail, key), value)
    return text


def _changes_of(text: str, name: str) -> list[int]:
    return [n for n, each in enumerate(_value(text, ("changes",)) or []) if isinstance(each, dict) and each.get("replaces") == name]


def _value(text: str, trail: Trail) -> Any:
    value = read_text(text, SCHOOL_FILE).value
    for step in trail:
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        else:
            value = value.get(step) if isinstance(value, dict) else None
    return value
