"""A fork at which a pupil can get stuck: in some state no way opens."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.forks import fork_of, none_opens
from engine.verification.subject import Check, Found, Subject
from engine.verification.witness import say_witness

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for id_, step in subject.routes.steps.items():
        if step.task.type in ("start", "end"):  # a start opens what it can; it is no step at which anyone waits
            continue
        witness = none_opens(fork_of(subject.base, step))
        if witness is not None:
            yield step.task.place, {"name": id_, "state": say_witness(witness, subject.knowledge)}


CHECK = Check("protocol.gap", "error", _find, __doc__)
