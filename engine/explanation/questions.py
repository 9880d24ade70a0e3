"""What to ask next: the open facts that undecided conclusions rest on, most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from engine.explanation.outlook import Outlook
from engine.explanation.stakes import WORTH, Stake
from engine.inference.conclusions import Conclusions
from engine.inference.justification import observed_facts
from engine.inference.truth import BOTH, UNKNOWN, run_gate
from engine.knowledge.circuit import Gate
from engine.language.syntax import Call, Expression, Name, walk
from engine.model.advice import Question, Step
from engine.model.vocabulary import FactDefinition

__all__ = ["SAFETY", "burden", "facts_behind", "first_days", "is_settled", "open_facts", "questions"]

PRIVACY = {"ordinary": 1.0, "sensitive": 1.5, "health": 2.0, "safety": 1.0}
SAFETY = "safety"


@dataclass(slots=True)
class _Tally:
    """What one fact can decide, and whether people act on any of it."""

    weight: float = 0.0
    matters: bool = False
    decides: dict[str, None] = field(default_factory=dict)


def questions(view: Outlook, at_stake: Sequence[Stake], steps: Sequence[Step]) -> tuple[Question, ...]:
    """Give the open facts that matter: for what is at stake, and for the day from which the term of an open step counts.

    A fact about a child's safety is asked again although people said that they do not know, and always comes first; it
    is asked of others too when only those at home have denied it.
    """
    conclusions = view.decision.conclusions
    tallies: dict[str, _Tally] = {}
    for stake in at_stake:
        facts = facts_behind(view, stake)
        for fact in facts:
            tally = tallies.setdefault(fact, _Tally())
            tally.weight += stake.worth / len(facts)
            tally.decides[stake.id] = None
            tally.matters |= stake.live
    for fact, decided in (*first_days(conclusions, steps), *_second_voices(conclusions)):
        tally = tallies.setdefault(fact, _Tally())
        tally.weight += WORTH["step"]
        tally.decides[decided] = None
        tally.matters = True
    out = [_question(conclusions, fact, tally) for fact, tally in tallies.items()]
    return tuple(sorted(out, key=lambda q: (-q.weight, q.fact)))


def first_days(conclusions: Conclusions, steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
    """Give the facts that open steps need before anything can be said of their due day."""
    for step in steps:
        term = conclusions.base.knowledge.protocols[step.protocol].tasks[step.node].term
        if term and all(map(conclusions.memory.is_open, term.start)):
            yield from ((fact, f"{step.protocol}.{step.node}") for fact in term.start)


def _second_voices(conclusions: Conclusions) -> Iterator[tuple[str, str]]:
    """Give the safety facts that nobody but those at home has denied, with the alerts that look at them."""
    for fact in sorted(conclusions.memory.private):
        if _denied_at_home_only(conclusions, fact):
            for alert in conclusions.base.knowledge.alerts.values():
                if any(isinstance(e, Name) and e.id == fact for e in walk(alert.when.expression)):
                    yield fact, alert.id


def _denied_at_home_only(conclusions: Conclusions, fact: str) -> bool:
    memory = conclusions.memory
    said = memory.standing.get(fact, ())
    return bool(said) and all(o.value is False and memory.informants.get(o.by or "") == "home" for o in said)


def is_settled(view: Outlook, at_stake: Sequence[Stake], steps: Sequence[Step]) -> bool:
    """Tell whether no answer can change layer, steps (with their due days) or alerts any more."""
    return not any(stake.live for stake in at_stake) and not any(first_days(view.decision.conclusions, steps))


def facts_behind(view: Outlook, stake: Stake) -> list[str]:
    """Give the open facts that an undecided conclusion rests on, and those through which it can change, by name."""
    changing = view.open_facts(stake.key) if stake.live else ()
    return sorted({*open_facts(view.decision.conclusions, stake.key), *changing})


def _question(conclusions: Conclusions, fact: str, tally: _Tally) -> Question:
    definition = conclusions.base.knowledge.facts[fact]
    safety = definition.privacy == SAFETY
    weight = tally.weight / burden(definition) + (1000 if safety else 0)
    informants = definition.informants
    if _denied_at_home_only(conclusions, fact):
        informants = tuple(i for i in informants if conclusions.memory.informants.get(i) != "home")
    return Question(fact, informants, tuple(tally.decides), round(weight, 6), tally.matters or safety)


def burden(fact: FactDefinition) -> float:
    """Give what finding out costs: how private it is, and how long it takes."""
    return PRIVACY[fact.privacy] * (1 + fact.minutes / 15)


def open_facts(conclusions: Conclusions, key: str) -> Iterator[str]:
    """Give the open facts that an undecided conclusion rests on, doubles included."""
    base = conclusions.base
    seen: set[int] = set()
    queue: list[Gate | int] = [base.rule_of(base.slots[key]).gate]
    while queue:
        part = queue.pop()
        if isinstance(part, Gate):
            if run_gate(part, conclusions.bits) in (UNKNOWN, BOTH):
                queue.extend(part.parts)
            continue
        if part in seen or conclusions.bits[part] not in (UNKNOWN, BOTH):
            continue
        seen.add(part)
        if part in base.atoms:
            yield from _askable(conclusions, base.atoms[part])
        else:
            queue.extend(_premises(conclusions, part))


def _premises(conclusions: Conclusions, slot: int) -> Iterable[Gate | int]:
    base = conclusions.base
    hypothesis = base.knowledge.hypotheses.get(base.keys[slot])
    if hypothesis is None:
        return (base.rule_of(slot).gate,)
    return [base.slots[f"argument:{hypothesis.id}#{i}"] for i in range(len(hypothesis.arguments))]


def _askable(conclusions: Conclusions, atom: Expression) -> Iterator[str]:
    """Give the facts of an undecided atom that nobody has been asked about, safety facts once more."""
    if any(isinstance(e, Call) and e.function == "seen_differently" for e in walk(atom)):
        return
    memory, facts = conclusions.memory, conclusions.base.knowledge.facts
    for fact in observed_facts(atom, conclusions.base.measured):
        if fact not in facts:
            continue
        again = facts[fact].privacy == SAFETY and fact not in memory.standing
        if memory.is_open(fact) or again:
            yield fact
