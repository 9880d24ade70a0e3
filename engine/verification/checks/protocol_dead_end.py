"""A step after which no route leads to an end."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    routes = subject.routes
    finishing = routes.before(routes.ends())
    for id_, step in routes.steps.items():
        if id_ not in finishing:
            yield step.task.place, {"name": id_}


CHECK = Check("protocol.dead_end", "error", _find, __doc__)
