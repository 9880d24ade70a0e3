"""A loop of steps none of which has a term, so that going round costs no time and nobody is called back."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    routes = subject.routes
    timeless = {id_ for id_, step in routes.steps.items() if step.task.term is None}
    for loop in routes.loops_among(timeless):
        yield routes.steps[loop[0]].task.place, {"loop": " -> ".join(loop)}


CHECK = Check("protocol.endless_loop", "error", _find, __doc__)
