"""Where a case stands in its protocols on a day: the state of every task, and the events that fit no task."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from engine.model.advice import Justification
from engine.model.case import Event

__all__ = ["STATES", "Plan", "State", "TaskState"]

State = Literal["done", "started", "open", "deciding", "passed", "set_aside", "skipped", "possible", "closed"]
STATES: tuple[State, ...] = ("started", "open", "deciding", "possible", "done", "passed", "set_aside", "skipped", "closed")


@dataclass(frozen=True, slots=True)
class TaskState:
    """One task of one case on one day.

    `done` and `started` speak for themselves; `open` can be begun; `deciding` waits for a fork to be decided; `passed` is a
    decision that the facts took; `set_aside` was overridden; `skipped` was passed over by a later task; `possible` may
    still come; `closed` no longer can, as things stand. `rounds` counts how often it was done. `because` opened it, or,
    of a closed or possible task, is the guard that blocks it.
    """

    protocol: str
    node: str
    role: str
    state: State
    rounds: int
    start: date | None
    due: date | None
    overdue: bool
    finished: date | None
    because: tuple[Justification, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All tasks of all protocols that concern a case, and the events that belong to no task of these rules."""

    case: str
    as_of: date
    protocols: tuple[str, ...]
    tasks: tuple[TaskState, ...]
    unplaced: tuple[Event, ...]
    out_of_order: tuple[Event, ...]
