"""A condition, or a part of one, that holds whatever comes out, so that asking makes no difference."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.statements import parts, place_of, said, statements
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    proofs = subject.proofs
    for each in statements(subject.knowledge):
        if each.key.startswith("row:"):  # a row for all the rest is what a table may end with
            continue
        e = each.when.expression
        for part in (e, *(part for _, part in parts(e))):
            if proofs.always(proofs.condition(part)):
                yield place_of(each, part), {"name": each.name, "said": said(subject.knowledge, part)}
                break


CHECK = Check("rule.always", "error", _find, __doc__, needs_proofs=True)
