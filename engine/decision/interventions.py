"""Which interventions to propose: few, for the needs that hold, smallest step first."""

from __future__ import annotations

from engine.inference.conclusions import Conclusions
from engine.inference.truth import FOR
from engine.language.syntax import Name, walk
from engine.model.advice import InterventionResult
from engine.model.intervention import GRADES, Intervention
from engine.model.knowledge import Knowledge

__all__ = ["is_set_aside", "propose"]

AT_MOST = 6


def propose(conclusions: Conclusions, proposed: str) -> tuple[InterventionResult, ...]:
    """Choose what the proposed layer brings, then for each need and likely hypothesis the smallest step that fits.

    What is meant for a need before all else (it stands first among the addressees), or for just such a case (its
    condition holds), goes before what serves it besides. An intervention fits when its level is not above the proposed
    one, its condition holds, nobody says that its `unless` is so, and nothing it must not be combined with was chosen; what
    should be done first comes first. A need that concerns a child's safety is served before all others.
    """
    order = list(conclusions.base.knowledge.layers)
    reach = order.index(proposed)
    wanted = _addressees(conclusions)
    fitting = sorted(
        (i for i in conclusions.base.knowledge.interventions.values() if _fits(conclusions, i, order, reach)),
        key=lambda i: (i.size, GRADES.index(i.evidence.strength), -len(set(i.addresses) & set(wanted)), i.id),
    )
    chosen = _at_layer(proposed, wanted, fitting)
    general = [i for i in chosen if i.when is None]  # what the layer brings in general takes no place from what fits just such a case
    for choices in (1, 2):  # first something meant for each, then a second way where there is room
        for addressee in wanted:
            if len(chosen) < AT_MOST and sum(addressee == i.addresses[0] for i in chosen if i not in general) < choices:
                chosen.extend(_best_for(addressee, chosen, fitting))
    kept = chosen[:AT_MOST]
    return tuple(InterventionResult(i.id, tuple(a for a in wanted if a in i.addresses)) for i in kept)


def _best_for(addressee: str, chosen: list[Intervention], fitting: list[Intervention]) -> list[Intervention]:
    free = (i for i in fitting if addressee in i.addresses and i not in chosen and _combines(i, chosen))
    found = min(free, key=lambda i: (i.addresses[0] != addressee, i.when is None), default=None)
    if found is None or (found.addresses[0] != addressee and any(addressee in i.addresses for i in chosen)):
        return []
    return _with_first(found, chosen, fitting)


def _at_layer(proposed: str, wanted: list[str], fitting: list[Intervention]) -> list[Intervention]:
    """Choose first what the proposed layer itself brings: lighter steps alone would not be that layer."""
    own = [i for i in fitting if i.level == proposed and set(i.addresses) & set(wanted)]
    best = max(own, key=lambda i: (len(set(i.addresses) & set(wanted)), -i.size), default=None)
    return _with_first(best, [], fitting) if best else []


def _addressees(conclusions: Conclusions) -> list[str]:
    """Give the needs and hypotheses that hold; what a child's safety asks for comes first, so that nothing takes its place."""
    k = conclusions.base.knowledge
    held = (id_ for id_ in (*k.needs, *k.hypotheses) if conclusions.of(id_) & FOR)
    return sorted(held, key=lambda id_: not _is_for_safety(k, id_))


def _is_for_safety(k: Knowledge, id_: str) -> bool:
    return id_ in k.needs and any(isinstance(part, Name) and part.id in k.private for part in walk(k.needs[id_].when.expression))


def _fits(conclusions: Conclusions, each: Intervention, order: list[str], reach: int) -> bool:
    if each.level != "any" and order.index(each.level) > reach:
        return False
    if is_set_aside(conclusions, each):
        return False
    return each.when is None or bool(conclusions.of(f"intervention:{each.id}") & FOR)


def is_set_aside(conclusions: Conclusions, each: Intervention) -> bool:
    """Tell whether someone says that an intervention need no longer be proposed; that others say otherwise does not bring it back."""
    return each.unless is not None and bool(conclusions.of(f"unless:intervention:{each.id}") & FOR)


def _combines(each: Intervention, chosen: list[Intervention]) -> bool:
    return all(each.id not in other.not_with and other.id not in each.not_with for other in chosen)


def _with_first(each: Intervention, chosen: list[Intervention], fitting: list[Intervention]) -> list[Intervention]:
    """Put what should be done first before it."""
    have = {i.id for i in chosen}
    first = [i for i in fitting if i.id in each.after and i.id not in have and _combines(i, chosen)]
    return [*first, each]
