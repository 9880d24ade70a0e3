"""All protocols as one graph: which step leads to which, within and between protocols."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.model.knowledge import Knowledge
from engine.model.protocol import Protocol, Task, Transition
from engine.verification.possibility import Possibility

__all__ = ["Route", "Routes", "Step"]


@dataclass(frozen=True, slots=True)
class Step:
    """A task with its protocol."""

    protocol: Protocol
    task: Task

    @property
    def id(self) -> str:
        """Give the full name, `protocol.task`."""
        return f"{self.protocol.id}.{self.task.id}"


@dataclass(frozen=True, slots=True)
class Route:
    """An edge from a step to another; `key` names its guard, and is empty where there is none."""

    start: str
    to: str
    transition: Transition
    key: str


class Routes:
    """The steps by name, and the edges between them."""

    def __init__(self, knowledge: Knowledge, possibility: Possibility) -> None:
        """Draw the graph; an edge whose guard can never hold leads nowhere."""
        protocols = knowledge.protocols.values()
        self.steps = {step.id: step for p in protocols for t in p.tasks.values() for step in [Step(p, t)]}
        self.edges = tuple(route for step in self.steps.values() for route in _routes_of(step))
        self.dead = tuple(r for r in self.edges if r.key and not possibility.can_hold(r.key))
        self._forward: dict[str, list[str]] = {id_: [] for id_ in self.steps}
        self._back: dict[str, list[str]] = {id_: [] for id_ in self.steps}
        for route in self.edges:
            if route not in self.dead:
                self._forward[route.start].append(route.to)
                self._back[route.to].append(route.start)

    def entries(self) -> list[str]:
        """Give the steps that open with their protocol: starts, and those that no step of their protocol leads to."""
        led_to = {r.to for r in self.edges if r.start.split(".")[0] == r.to.split(".")[0]}
        return [id_ for id_, step in self.steps.items() if step.task.type == "start" or id_ not in led_to]

    def ends(self) -> list[str]:
        """Give the steps at which a route ends."""
        return [id_ for id_, step in self.steps.items() if step.task.type == "end"]

    def after(self, starts: Iterable[str]) -> set[str]:
        """Give all steps that can be reached from some, those themselves included."""
        return _spread(starts, self._forward)

    def before(self, ends: Iterable[str]) -> set[str]:
        """Give all steps from which one of some can be reached, those themselves included."""
        return _spread(ends, self._back)

    def loops_among(self, steps: set[str]) -> list[list[str]]:
        """Give a shortest loop of each knot of loops that stays within some steps, from its first step in the order of the files."""
        import networkx as nx  # noqa: PLC0415 - slow to import

        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_edges_from((start, to) for start in self.steps if start in steps for to in self._forward[start] if to in steps)
        order = list(self.steps)
        out = []
        for knot in nx.strongly_connected_components(graph):
            first = min(knot, key=order.index)
            part = graph.subgraph(knot)
            back = [nx.shortest_path(part, after, first) for after in part.successors(first)]
            if back:
                out.append([first, *min(back, key=len)])
        return sorted(out, key=lambda loop: order.index(loop[0]))


def _routes_of(step: Step) -> list[Route]:
    out = []
    for number, transition in enumerate(step.task.transitions):
        to = transition.to if "." in transition.to else f"{step.protocol.id}.{transition.to}"
        out.append(Route(step.id, to, transition, f"guard:{step.id}#{number}" if transition.when else ""))
    return out


def _spread(starts: Iterable[str], links: dict[str, list[str]]) -> set[str]:
    seen = set(starts)
    queue = list(seen)
    while queue:
        for following in links[queue.pop()]:
            if following not in seen:
                seen.add(following)
                queue.append(following)
    return seen
