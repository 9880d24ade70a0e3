"""A rule that another swallows: without it everything would come out the same, in every case in which people agree."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.alternatives import alternatives
from engine.verification.pairs import Pair, disjunction
from engine.verification.proofs import Proofs, differ, standing
from engine.verification.statements import said
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    proofs = subject.proofs
    for group in alternatives(subject.knowledge):
        if group.kind != "any":
            continue
        pairs = [proofs.condition(each.when.expression) for each in group.statements]
        for i, each in enumerate(group.statements):
            others = [pair for j, pair in enumerate(pairs) if j != i]
            if others and not _is_double(proofs, pairs, i) and proofs.cannot(differ(disjunction(pairs), disjunction(others)), *pairs):
                yield each.when.place, {"name": each.name, "said": said(subject.knowledge, each.when.expression)}
    yield from _arguments(subject)


def _is_double(proofs: Proofs, pairs: list[Pair], number: int) -> bool:
    """Tell whether a rule says the same as another, which a check of its own tells."""
    own = pairs[number]
    return any(j != number and p.names == own.names and proofs.cannot(differ(p, own), p, own) for j, p in enumerate(pairs))


def _arguments(subject: Subject) -> Iterator[Found]:
    """Give the arguments without which their hypothesis would always stand where it stands."""
    proofs = subject.proofs
    for hypothesis in subject.knowledge.hypotheses.values():
        weighed = proofs.arguments(hypothesis.id)
        for i, argument in enumerate(hypothesis.arguments):
            others = [each for j, each in enumerate(weighed) if j != i]
            never = proofs.cannot(weighed[i][1].pro, weighed[i][1])
            if not never and proofs.cannot(standing(weighed) != standing(others), *(pair for _, pair in weighed)):
                yield argument.when.place, {"name": hypothesis.id, "said": said(subject.knowledge, argument.when.expression)}


CHECK = Check("rule.swallowed", "warning", _find, __doc__, needs_proofs=True)
