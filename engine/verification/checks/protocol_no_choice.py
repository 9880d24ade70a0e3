"""A decision that is taken before anything is known, so that it decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.forks import fork_of, same_way_always
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for id_, step in subject.routes.steps.items():
        if same_way_always(fork_of(subject.base, step)):
            yield step.task.place, {"name": id_}


CHECK = Check("protocol.no_choice", "error", _find, __doc__)
