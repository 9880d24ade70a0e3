"""One pupil's case: observations by people on dates, and events that were done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from engine.diagnostics import Location
from engine.model.vocabulary import Value

__all__ = ["Case", "Event", "Observation"]


@dataclass(frozen=True, slots=True)
class Observation:
    """Someone said on a date what a fact is; `value` None means asked, and they do not know.

    `by` and `date` may be unrecorded. `implied_by` names the fact from which this one follows.
    """

    fact: str
    value: Value | None
    by: str | None = None
    who: str | None = None
    date: dt.date | None = None
    implied_by: str | None = None
    place: Location = field(default=Location(), compare=False)

    @property
    def voice(self) -> tuple[str, str]:
        """Give informant and name: whose voice this is."""
        return self.by or "", self.who or ""

    @property
    def day(self) -> dt.date:
        """Give the date; an undated observation is the oldest."""
        return self.date or dt.date.min


@dataclass(frozen=True, slots=True)
class Event:
    """Something that was done, started, or set aside in a protocol."""

    protocol: str
    node: str
    date: dt.date
    state: Literal["done", "started", "overridden"] = "done"
    by: str | None = None
    note: str | None = None
    because: str | None = None
    chose: str | None = None
    place: Location = field(default=Location(), compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A pupil under a pseudonym, with everything that was observed and done; never a name.

    `notes` counts the notes at observations, which are for people and are not kept.
    """

    id: str
    as_of: dt.date | None
    observations: tuple[Observation, ...]
    events: tuple[Event, ...]
    title: str = ""
    expect: Mapping[str, object] | None = None
    file: str = ""
    notes: int = 0
