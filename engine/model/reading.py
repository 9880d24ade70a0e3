"""What a reader of a sheet of paper may see of a case, and what is proposed to everybody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.model.advice import Advice
from engine.model.case import Event, Observation

__all__ = ["SCHOOL", "Eyes", "Reader", "Reading"]

Reader = Literal["school", "parents", "pupil", "team"]
Eyes = frozenset[Reader]
SCHOOL: Eyes = frozenset({"school"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One case on one day as all `eyes` that see the paper may know it.

    `proposed` holds what is put to everybody alike: needs, support, what could help, steps, questions. It knows everything but
    child safety, unless only school reads. `seen` is concluded from what may count for these readers: findings, hypotheses,
    alerts. `shown` are the observations that may be printed, by fact; `events` what was done, without words that are not theirs.
    """

    eyes: Eyes
    proposed: Advice
    seen: Advice
    shown: Mapping[str, tuple[Observation, ...]]
    events: tuple[Event, ...]

    @property
    def is_for_school(self) -> bool:
        """Tell whether nobody but school reads it."""
        return self.eyes == SCHOOL
