"""A condition, or a part of one, that can hold only where people contradict each other or what follows from what they said."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.statements import parts, place_of, said, statements
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


WATCHES = "alert:"  # an alert may be there to show that people disagree


def _find(subject: Subject) -> Iterator[Found]:
    proofs = subject.proofs
    for each in statements(subject.knowledge):
        if each.key.startswith(WATCHES):
            continue
        e = each.when.expression
        whole = proofs.decided(each.key) if each.key in subject.base.slots else proofs.condition(e)
        for part, pair in ((e, whole), *((part, proofs.condition(part)) for _, part in parts(e))):
            if proofs.cannot(pair.pro, pair) and not proofs.never(pair):
                yield place_of(each, part), {"name": each.name, "said": said(subject.knowledge, part)}
                break


CHECK = Check("rule.disputed", "error", _find, __doc__, needs_proofs=True)
