"""A fact that something rests on and that nobody is ever asked for."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject
from engine.verification.usage import asked_facts, mentioned_facts, provisions

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    asked = asked_facts(subject.base) | provisions(subject.knowledge)
    for id_ in sorted(mentioned_facts(subject.base) - asked):
        yield subject.knowledge.facts[id_].place, {"name": id_}


CHECK = Check("fact.unasked", "warning", _find, __doc__)
