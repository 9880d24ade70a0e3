"""A pupil's plan as the states that a picture shows: six forms, and words that say more than the form can."""

from __future__ import annotations

from engine.model.diagram import State
from engine.model.plan import Plan, TaskState
from engine.model.plan import State as PlanState
from engine.model.protocol import Protocol
from engine.model.text import Language
from engine.rendering.diagrams.wording import STATES, Words, pick
from engine.rendering.words import on_day

__all__ = ["states_of"]

_FORMS: dict[PlanState, State] = {
    "done": "done",
    "passed": "done",
    "skipped": "closed",
    "set_aside": "closed",
    "possible": "possible",
    "closed": "closed",
    "started": "now",
    "open": "now",
    "deciding": "now",
}
_SAID: dict[PlanState, Words] = {
    "done": ("gedaan", "done"),
    "passed": ("de feiten besloten", "decided by the facts"),
    "skipped": ("overgeslagen", "passed over"),
    "set_aside": ("anders besloten", "decided otherwise"),
    "started": ("loopt", "running"),
    "open": ("nu", "now"),
    "deciding": ("nu samen beslissen", "now decide together"),
}
_BY: Words = ("uiterlijk", "by")
_LATE: Words = ("te laat sinds", "overdue since")
_ROUND: Words = ("{n} keer", "{n} times")


def states_of(plan: Plan, protocol: Protocol, language: Language) -> dict[str, tuple[State, str]]:
    """Give for each task its form and its words; where the protocol does not concern the pupil yet, it may still come."""
    found = {task.node: task for task in plan.tasks if task.protocol == protocol.id}
    nothing: tuple[State, str] = ("possible", pick(STATES["possible"], language))
    return {id_: _shown(found[id_], language) if id_ in found else nothing for id_ in protocol.tasks}


def _shown(task: TaskState, language: Language) -> tuple[State, str]:
    form = _FORMS[task.state]
    if form == "now":
        form = "overdue" if task.overdue else "due" if task.due else "now"
    words = [pick(_SAID.get(task.state, STATES[form]), language)]
    if task.state == "done" and task.finished:
        words[0] += f" {on_day(task.finished, language)}"
    if task.rounds > 1:
        words.append(pick(_ROUND, language).format(n=task.rounds))
    if form in ("due", "overdue") and task.due:
        words.append(f"{pick(_LATE if form == 'overdue' else _BY, language)} {on_day(task.due, language)}")
    return form, ", ".join(words)
