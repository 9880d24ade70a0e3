"""What to ask next: the open facts that undecided conclusions rest on, most telling first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.inference.conclusions import Conclusions
from engine.inference.justification import observed_facts
from engine.inference.truth import BOTH, UNKNOWN, run_gate
from engine.knowledge.circuit import Gate
from engine.language.syntax import Call, Comparison, Expression, Literal, walk
from engine.model.advice import Question

__all__ = ["Stakes", "questions"]

# What a decided conclusion is worth to the people at the table.
WORTH = {"alert": 5.0, "layer": 4.0, "step": 3.0, "form": 3.0, "exclusion": 3.0, "signal": 1.5, "hypothesis": 1.0, "need": 2.0}
URGENT = 12.0
PRIVACY = {"ordinary": 1.0, "sensitive": 1.5, "health": 2.0, "safety": 1.0}
SAFETY = "safety"


@dataclass(frozen=True, slots=True)
class Stakes:
    """Conclusions that are not decided yet: the key of each with the id that people know it by, and what it is worth."""

    undecided: tuple[tuple[str, str, float], ...]


@dataclass(slots=True)
class _Tally:
    """What one fact can decide."""

    weight: float = 0.0
    decides: dict[str, None] = field(default_factory=dict)


def questions(conclusions: Conclusions, stakes: Stakes) -> tuple[Question, ...]:
    """Give the open facts that matter.

    A fact about a child's safety is asked again although people said that they do not know, and always comes first.
    """
    tallies: dict[str, _Tally] = {}
    for key, id_, worth in stakes.undecided:
        facts = set(open_facts(conclusions, key))
        for fact in facts:
            tally = tallies.setdefault(fact, _Tally())
            tally.weight += worth / len(facts)
            tally.decides[id_] = None
    out = [_question(conclusions, fact, tally) for fact, tally in tallies.items()]
    return tuple(sorted(out, key=lambda q: (-q.weight, q.fact)))


def _question(conclusions: Conclusions, fact: str, tally: _Tally) -> Question:
    definition = conclusions.base.knowledge.facts[fact]
    burden = PRIVACY[definition.privacy] * (1 + definition.minutes / 15)
    weight = tally.weight / burden + (1000 if definition.privacy == SAFETY else 0)
    return Question(fact, definition.informants, tuple(tally.decides), round(weight, 6))


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


def is_about_ignorance(atom: Expression) -> bool:
    """Tell whether an atom asks if something is unknown; an answer can then undo what holds."""
    return any(
        isinstance(e, Comparison) and any(isinstance(s, Literal) and s.value is None for s in (e.left, e.right))
        for e in walk(atom)
    )
