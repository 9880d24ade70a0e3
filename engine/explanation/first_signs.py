"""What people notice first: the single observations by which a route begins."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from engine.decision.deciding import decide
from engine.inference.conclusions import Inference
from engine.model.case import Case, Observation
from engine.model.knowledge import Knowledge
from engine.protocols.enactment import next_steps

__all__ = ["first_signs", "noticed_besides"]


def first_signs(inference: Inference, day: date) -> dict[str, tuple[str, ...]]:
    """Give the yes/no facts each of which opens a step when nothing else is known, by the protocol that it opens first.

    They are tried against the rules, so a school with routes of its own gets the signs of these. A child's safety is not among them.
    """
    knowledge = inference.base.knowledge

    def opened(*said: Observation) -> dict[tuple[str, str], str]:
        decision = decide(inference, inference.infer(Case("-", day, said, ()), day))
        return {(step.protocol, step.node): step.protocol for step in next_steps(decision.conclusions)}

    always = opened()
    found: dict[str, list[str]] = {}
    for fact in knowledge.facts.values():
        if fact.type == "bool" and fact.privacy != "safety":
            steps = opened(Observation(fact.id, value=True, date=day))
            new = [steps[key] for key in steps if key not in always]
            if new:
                found.setdefault(min(new, key=lambda p: (knowledge.protocols[p].rank, p)), []).append(fact.id)
    ranked = sorted(found, key=lambda p: (knowledge.protocols[p].rank, p))
    return {protocol: tuple(found[protocol]) for protocol in ranked}


def noticed_besides(knowledge: Knowledge, signs: Collection[str]) -> tuple[str, ...]:
    """Give the yes/no facts that people often notice first and that open no step by themselves: what the rules have words for."""
    facts = knowledge.facts.values()
    return tuple(f.id for f in facts if f.noticed and f.type == "bool" and f.privacy != "safety" and f.id not in signs)
