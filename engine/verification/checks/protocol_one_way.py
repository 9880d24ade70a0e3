"""An escalation from which no route leads back, nor to an end."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    routes = subject.routes
    ends = set(routes.ends())
    for route in routes.edges:
        if not route.transition.escalates:
            continue
        home, there = route.start.split(".")[0], route.to.split(".")[0]
        further = routes.after([route.to])
        back = {route.start} if home == there else {id_ for id_ in routes.steps if id_.split(".")[0] == home}
        if not further & (ends | back):
            yield route.transition.place, {"start": route.start, "to": route.to}


CHECK = Check("protocol.one_way", "error", _find, __doc__)
