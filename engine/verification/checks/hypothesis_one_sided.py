"""A hypothesis without an argument against it, so that nothing can ever speak against what is thought first."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]

_AGAINST = ("opposes", "strongly_opposes", "excludes")


def _find(subject: Subject) -> Iterator[Found]:
    for hypothesis in subject.knowledge.hypotheses.values():
        if not any(a.strength in _AGAINST for a in hypothesis.arguments):
            yield hypothesis.place, {"name": hypothesis.id}


CHECK = Check("hypothesis.one_sided", "warning", _find, __doc__)
