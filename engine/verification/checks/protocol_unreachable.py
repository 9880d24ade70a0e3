"""A step at which nobody can ever arrive."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    routes = subject.routes
    reached = routes.after(e for e in routes.entries() if _opens(subject, e))
    for id_, step in routes.steps.items():
        if id_ not in reached:
            yield step.task.place, {"name": id_}


def _opens(subject: Subject, id_: str) -> bool:
    """Tell whether an entry can be taken: its protocol can be triggered, and its own condition can hold."""
    step = subject.routes.steps[id_]
    keys = [f"trigger:{step.protocol.id}", *([f"task:{id_}"] if step.task.when else [])]
    return all(map(subject.possibility.can_hold, keys[1:] if step.task.type == "start" else keys))


CHECK = Check("protocol.unreachable", "error", _find, __doc__)
