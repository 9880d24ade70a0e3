"""Everything that was decided about a case, gathered into one advice with its reasons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from engine.decision.deciding import Decision
from engine.decision.hypotheses import Weighed
from engine.decision.interventions import propose
from engine.explanation.outlook import outlook
from engine.explanation.questions import is_settled, questions
from engine.explanation.stakes import stakes
from engine.inference.conclusions import Conclusions
from engine.inference.evaluation import differing_facts
from engine.inference.justification import justify
from engine.inference.truth import AGAINST, FOR, UNKNOWN
from engine.model.advice import (
    Advice,
    AlertResult,
    FindingResult,
    HypothesisResult,
    Justification,
    NeedResult,
    SupportResult,
)
from engine.model.case import Case, Observation
from engine.model.rules import Hypothesis
from engine.protocols.enactment import steps_of
from engine.protocols.replay import Replay

__all__ = ["assemble", "hypothesis_result"]

_SEVERITIES = ("urgent", "warning", "note")


def assemble(case: Case, as_of: date, decision: Decision) -> Advice:
    """Gather the advice on one case."""
    c, knowledge = decision.conclusions, decision.conclusions.base.knowledge
    replay = Replay(c)
    steps = steps_of(replay)
    view = outlook(decision)
    different = sorted({*differing_facts(c.memory, "school", "home"), *differing_facts(c.memory, "pupil", "adults")})
    at_stake = stakes(decision, view, replay, steps)
    return Advice(
        case=case.id,
        as_of=as_of,
        knowledge=(knowledge.name, knowledge.version, knowledge.digest),
        settled=is_settled(view, at_stake, steps),
        alerts=_alerts(c),
        findings=tuple(FindingResult(f.id, f.kind, c.status(f.id), justify(c, f.id)) for f in knowledge.findings.values()),
        hypotheses=tuple(hypothesis_result(c, h, decision.weighed[h.id]) for h in knowledge.hypotheses.values()),
        needs=tuple(_needs(c)),
        support=_support(decision),
        interventions=propose(c, decision.placement.proposed),
        steps=steps,
        questions=questions(view, at_stake, steps),
        strengths=tuple(_strengths(c)),
        overrides=tuple(e for e in c.memory.events if e.state == "overridden"),
        differences=tuple(different),
        voices=tuple(o for fact in different for o in c.memory.standing[fact]),
        measures=tuple((id_, v.low, v.high) for id_ in c.base.measures if (v := c.memory.numbers.get(id_))),
    )


def _alerts(c: Conclusions) -> tuple[AlertResult, ...]:
    shown = [a for a in c.base.knowledge.alerts.values() if c.of(f"alert:{a.id}") & FOR]
    shown.sort(key=lambda a: _SEVERITIES.index(a.severity))
    return tuple(AlertResult(a.id, a.severity, justify(c, f"alert:{a.id}")) for a in shown)


def _needs(c: Conclusions) -> Iterator[NeedResult]:
    for id_ in c.base.knowledge.needs:
        if c.of(id_) & FOR:
            because = justify(c, id_)
            yield NeedResult(id_, because.disputed, because)


def hypothesis_result(c: Conclusions, hypothesis: Hypothesis, weighed: Weighed) -> HypothesisResult:
    """Give a weighed hypothesis with the arguments on each side, each with its reasons."""
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
