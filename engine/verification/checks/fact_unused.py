"""A fact with which no rule, step, form, layer or intervention does anything."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject
from engine.verification.usage import mentioned_facts

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    used = mentioned_facts(subject.base)
    for fact in subject.knowledge.facts.values():
        if fact.id not in used:
            yield fact.place, {"name": fact.id}


CHECK = Check("fact.unused", "warning", _find, __doc__)
