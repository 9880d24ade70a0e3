"""A wait without a term, or without someone who keeps an eye on it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for id_, step in subject.routes.steps.items():
        if step.task.type == "wait" and not (step.task.term and step.task.role):
            yield step.task.place, {"name": id_}


CHECK = Check("protocol.open_wait", "error", _find, __doc__)
