"""A hypothesis that one and the same state confirms and excludes, or whose argument for it never comes without one as strong against."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from engine.decision.hypotheses import DISPUTED, WEIGHTS
from engine.model.rules import Strength
from engine.verification.pairs import Pair
from engine.verification.proofs import FOR_IT, Proofs
from engine.verification.solver import Formula, z3
from engine.verification.statements import said
from engine.verification.subject import Check, Found, Subject
from engine.verification.witness import say_witness

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    proofs = subject.proofs
    for hypothesis in subject.knowledge.hypotheses.values():
        weighed = proofs.arguments(hypothesis.id)
        numbered = list(enumerate(weighed))
        for (i, (for_it, one)), (j, (against, other)) in product(numbered, numbered):
            if for_it not in FOR_IT or against in FOR_IT:
                continue
            places = {"name": hypothesis.id, "other": str(hypothesis.arguments[i].when.place)}
            both = z3.And(_holds(one), _holds(other))
            witness = proofs.find(both, one, other) if (for_it, against) == ("confirms", "excludes") else None
            if witness is not None:
                yield hypothesis.arguments[j].when.place, places | {"state": say_witness(witness, subject.knowledge)}
            elif _weight(against) >= _weight(for_it) and _brings(proofs, one, other):
                yield (
                    hypothesis.arguments[j].when.place,
                    places | {"state": said(subject.knowledge, hypothesis.arguments[i].when.expression)},
                )


def _holds(pair: Pair) -> Formula:
    return z3.And(pair.pro, z3.Not(pair.con))


def _brings(proofs: Proofs, one: Pair, other: Pair) -> bool:
    """Tell whether the one never holds without the other."""
    shared = proofs.symbols.with_following(one.names) & proofs.symbols.with_following(other.names)
    return bool(shared) and not proofs.cannot(one.pro, one) and proofs.cannot(z3.And(one.pro, z3.Not(other.pro)), one, other)


def _weight(strength: Strength) -> int:
    return abs(WEIGHTS.get(strength) or DISPUTED[strength] * 2)


CHECK = Check("hypothesis.torn", "error", _find, __doc__, needs_proofs=True)
