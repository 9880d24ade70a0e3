"""A part of a condition that makes no difference: without it the condition would always come out the same."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.idle import compares_numbers
from engine.verification.statements import place_of, said
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for statement, part in subject.idle_parts:
        if not compares_numbers(part):
            yield place_of(statement, part), {"name": statement.name, "said": said(subject.knowledge, part)}


CHECK = Check("rule.idle_part", "warning", _find, __doc__, needs_proofs=True)
