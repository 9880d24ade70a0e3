"""What a change of the rules does to cases: who comes out otherwise, and through which change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.decision.deciding import Decision
from engine.impact.lineage import Lineage
from engine.inference.truth import FOR
from engine.model.case import Case
from engine.model.difference import Difference
from engine.model.knowledge import Knowledge
from engine.model.revision import Amendment, Origin, Touched
from engine.model.values import value_fault

__all__ = ["fitted", "touched", "turns_of"]


def fitted(case: Case, *versions: Knowledge) -> Case:
    """Leave out what one of the versions does not know, so that both are asked about the same case."""
    said = tuple(o for o in case.observations if all(_knows(k, o.fact, o.value) for k in versions))
    events = tuple(e for e in case.events if all(e.protocol in k.protocols and e.node in k.protocols[e.protocol].tasks for k in versions))
    return case if (said, events) == (case.observations, case.events) else replace(case, observations=said, events=events)


def _knows(k: Knowledge, fact: str, value: object) -> bool:
    definition = k.facts.get(fact)
    return definition is not None and (value is None or value_fault(definition, value, definition.place) is None)


def turns_of(difference: Difference) -> Iterator[tuple[str, str]]:
    """Give what comes out otherwise in a case, each as its part and id."""
    for part in ("alerts", "findings", "hypotheses", "needs", "interventions", "steps"):
        yield from ((part, id_) for id_ in getattr(difference, part))
    if difference.support:
        yield "support", "support"
    yield from (("asked", fact) for fact in difference.asked)
    yield from (("dropped", fact) for fact in difference.dropped)
    if difference.settled:
        yield "settled", "settled"


def touched(  # noqa: PLR0913 - what is known of one case
    case: Case,
    origin: Origin,
    day: date,
    difference: Difference,
    *,
    decisions: tuple[Decision, Decision],
    changes: Sequence[Amendment],
    lineage: Lineage,
) -> Touched:
    """Tell through which changes a case comes out otherwise: those that turn something in it, and on which the turned thing rests."""
    active = tuple(n for n, each in enumerate(changes) if _is_active(each, decisions, difference))
    active = active or tuple(n for n, each in enumerate(changes) if each.concerns)
    through = {}
    for part, id_ in turns_of(difference):
        found = tuple(n for n in active if lineage.rests_on(part, id_, changes[n].concerns))
        through[f"{part} {id_}"] = found or active
    return Touched(case, origin, day, difference, through)


def _is_active(amendment: Amendment, decisions: tuple[Decision, Decision], difference: Difference) -> bool:
    return any(_turns(name, decisions, difference) for name in amendment.concerns)


def _turns(name: str, decisions: tuple[Decision, Decision], difference: Difference) -> bool:
    """Tell whether a conclusion, fact or step that was changed plays another part in a case than it did."""
    before, after = (d.conclusions for d in decisions)
    bits = [c.of(name) if name in c.base.slots else None for c in (before, after)]
    if any(b is not None for b in bits):
        if bits[0] != bits[1]:
            return True
        if name not in after.base.knowledge.needs and name not in after.base.knowledge.hypotheses:
            return False
        return bool((bits[1] or 0) & FOR)  # what it leads to may be weighed otherwise
    if name in before.memory.said or name in after.memory.said:
        return True
    protocol = name.partition(".")[0]
    if protocol in after.base.knowledge.protocols or protocol in before.base.knowledge.protocols:
        return any(step.startswith(f"{protocol}.") for step in difference.steps)
    return name not in after.base.knowledge.facts
