"""A protocol: a graph of tasks with roles, guards and terms; it never knows a date or a pupil."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Location
from engine.model.provenance import Provenance
from engine.model.rules import Condition
from engine.model.text import Label

__all__ = ["Protocol", "Task", "TaskType", "Term", "Transition"]

TaskType = Literal["start", "enquiry", "decision", "action", "plan", "wait", "end"]


@dataclass(frozen=True, slots=True)
class Term:
    """By when: `amount` of `unit`, counted from the earliest day of the facts in `start`, or else from the step before.

    Of a fact that holds no date, the first day on which somebody who still stands by it said that it is so counts.

    `at_most` counts from the day on which the task itself started. `words` is what the file says.
    """

    amount: float
    unit: Literal["days", "working_days", "weeks", "school_weeks", "months"]
    at_most: bool
    start: tuple[str, ...]
    words: str
    place: Location


@dataclass(frozen=True, slots=True)
class Transition:
    """An edge; `to` is a task of this protocol, or `protocol.task` of another."""

    to: str
    when: Condition | None
    otherwise: bool
    on_start: bool
    escalates: bool
    returns: bool
    label: Label | None
    place: Location


@dataclass(frozen=True, slots=True)
class Task:
    """A node: who does what, what it needs and finds out, by when, and what may follow."""

    id: str
    type: TaskType
    label: Label
    short: Label | None
    role: str | None
    joins: tuple[str, ...]
    when: Condition | None
    needs: tuple[str, ...]
    asks: tuple[str, ...]
    leaves: Label | None
    term: Term | None
    transitions: tuple[Transition, ...]
    note: Label | None
    place: Location
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Protocol:
    """A graph of tasks that concerns a pupil when its trigger holds, unless `unless` holds; a low `rank` comes first.

    `layer` is the layer of the pyramid on which the route runs, None where it stands beside the pyramid.
    """

    id: str
    label: Label
    trigger: Condition
    tasks: Mapping[str, Task]
    place: Location
    provenance: Provenance
    unless: Condition | None = None
    note: Label | None = None
    rank: int = 50
    layer: str | None = None
