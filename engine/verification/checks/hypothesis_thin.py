"""A hypothesis with so few arguments that one observation settles it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]

FEWEST = 5


def _find(subject: Subject) -> Iterator[Found]:
    for hypothesis in subject.knowledge.hypotheses.values():
        if len(hypothesis.arguments) < FEWEST:
            yield hypothesis.place, {"name": hypothesis.id, "count": len(hypothesis.arguments), "fewest": FEWEST}


CHECK = Check("hypothesis.thin", "note", _find, __doc__)
