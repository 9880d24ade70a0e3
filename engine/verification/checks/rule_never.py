"""A condition, or a part of one, for which nothing can ever speak, even where people disagree."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.statements import parts, place_of, said, statements
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


OWN = ("alert:", "guard:", "trigger:", "task:", "row:", "intervention:")  # for these a check of their own tells the same


def _find(subject: Subject) -> Iterator[Found]:
    proofs = subject.proofs
    for each in statements(subject.knowledge):
        e = each.when.expression
        whole = proofs.decided(each.key) if each.key in subject.base.slots else proofs.condition(e)
        if proofs.never(whole):
            if not each.key.startswith(OWN):
                yield each.when.place, {"name": each.name, "said": said(subject.knowledge, e)}
            continue
        for _, part in parts(e):
            if proofs.never(proofs.condition(part)):
                yield place_of(each, part), {"name": each.name, "said": said(subject.knowledge, part)}


CHECK = Check("rule.never", "error", _find, __doc__, needs_proofs=True)
