"""Two rules that say the same: in every case in which people agree, both speak for it or both against."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from engine.verification.alternatives import alternatives
from engine.verification.proofs import differ
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    proofs = subject.proofs
    for group in alternatives(subject.knowledge):
        for one, other in combinations(group.statements, 2):
            a, b = proofs.condition(one.when.expression), proofs.condition(other.when.expression)
            if a.names == b.names and proofs.cannot(differ(a, b), a, b):
                yield other.when.place, {"name": other.name, "first": str(one.when.place), "other": one.name}


CHECK = Check("rule.same", "warning", _find, __doc__, needs_proofs=True)
