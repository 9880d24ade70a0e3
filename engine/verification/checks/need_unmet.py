"""A need that no intervention meets."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    met = {addressee for each in subject.knowledge.interventions.values() for addressee in each.addresses}
    for need in subject.knowledge.needs.values():
        if need.id not in met:
            yield need.place, {"name": need.id}


CHECK = Check("need.unmet", "warning", _find, __doc__)
