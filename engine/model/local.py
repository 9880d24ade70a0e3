"""What a school, or a board or partnership above it, changes in the rules that lie beneath."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Literal

from engine.diagnostics import Location

__all__ = ["LocalChange", "LocalLayer"]


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
class LocalLayer:
    """One overlay as it counts on a day: whose it is, what it changes, and the ids that its own files add."""

    school: str
    version: str = ""
    approved_by: str = ""
    changes: tuple[LocalChange, ...] = ()
    own: tuple[str, ...] = field(default=())
