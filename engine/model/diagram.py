"""Pictures as data: what is on a sheet and what it says, before anything has a place or a form.

All texts are in one language, chosen when the diagram was built. A `Diagram` is one sheet; a picture is a tuple of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

__all__ = [
    "Arrangement",
    "Change",
    "Diagram",
    "Edge",
    "Imprint",
    "Lane",
    "Node",
    "Scenario",
    "Shape",
    "State",
    "Tie",
]

Shape = Literal[
    "start", "step", "decision", "wait", "end", "up", "down", "jump", "sheet", "layer", "route", "cause", "need", "means", "role"
]
"""What a node is: a task by its type; `up` and `down` a step of another protocol; `jump` a step elsewhere on the sheet."""

Tie = Literal["next", "early", "escalates", "returns", "leads_to", "reports_to", "after"]
"""What an edge says: `early` follows as soon as its source was started, `after` only keeps two nodes in order, unseen."""

Arrangement = Literal["lanes", "bands", "columns", "pyramid"]
"""How a sheet is read: lanes and bands top down (a lane is a column, a band a row), columns left to right."""

State = Literal["done", "now", "due", "overdue", "possible", "closed"]
"""Where a pupil stands at a step: `now` without a last day, `due` with one, `overdue` when that has passed."""

Change = Literal["added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Node:
    """Something with a name on the sheet.

    `label` is what is drawn, `full` the whole sentence. `number` counts the steps in reading order, 0 for what is no step.
    `lines` are small lines under the label. `details` are (heading, text) pairs for whoever asks on. `link` is relative.
    `says` is the state or the change in words. `target` names the node that a jump stands for.
    """

    id: str
    shape: Shape
    label: str
    full: str = ""
    number: int = 0
    lane: str = ""
    role: str = ""
    term: str = ""
    lines: tuple[str, ...] = ()
    category: str = ""
    state: State | None = None
    change: Change | None = None
    says: str = ""
    link: str = ""
    target: str = ""
    details: tuple[tuple[str, str], ...] = ()

    @property
    def sentence(self) -> str:
        """Give the whole sentence, for lists and for those who listen."""
        return self.full or self.label


@dataclass(frozen=True, slots=True)
class Edge:
    """A way from one node to another; `label` is the answer or the reason. `condition` is the rule in words."""

    source: str
    target: str
    tie: Tie = "next"
    label: str = ""
    condition: str = ""
    change: Change | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A role, a layer or a column of a kind; `tone` counts the layers of the pyramid from 0, None where it is no layer."""

    id: str
    label: str
    tone: int | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What stands at the foot of every sheet: which rules, of which version, and on which day."""

    rules: str
    version: str
    digest: str
    day: date
    language: Literal["nl", "en"] = "nl"


@dataclass(frozen=True, slots=True)
class Diagram:
    """One sheet. `id` names it within its picture; `nodes` stand in reading order."""

    id: str
    title: str
    arrangement: Arrangement
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    imprint: Imprint
    lanes: tuple[Lane, ...] = ()
    subtitle: str = ""
    summary: str = ""

    def node(self, name: str) -> Node:
        """Give a node by its id; raises `KeyError`."""
        for each in self.nodes:
            if each.id == name:
                return each
        raise KeyError(name)

    @property
    def ids(self) -> frozenset[str]:
        """Give the ids of all nodes."""
        return frozenset(n.id for n in self.nodes)

    def edges_from(self, name: str) -> tuple[Edge, ...]:
        """Give the ways out of a node that are drawn, in the order in which they are declared."""
        return tuple(e for e in self.edges if e.source == name and e.tie != "after")


@dataclass(frozen=True, slots=True)
class Scenario:
    """A case to walk: what its facts answer at each edge, by the edge's id, and for each language the state and words of each step."""

    id: str
    title: str
    day: date
    states: Mapping[str, Mapping[str, tuple[State, str]]] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)
