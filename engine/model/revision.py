"""Two versions of the rules side by side: what is otherwise in the knowledge, and for which cases it matters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.diagnostics import Location
from engine.model.case import Case
from engine.model.difference import Difference
from engine.model.knowledge import Knowledge

__all__ = ["ORIGINS", "Amendment", "Breadth", "Crossing", "Guard", "Nature", "Origin", "Revision", "Touched", "Verb"]

Nature = Literal["added", "removed", "changed"]
Breadth = Literal["wider", "narrower"]
Origin = Literal["own", "vignette", "boundary"]
ORIGINS: tuple[Origin, ...] = ("own", "vignette", "boundary")
Verb = Literal["lose", "gain", "change", "later"]


@dataclass(frozen=True, slots=True)
class Amendment:
    """One change of the knowledge.

    `kind` names the table of `Knowledge` (a step of a protocol is of kind `tasks`, its id `protocol.task`), `part` what of the
    noun is otherwise, empty when it was added or removed as a whole. `old` and `new` are what stood there and what stands there
    now, `before` and `after` their places. `breadth` says of a condition that it holds in more cases, or in fewer, than it did.
    `concerns` are the conclusions, facts and steps that it bears on directly; empty when no case can come out otherwise.
    """

    kind: str
    id: str
    part: str
    nature: Nature
    old: object
    new: object
    before: Location | None
    after: Location | None
    breadth: Breadth | None = None
    concerns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Touched:
    """One case that comes out otherwise; `through` gives for each turn of `difference` the numbers of the amendments behind it.

    A turn is named as `part id`, such as `alerts alert.child_safety`. `day` is the day of both advices.
    """

    case: Case
    origin: Origin
    day: date
    difference: Difference
    through: Mapping[str, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Guard:
    """Something that no change of the rules may do to any pupil: lose, gain or change a conclusion, or get a step later."""

    verb: Verb
    name: str
    label: str = ""
    why: str = ""
    place: Location = Location()  # noqa: RUF009 - a frozen value


@dataclass(frozen=True, slots=True)
class Crossing:
    """A guard, and the cases in which it was crossed; none when it holds."""

    guard: Guard
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """The whole comparison. `tried` counts the cases of each origin; `day` is the day of all of them, None for each its own.

    `unfit` are the cases that say something that one of the versions does not know: that is left aside on both sides.
    """

    old: Knowledge
    new: Knowledge
    day: date | None
    amendments: tuple[Amendment, ...]
    tried: Mapping[Origin, int]
    touched: tuple[Touched, ...]
    crossings: tuple[Crossing, ...] = ()
    unfit: tuple[str, ...] = ()

    @property
    def is_kept(self) -> bool:
        """Tell whether no guard was crossed."""
        return not any(crossing.cases for crossing in self.crossings)
