"""An intervention that is never proposed: nothing that it is meant for, or its own condition, can ever hold."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    can_hold = subject.possibility.can_hold
    for each in subject.knowledge.interventions.values():
        own = f"intervention:{each.id}"
        if not any(can_hold(addressee) for addressee in each.addresses):
            yield each.place, {"name": each.id, "why": ", ".join(each.addresses)}
        elif each.when and not can_hold(own):
            yield each.when.place, {"name": each.id, "why": subject.base.texts[own]}


CHECK = Check("intervention.never", "warning", _find, __doc__)
