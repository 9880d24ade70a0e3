"""A decision that takes more than one way in some state."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.forks import fork_of, several_open
from engine.verification.subject import Check, Found, Subject
from engine.verification.witness import say_witness

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for id_, step in subject.routes.steps.items():
        witness = several_open(fork_of(subject.base, step))
        if witness is not None:
            yield step.task.place, {"name": id_, "state": say_witness(witness, subject.knowledge)}


CHECK = Check("protocol.overlap", "error", _find, __doc__)
