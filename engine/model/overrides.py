"""Where people set the rules aside: which steps, how often, for what instead, and why; without names."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Overrides", "SetAside"]


@dataclass(frozen=True, slots=True)
class SetAside:
    """One step that people decided otherwise on.

    `times` counts the decisions, `cases` the cases in which they were taken, and `came_up` the cases in which the step was
    done, begun or set aside. `instead` gives the steps that were chosen, each with how often; `reasons` are people's own words.
    """

    protocol: str
    node: str
    times: int
    cases: int
    came_up: int
    instead: tuple[tuple[str, int], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overrides:
    """All steps that were set aside, most often first, in so many cases out of all."""

    steps: tuple[SetAside, ...]
    cases: int
    out_of: int
