"""A parameter that no condition, measure or term uses, so that setting it changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject
from engine.verification.usage import used_names

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    k = subject.knowledge
    said = {str(word) for _, _, node in subject.mappings() for word in node.values() if isinstance(word, str | int)}
    used = used_names(subject.base) | said
    for parameter in k.parameters.values():
        if parameter.id not in used:
            yield parameter.place, {"name": parameter.id}


CHECK = Check("parameter.unused", "warning", _find, __doc__)
