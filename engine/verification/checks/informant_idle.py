"""An informant whom no fact names, so that this informant is never asked anything."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    asked = {informant for fact in subject.knowledge.facts.values() for informant in fact.informants}
    for informant in subject.knowledge.informants.values():
        if informant.id not in asked:
            yield informant.place, {"name": informant.id}


CHECK = Check("informant.idle", "warning", _find, __doc__)
