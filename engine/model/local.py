"""What a school, or a board or partnership above it, changes in the rules that lie beneath."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal, get_args

from engine.diagnostics import Location

__all__ = ["REGIONS", "LocalChange", "LocalFile", "LocalLayer", "Reason", "Region", "StartKind"]

Region = Literal["noord", "midden", "zuid"]  # of the Dutch school holidays
REGIONS: Mapping[str, Region] = {each: each for each in get_args(Region)}  # by what is filled in
StartKind = Literal["rule", "finding", "hypothesis", "alert", "intervention", "layer", "protocol"]  # what a start can be made for


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a school changes something, who approved it, and from which day (ISO) it counts; empty where nothing is said."""

    why: str
    approved_by: str = ""
    valid_from: str = ""

    def why_given(self) -> Reason:
        """Give it with a reason, so that what is still being filled in can be tried."""
        return self if self.why else replace(self, why="…")


@dataclass(frozen=True, slots=True)
class LocalChange:
    """One change to something by its name, such as `safety_net.intake.role`.

    `before` is what stood there in the layers beneath (None when it was added), `after` what stands there now (None when it
    was removed), both as written in YAML; `beneath` is where the first stood. `until` is the last day on which it counts.
    """

    name: str
    deed: Literal["replaced", "added", "removed"]
    before: object
    after: object
    why: str
    place: Location
    beneath: Location | None = None
    approved_by: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file with knowledge of an overlay's own: the ids that it adds, who approved them, and the days on which they count."""

    file: str
    ids: tuple[str, ...]
    approved_by: str = ""
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class LocalLayer:
    """One overlay as it counts on a day: whose it is, what it changes, and what its own files add."""

    school: str
    version: str = ""
    approved_by: str = ""
    changes: tuple[LocalChange, ...] = ()
    files: tuple[LocalFile, ...] = ()

    @property
    def own(self) -> tuple[str, ...]:
        """Give the ids that its own files add."""
        return tuple(id_ for file in self.files for id_ in file.ids)
