"""One protocol as a diagram: a lane for each role, steps numbered in reading order, ways out to other protocols."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.diagram import Diagram, Edge, Imprint, Lane, Node, Shape
from engine.model.knowledge import Knowledge
from engine.model.plan import Plan
from engine.model.protocol import Protocol, Task, TaskType, Transition
from engine.model.text import Label, Language
from engine.rendering.diagrams.conditions import condition_words
from engine.rendering.diagrams.details import task_details
from engine.rendering.diagrams.states import states_of
from engine.rendering.diagrams.wording import Words, pick, term_of
from engine.rendering.words import on_day

__all__ = ["STEPS", "protocol_diagram"]

STEPS: tuple[TaskType, ...] = ("enquiry", "decision", "action", "plan", "wait")

_SHAPES: dict[TaskType, Shape] = {
    "start": "start",
    "enquiry": "step",
    "decision": "decision",
    "action": "step",
    "plan": "step",
    "wait": "wait",
    "end": "end",
}
_OTHERWISE: Words = ("anders", "otherwise")


def protocol_diagram(protocol: Protocol, knowledge: Knowledge, imprint: Imprint, plan: Plan | None = None) -> Diagram:
    """Build the sheet of one protocol; a plan lays a pupil's route over it."""
    language = imprint.language
    builder = _Builder(protocol, knowledge, language, plan)
    return Diagram(
        id=protocol.id,
        title=protocol.label.of(language),
        subtitle=f"{plan.case}, {on_day(plan.as_of, language)}" if plan else "",
        arrangement="lanes",
        nodes=tuple(builder.nodes()),
        edges=tuple(builder.edges()),
        lanes=tuple(builder.lanes()),
        imprint=imprint,
        summary=protocol.note.of(language) if protocol.note else "",
    )


class _Builder:
    """Builds one protocol in one language."""

    def __init__(self, protocol: Protocol, knowledge: Knowledge, language: Language, plan: Plan | None) -> None:
        self.p = protocol
        self.k = knowledge
        self.language = language
        self.states = states_of(plan, protocol, language) if plan else {}
        self.role_of = _roles(protocol)

    def lanes(self) -> Iterator[Lane]:
        """Give the roles that lead a step here, in the order in which they first act."""
        for role in dict.fromkeys(self.role_of.values()):
            yield Lane(role, self._role(role))

    def nodes(self) -> Iterator[Node]:
        """Give the tasks, and after each the steps of other protocols that it leads to."""
        for number, task in enumerate(self.p.tasks.values(), 1):
            yield self._task(task, number)
            outside = {t.to: t for t in task.transitions if "." in t.to}
            yield from (self._elsewhere(task, transition) for transition in outside.values())

    def edges(self) -> Iterator[Edge]:
        """Give the transitions."""
        for task in self.p.tasks.values():
            for i, transition in enumerate(task.transitions):
                yield self._edge(task, i, transition)

    def _of(self, label: Label | None) -> str:
        return label.of(self.language) if label else ""

    def _role(self, role: str) -> str:
        return self._of(self.k.roles[role].label) if role in self.k.roles else role

    def _task(self, task: Task, number: int) -> Node:
        state, says = self.states.get(task.id, (None, ""))
        return Node(
            id=task.id,
            shape=_SHAPES[task.type],
            label=self._of(task.short or task.label),
            full=self._of(task.label),
            number=number,
            lane=self.role_of[task.id],
            role=self._role(task.role) if task.role else "",
            term=term_of(task, self.language),
            state=state,
            says=says,
            details=tuple(task_details(task, self.k, self.language)),
        )

    def _elsewhere(self, task: Task, transition: Transition) -> Node:
        protocol, _, name = transition.to.partition(".")
        other = self.k.protocols[protocol]
        target = other.tasks[name]
        return Node(
            id=f"{task.id}>{transition.to}",
            shape="up" if transition.escalates else "down" if transition.returns else "route",
            label=self._of(target.short or target.label),
            full=f"{self._of(other.label)}: {self._of(target.label)}",
            lane=self.role_of[task.id],
            lines=(self._of(other.label),),
            target=transition.to,
        )

    def _edge(self, task: Task, i: int, transition: Transition) -> Edge:
        condition = condition_words(transition.when.expression, self.k, self.language) if transition.when else ""
        label = self._of(transition.label)
        if transition.otherwise:
            condition = pick(_OTHERWISE, self.language)
            label = label or condition
        outside = "." in transition.to
        tie = "escalates" if transition.escalates else "returns" if transition.returns else "early" if transition.on_start else "next"
        return Edge(
            source=task.id,
            target=f"{task.id}>{transition.to}" if outside else transition.to,
            tie=tie,  # type: ignore[arg-type]
            label=label,
            condition=condition,
            id=f"{task.id}#{i}",
        )


def _roles(protocol: Protocol) -> dict[str, str]:
    """Give the lane of each task; what nobody does stands with the step after it, else with the one before."""
    found = {task.id: task.role or "" for task in protocol.tasks.values()}
    for task in protocol.tasks.values():
        if not found[task.id]:
            found[task.id] = next((found[t.to] for t in task.transitions if found.get(t.to)), "")
    for task in protocol.tasks.values():
        for transition in task.transitions:
            if not found.get(transition.to, "-"):
                found[transition.to] = found[task.id]
    first = next((role for role in found.values() if role), "")
    return {id_: role or first for id_, role in found.items()}
