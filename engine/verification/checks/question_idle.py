"""A question that decides nothing: whatever is answered, every condition that looks at it comes out the same."""

from __future__ import annotations

from collections.abc import Iterator

from engine.knowledge.base import KnowledgeBase
from engine.language.syntax import Call, Comparison, Literal, Name, children, walk
from engine.verification.pairs import names_of
from engine.verification.proofs import Proofs, standing
from engine.verification.solver import Formula
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]

_Unit = tuple[tuple[Formula, ...], frozenset[str]]  # what comes out, as formulas, and what it looks at


def _find(subject: Subject) -> Iterator[Found]:
    base = subject.base
    proofs = subject.direct_proofs
    units = [*_conditions(subject), *(_weighed(proofs, id_) for id_ in subject.knowledge.hypotheses)]
    otherwise = {fact for facts in base.measured.values() for fact in facts} | set(_asked_about(base))
    looked_at: dict[str, list[_Unit]] = {}
    for unit in units:
        for name in unit[1]:
            looked_at.setdefault(name, []).append(unit)
    for fact in subject.knowledge.facts.values():
        found = looked_at.get(fact.id, [])
        if found and fact.id not in otherwise and not any(proofs.depends(f, names, fact.id) for f, names in found):
            yield fact.place, {"name": fact.id}


def _conditions(subject: Subject) -> Iterator[_Unit]:
    """Give what every condition comes to; those of arguments count as far as they move a hypothesis, those of rows as far as a table."""
    base, proofs = subject.base, subject.direct_proofs
    for key, slot in base.slots.items():
        if key in subject.knowledge.hypotheses or key.startswith(("argument:", "row:")):
            continue
        pair = proofs.gate(base.rule_of(slot).gate)
        yield (pair.pro, pair.con), pair.names


def _asked_about(base: KnowledgeBase) -> Iterator[str]:
    """Give the facts of which a condition asks who said them, since when, or whether they are known at all."""
    for atom in base.atoms.values():
        for part in walk(atom):
            if isinstance(part, Call) or (isinstance(part, Comparison) and Literal(None) in children(part)):
                yield from (name.id for name in walk(part) if isinstance(name, Name))


def _weighed(proofs: Proofs, id_: str) -> _Unit:
    arguments = proofs.arguments(id_)
    return (standing(arguments),), names_of(pair for _, pair in arguments)


CHECK = Check("question.idle", "warning", _find, __doc__, needs_proofs=True)
