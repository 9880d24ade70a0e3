"""An overlay laid over what is beneath: each change finds what it names, says whether that is still what it was, and takes its place."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.diagnostics import Diagnostic, fault, nearest
from engine.loading.document import Document, Trail
from engine.loading.naming import find, kind_of, names_in, value_of
from engine.loading.overlay import Change, Overlay, is_same
from engine.messages import Phrase
from engine.model.local import LocalChange

__all__ = ["lay_over", "written"]

DIGEST = "digest:"
_SHORT = 60  # characters of a value that can be written as `was` on a line; of what is longer the digest is
_NEW = object()
_GONE = Phrase("(niets)", "(nothing)")


@dataclass(frozen=True, slots=True)
class _Aim:
    """A change with the place in the documents that it is about, and what stands there."""

    change: Change
    document: Document
    trail: Trail
    old: Any


def lay_over(overlay: Overlay, documents: list[Document]) -> tuple[list[LocalChange], list[Diagnostic]]:
    """Change the documents in place, and give what was changed.

    The faults are errors for names that do not exist, and warnings where what lies beneath has changed since, or cannot be
    watched because the change does not say what it replaces.
    """
    faults: list[Diagnostic] = []
    aims: list[_Aim] = []
    for change in overlay.changes:
        aim = _aim(change, documents)
        if isinstance(aim, Diagnostic):
            faults.append(aim)
        else:
            aims.append(aim)
            faults += _watched(aim)
    done = [_told(aim) for aim in aims]
    order = {"replaced": 0, "added": 1, "removed": 2}
    for aim in sorted(aims, key=lambda a: (order[a.change.deed], len(a.trail) if a.change.deed == "replaced" else 0)):
        if aim.change.deed != "removed" and not _put(aim, overlay.document):
            faults.append(_unknown(aim.change, documents))
    for aim in sorted((a for a in aims if a.change.deed == "removed"), key=lambda a: [str(s).zfill(6) for s in a.trail], reverse=True):
        _drop(aim.document, aim.trail)
    return done, faults


def _told(aim: _Aim) -> LocalChange:
    change, entry = aim.change, aim.change.entry
    return LocalChange(
        name=change.name,
        deed=change.deed,
        before=None if aim.old is _NEW or change.deed == "added" else aim.old,
        after=change.new,
        why=entry["why"],
        place=change.place,
        beneath=None if aim.old is _NEW else aim.document.at(aim.trail),
        approved_by=entry.get("approved_by", ""),
        since=change.period.begins,
        until=change.period.ends,
    )


# --- whether what lies beneath is still what it was ---


def _watched(aim: _Aim) -> Iterator[Diagnostic]:
    change = aim.change
    if change.deed == "added":
        return
    now = written(aim.old)
    if "was" not in change.entry:
        yield Diagnostic("overlay.no_was", change.place, {"name": change.name, "known": f"was: {now}"}, "warning")
    elif not _is_what_was(aim.old, change.entry["was"]):
        place = aim.document.at(aim.trail)
        values = {"name": change.name, "was": written(change.entry["was"]), "now": _shown(aim.old), "place": str(place), "known": now}
        yield Diagnostic("overlay.base_changed", change.place, values, "warning", related=place)


def _is_what_was(old: object, was: object) -> bool:
    if isinstance(was, str) and was.startswith(DIGEST) and not isinstance(old, str):
        return _digest(old) == was.removeprefix(DIGEST)
    return is_same(old, was)


def written(value: object) -> str:
    """Write a value for `was:` on one line: the value itself, or of what is long its digest."""
    text = json.dumps(value, ensure_ascii=False)
    if isinstance(value, str) or len(text) <= _SHORT:
        return text
    return DIGEST + _digest(value)


def _digest(value: object) -> str:
    """Give the short digest of a value as it is written in YAML, whatever its layout."""
    return hashlib.sha256(json.dumps(value, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:12]


def _shown(value: object) -> object:
    return json.dumps(value, ensure_ascii=False) if value is not None else _GONE


# --- what a name stands for ---


def _aim(change: Change, documents: list[Document]) -> _Aim | Diagnostic:
    found = list(dict.fromkeys((id(d), trail) for d, trail in find(documents, change.name)))
    by_id = {id(d): d for d in documents}
    here = [(by_id[key], trail) for key, trail in found]
    if len(here) > 1:
        places = ", ".join(str(d.at(trail)) for d, trail in here)
        kind = kind_of(*here[0])
        return fault("overlay.ambiguous", change.place, name=change.name, places=places, example=f"{kind}:{change.name}")
    if change.deed == "added":
        return _addition(change, here, documents)
    if not here:
        return _unknown(change, documents)
    document, trail = here[0]
    return _Aim(change, document, trail, value_of(document, trail))


def _addition(change: Change, here: list[tuple[Document, Trail]], documents: list[Document]) -> _Aim | Diagnostic:
    if here:
        document, trail = here[0]
        old = value_of(document, trail)
        if not (isinstance(old, list) or trail[-1:] == ("next",)):
            return fault("overlay.exists", change.place, name=change.name, place=str(document.at(trail)))
        return _Aim(change, document, trail, old)
    above, _, last = change.name.rpartition(".")
    for document, trail in find(documents, above) if above else ():
        parent = value_of(document, trail)
        if isinstance(parent, dict) and last:
            is_task = not trail and "protocol" in parent and isinstance(change.new, dict) and "type" in change.new
            return _Aim(change, document, (*trail, "tasks", last) if is_task else (*trail, last), _NEW)
    return _unknown(change, documents)


def _unknown(change: Change, documents: list[Document]) -> Diagnostic:
    return Diagnostic("overlay.unknown", change.place, {"name": change.name, "nearest": nearest(change.name, names_in(documents))})


# --- changing ---


def _put(aim: _Aim, source: Document) -> bool:
    """Put what is new in its place; False when an earlier change took that place away."""
    document, trail, change = aim.document, aim.trail, aim.change
    start = change.trail or ()
    if not trail:  # a whole protocol
        _put_whole(document, change.new, source, start)
        return True
    try:
        parent = value_of(document, trail[:-1])
        old = parent.get(trail[-1], _NEW) if isinstance(parent, dict) else parent[trail[-1]]
    except (KeyError, IndexError, TypeError):
        return False
    if change.deed == "added" and old is not _NEW:
        here = old if isinstance(old, list) else [old]
        new = change.new if isinstance(change.new, list) else [change.new]
        parent[trail[-1]] = [*here, *new]
        for i in range(len(new)):
            document.moved[*trail, len(here) + i] = (source, (*start, i) if isinstance(change.new, list) else start)
        return True
    parent[trail[-1]] = change.new
    for stale in [t for t in document.moved if t[: len(trail)] == trail]:
        del document.moved[stale]
    document.moved[trail] = (source, start)
    return True


def _put_whole(document: Document, new: Any, source: Document, start: Trail) -> None:
    document.value.clear()
    document.moved.clear()
    if isinstance(new, dict):
        document.value.update(new)
        document.moved.update({(key,): (source, (*start, key)) for key in new})


def _drop(document: Document, trail: Trail) -> None:
    """Take something out; what comes after it in a list moves up, with its places."""
    if not trail:
        document.value.clear()
        return
    try:
        parent = value_of(document, trail[:-1])
        del parent[trail[-1]]
    except (KeyError, IndexError, TypeError):
        return  # an earlier change took all of it away
    tables: tuple[dict[Trail, Any], ...] = (document.places, document.keys, document.moved)
    if isinstance(parent, list):
        for table in tables:
            kept = {_shifted(t, trail): value for t, value in table.items() if t[: len(trail)] != trail}
            table.clear()
            table.update(kept)
        quoted = {_shifted(t, trail) for t in document.quoted if t[: len(trail)] != trail}
        document.quoted.clear()
        document.quoted.update(quoted)


def _shifted(trail: Trail, gone: Trail) -> Trail:
    at = len(gone) - 1
    if len(trail) > at and trail[:at] == gone[:at]:
        here, away = trail[at], gone[at]
        if isinstance(here, int) and isinstance(away, int) and here > away:
            return (*trail[:at], here - 1, *trail[at + 1 :])
    return trail
