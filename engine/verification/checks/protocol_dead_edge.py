"""A way out of a step whose guard can never hold."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for route in subject.routes.dead:
        yield route.transition.place, {"start": route.start, "to": route.to, "guard": subject.base.texts[route.key]}


CHECK = Check("protocol.dead_edge", "error", _find, __doc__)
