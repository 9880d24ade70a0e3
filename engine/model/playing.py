"""A case to play with a group: what to choose from, what the group chose, and what each thing that is known adds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.model.advice import Advice
from engine.model.case import Event, Observation
from engine.model.difference import Difference

__all__ = ["OTHER", "Choice", "Outcome", "Saw", "Unfolding"]

OTHER = "other"  # what a group can choose besides: something that no rule names
Saw = Literal["nothing", "same", "partly", "otherwise"]


@dataclass(frozen=True, slots=True)
class Choice:
    """A step to choose; `is_now` says whether the rules have it open now, `state` how it stands in its protocol."""

    protocol: str
    node: str
    is_now: bool
    state: str

    @property
    def id(self) -> str:
        """Give its name as it is asked after."""
        return f"{self.protocol}.{self.node}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a group chose: hands by choice, `OTHER` among them, and whether that is what the rules say.

    `same`: the step with most hands is open now; `partly`: of several with most hands one is; `nothing`: nobody chose.
    """

    hands: Mapping[str, int]
    most: tuple[str, ...]
    saw: Saw

    @property
    def total(self) -> int:
        """Count all hands."""
        return sum(self.hands.values())


@dataclass(frozen=True, slots=True)
class Unfolding:
    """One moment in which more became known: what was said or done, the advice with it, and what that changed."""

    said: tuple[Observation, ...]
    done: tuple[Event, ...]
    advice: Advice
    difference: Difference
