"""Vignettes to walk with a team: which ones say something of a protocol, and what their facts answer at each fork."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.inference.conclusions import Conclusions
from engine.model.case import Case
from engine.model.diagram import Scenario
from engine.model.knowledge import Knowledge
from engine.model.plan import Plan
from engine.rendering.diagrams.states import states_of

__all__ = ["concerned", "scenario_of"]

_MOST = 12  # as many as a list on a page can hold


def concerned(protocol: str, vignettes: Iterable[Case]) -> list[Case]:
    """Give the vignettes that have a title and an event or an expected step of a protocol, those with most events first."""
    found = [v for v in vignettes if v.title and protocol in _named(v)]
    found.sort(key=lambda v: (-sum(e.protocol == protocol for e in v.events), v.id))
    return found[:_MOST]


def _named(vignette: Case) -> Iterator[str]:
    yield from (e.protocol for e in vignette.events)
    steps = (vignette.expect or {}).get("next_steps")
    for step in steps if isinstance(steps, list) else ():
        if isinstance(step, dict):
            yield str(step.get("protocol"))


def scenario_of(protocol: str, case: Case, knowledge: Knowledge, conclusions: Conclusions, plan: Plan) -> Scenario:
    """Give a case as a walk through one protocol."""
    tasks = knowledge.protocols[protocol].tasks
    answers = {
        f"{task.id}#{i}": conclusions.status(f"guard:{protocol}.{task.id}#{i}")
        for task in tasks.values()
        for i, transition in enumerate(task.transitions)
        if transition.when
    }
    states = {language: states_of(plan, knowledge.protocols[protocol], language) for language in ("nl", "en")}
    return Scenario(case.id, case.title, plan.as_of, states, answers)
