"""A hypothesis that cannot become likely, even if every argument for it that can hold together with the others did hold."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for id_ in sorted(subject.possibility.never_likely | (subject.hopeless & set(subject.knowledge.hypotheses))):
        yield subject.knowledge.hypotheses[id_].place, {"name": id_}


CHECK = Check("hypothesis.never_likely", "error", _find, __doc__)
