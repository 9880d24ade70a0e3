"""Which open steps look back, after the weeks that the rules give for it, on what was agreed."""

from __future__ import annotations

from collections.abc import Iterable

from engine.model.advice import Step
from engine.model.knowledge import Knowledge

__all__ = ["WEEKS", "evaluations"]

WEEKS = "evaluation_weeks"  # the parameter that says after how many weeks


def evaluations(steps: Iterable[Step], knowledge: Knowledge) -> tuple[Step, ...]:
    """Give the steps whose term is that of an evaluation and that ask what came of it."""
    tasks = ((step, knowledge.protocols[step.protocol].tasks[step.node]) for step in steps)
    return tuple(step for step, task in tasks if task.term and WEEKS in task.term.words and task.type == "enquiry")
