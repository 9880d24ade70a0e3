"""Everything that was decided about a case, gathered into one advice with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.decision.deciding import Decision
from engine.decision.hypotheses import Weighed
from engine.decision.interventions import propose
from engine.explanation.questions import URGENT, WORTH, Stakes, questions
from engine.inference.conclusions import Conclusions
from engine.inference.evaluation import differing_facts
from engine.inference.justification import justify
from engine.inference.truth import AGAINST, BOTH, FOR, STATUS, UNKNOWN
from engine.model.advice import (
    Advice,
    AlertResult,
    FindingResult,
    HypothesisResult,
    Justification,
    NeedResult,
    Question,
    Step,
    SupportResult,
)
from engine.model.case import Case, Observation
from engine.model.rules import Hypothesis
from engine.protocols.enactment import next_steps, undecided_guards

__all__ = ["assemble"]

_SEVERITIES = ("urgent", "warning", "note")


def assemble(case: Case, as_of: date, decision: Decision) -> Advice:
    """Gather the advice on one case."""
    c, knowledge = decision.conclusions, decision.conclusions.base.knowledge
    steps = next_steps(c)
    stakes = _stakes(decision, steps)
    asked = questions(c, stakes)
    return Advice(
        case=case.id,
        as_of=as_of,
        knowledge=(knowledge.name, knowledge.version, knowledge.digest),
        settled=_settled(asked, stakes),
        alerts=_alerts(c),
        findings=tuple(FindingResult(f.id, f.kind, c.status(f.id), justify(c, f.id)) for f in knowledge.findings.values()),
        hypotheses=tuple(_hypothesis(c, h, decision.weighed[h.id]) for h in knowledge.hypotheses.values()),
        needs=tuple(_needs(c)),
        support=_support(decision),
        interventions=propose(c, decision.placement.proposed),
        steps=steps,
        questions=asked,
        strengths=tuple(_strengths(c)),
        differences=tuple(sorted({*differing_facts(c.memory, "school", "home"), *differing_facts(c.memory, "pupil", "adults")})),
        measures=tuple((id_, v.low, v.high) for id_ in c.base.measures if (v := c.memory.numbers.get(id_))),
    )


def _settled(asked: tuple[Question, ...], stakes: Stakes) -> bool:
    """Tell whether no layer, step or alert rests on something that could still be asked."""
    action = {id_ for _, id_, worth in stakes.undecided if worth >= WORTH["step"] and not id_.startswith(("form.", "exclusion."))}
    reask = {"home.unsafe"}
    return not any(action & set(q.decides) for q in asked if q.fact not in reask or "alert.child_safety" not in q.decides)


def _alerts(c: Conclusions) -> tuple[AlertResult, ...]:
    shown = [a for a in c.base.knowledge.alerts.values() if c.of(f"alert:{a.id}") & FOR]
    shown.sort(key=lambda a: _SEVERITIES.index(a.severity))
    return tuple(AlertResult(a.id, a.severity, justify(c, f"alert:{a.id}")) for a in shown)


def _needs(c: Conclusions) -> Iterator[NeedResult]:
    for id_ in c.base.knowledge.needs:
        if c.of(id_) & FOR:
            because = justify(c, id_)
            yield NeedResult(id_, because.disputed, because)


def _hypothesis(c: Conclusions, hypothesis: Hypothesis, weighed: Weighed) -> HypothesisResult:
    sides: dict[str, list[tuple[str, int, Justification]]] = {"for": [], "against": [], "open": []}
    for i, argument in enumerate(hypothesis.arguments):
        key = f"argument:{hypothesis.id}#{i}"
        bits = c.of(key)
        if bits == AGAINST:
            continue
        side = "open" if bits == UNKNOWN else "for" if argument.strength in ("confirms", "strong", "supports") else "against"
        sides[side].append((argument.strength, i, justify(c, key)))
    return HypothesisResult(
        id=hypothesis.id,
        category=hypothesis.category,
        standing=weighed.standing,
        at_least=weighed.at_least,
        at_most=weighed.at_most,
        disputed=weighed.disputed,
        speaks_for=tuple(sides["for"]),
        against=tuple(sides["against"]),
        open=tuple(sides["open"]),
    )


def _support(decision: Decision) -> SupportResult:
    c, placement = decision.conclusions, decision.placement
    order = list(c.base.knowledge.layers)
    at = order.index(placement.proposed)
    why = [justify(c, key) for key in placement.criteria[placement.proposed] if c.of(key) & FOR]
    higher = order[at + 1 : order.index(placement.at_most) + 2] or []
    not_higher = [justify(c, key) for layer in higher for key in placement.criteria[layer] if not c.of(key) & FOR]
    below = c.base.knowledge.layers[order[at - 1]] if at else None
    insufficient = f"insufficient:{below.id}" if below and below.insufficient else ""
    not_lower = [justify(c, insufficient)] if insufficient and c.of(insufficient) & FOR else why
    return SupportResult(
        proposed=placement.proposed,
        at_least=placement.proposed,
        at_most=placement.at_most,
        focus=placement.focus,
        variant=placement.variant,
        why=tuple(why),
        why_not_lower=tuple(not_lower if at else ()),
        why_not_higher=tuple(not_higher),
        missing=placement.missing,
    )


def _strengths(c: Conclusions) -> Iterator[Observation]:
    for fact in sorted(c.memory.standing):
        if fact.startswith("strength."):
            yield from c.memory.standing[fact]


def _stakes(decision: Decision, steps: tuple[Step, ...]) -> Stakes:
    """Give everything that is not decided yet and matters to someone."""
    return Stakes(tuple(_undecided(decision, steps)))


def _undecided(decision: Decision, steps: tuple[Step, ...]) -> Iterator[tuple[str, str, float]]:
    c, k = decision.conclusions, decision.conclusions.base.knowledge
    for alert in k.alerts.values():
        if c.of(f"alert:{alert.id}") == UNKNOWN:
            yield f"alert:{alert.id}", alert.id, URGENT if alert.severity == "urgent" else WORTH["alert"]
    order = list(k.layers)
    at, top = order.index(decision.placement.proposed), order.index(decision.placement.at_most)
    for layer in order[at + 1 : top + 1]:
        for key in decision.placement.criteria[layer]:
            if c.of(key) in (UNKNOWN, BOTH):
                yield key, f"support.{layer}", WORTH["layer"]
    for key in _open_parts(decision):
        yield key, "support.variant", WORTH["layer"]
    for key in undecided_guards(c, steps):
        yield key, key.split(":", 1)[1].split("#")[0].split(".")[0] if key.startswith("trigger:") else _step_id(key), WORTH["step"]
    for finding in k.findings.values():
        if c.of(finding.id) == UNKNOWN:
            yield finding.id, finding.id, WORTH[finding.kind]
    for hypothesis in k.hypotheses.values():
        weighed = decision.weighed[hypothesis.id]
        if weighed.at_least != weighed.at_most:
            for i in range(len(hypothesis.arguments)):
                if c.of(f"argument:{hypothesis.id}#{i}") == UNKNOWN:
                    yield f"argument:{hypothesis.id}#{i}", hypothesis.id, WORTH["hypothesis"] / len(hypothesis.arguments)
    for id_ in k.needs:
        if c.of(id_) == UNKNOWN:
            yield id_, id_, WORTH["need"]


def _open_parts(decision: Decision) -> Iterator[str]:
    """Give the undecided conditions of focus and variant of the proposed layer."""
    c = decision.conclusions
    layer = c.base.knowledge.layers[decision.placement.proposed]
    for word, parts in (("focus", layer.focuses), ("variant", layer.variants)):
        for part in parts:
            key = f"{word}:{layer.id}.{part.id}"
            if part.when and c.of(key) == UNKNOWN:
                yield key


def _step_id(key: str) -> str:
    return key.split(":", 1)[1].split("#")[0]
