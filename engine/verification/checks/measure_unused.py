"""A measure that no condition and no other measure looks at."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject
from engine.verification.usage import used_names

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    used = used_names(subject.base)
    for measure in subject.knowledge.measures.values():
        if measure.id not in used:
            yield measure.place, {"name": measure.id}


CHECK = Check("measure.unused", "warning", _find, __doc__)
