"""An alert whose condition cannot hold in any case."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for alert in subject.knowledge.alerts.values():
        if not subject.possibility.can_hold(f"alert:{alert.id}"):
            yield alert.when.place, {"name": alert.id}


CHECK = Check("alert.never", "error", _find, __doc__)
