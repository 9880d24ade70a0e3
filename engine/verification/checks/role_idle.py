"""A role to which no step of a protocol and no intervention gives anything to do."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    k = subject.knowledge
    tasks = [task for protocol in k.protocols.values() for task in protocol.tasks.values()]
    busy = {role for task in tasks for role in (task.role, *task.joins)}
    busy |= {role for each in k.interventions.values() for role in (each.leads, *each.joins)}
    for role in k.roles.values():
        if role.id not in busy:
            yield role.place, {"name": role.id}


CHECK = Check("role.idle", "warning", _find, __doc__)
