"""What a store keeps of pupils: entries that are only ever added, and who may read which."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

__all__ = ["Backup", "Damage", "Entry", "Fresh", "Kept", "Kind", "Pupil", "Removal", "Rights"]

Kind = Literal[
    "opened",  # a case was made; body: pseudonym
    "imported",  # a case file came in; body: its text
    "head",  # what stands above the facts; body: title, as_of
    "expect",  # what a vignette expects
    "observation",  # body: fact, entry (as in a case file), listed
    "event",  # body: as in a case file
    "override",  # an event in which people decided otherwise
    "note",  # body: text
    "advice",  # an advice that was given; body: as_of, knowledge, summary
    "retracted",  # an earlier entry does not count any more; body: seq, because
    "named",  # a name was kept apart; body: its commitment
    "left",  # body: date on which the pupil left, or null
    "erased",  # the pupil was removed; body: nothing
]


@dataclass(frozen=True, slots=True)
class Rights:
    """What a reader may see besides the shared record: what concerns a child's safety, and the name of a pupil."""

    safety: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class Fresh:
    """Something to add to a pupil's history; what is `apart` goes into the compartment for a child's safety."""

    kind: Kind
    body: Mapping[str, object]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that was added: by whom (the id of a person), at what moment (UTC), as which one of the school's history."""

    seq: int
    pseudonym: str
    at: dt.datetime
    who: str
    kind: Kind
    body: Mapping[str, object]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil of whom something is kept, under a pseudonym."""

    pseudonym: str
    made: dt.datetime
    left_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Damage:
    """A place in the history that is not as it was written; `seq` 0 means that no single entry is meant."""

    seq: int
    what: Literal["missing", "order", "changed", "unreadable", "emptied", "extra", "end", "pupil", "name", "account"]


@dataclass(frozen=True, slots=True)
class Kept:
    """What a look at the whole history found: how many entries, the last one, its digest, and what is not as it was written."""

    entries: int
    last: int
    digest: str
    damage: tuple[Damage, ...] = ()


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy that was made of the store: when, where, and up to which entry."""

    at: dt.datetime
    place: Path
    last: int


@dataclass(frozen=True, slots=True)
class Removal:
    """What was removed of a pupil, and the copies made earlier in which it still stands."""

    pseudonym: str
    entries: int
    still_in: tuple[Backup, ...] = field(default=())
