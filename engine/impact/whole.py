"""The whole of an advice in few words, so that a vignette can expect all of it and notice anything that comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.model.advice import Advice, HypothesisResult, Step, SupportResult

__all__ = ["whole_differences", "whole_of"]


def whole_of(advice: Advice) -> dict[str, list[str]]:
    """Give everything that an advice concludes and proposes, in ids; what is unknown, and the questions, are left out."""
    return {
        "findings": [f"{f.id} {f.status}" for f in advice.findings if f.status != "unknown"],
        "hypotheses": [_hypothesis(h) for h in advice.hypotheses if h.standing != "unknown"],
        "needs": [need.id for need in advice.needs],
        "alerts": [f"{alert.id} {alert.severity}" for alert in advice.alerts],
        "support": list(_support(advice.support)),
        "interventions": [each.id for each in advice.interventions],
        "steps": [_step(step) for step in advice.steps],
    }


def whole_differences(advice: Advice, wanted: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str | None, str | None]]:
    """Give what comes out otherwise: the part, what is there now and what was expected, one of them None; else that the order differs."""
    for part, now in whole_of(advice).items():
        before = list(wanted.get(part, ()))
        yield from ((part, each, None) for each in now if each not in before)
        yield from ((part, None, each) for each in before if each not in now)
        if now != before and sorted(now) == sorted(before):
            yield part, ", ".join(now), ", ".join(before)


def _hypothesis(h: HypothesisResult) -> str:
    return f"{h.id} {h.standing}" if h.at_least == h.at_most == h.standing else f"{h.id} {h.standing}, {h.at_least} to {h.at_most}"


def _support(s: SupportResult) -> Iterator[str]:
    yield s.proposed
    if s.at_most != s.proposed:
        yield f"at most {s.at_most}"
    yield from (f"{word} {chosen}" for word, chosen in (("variant", s.variant), ("focus", s.focus)) if chosen)
    yield from (f"missing {each.needed}" for each in s.missing)


def _step(s: Step) -> str:
    days = [f"from {s.start}" if s.start else "", f"due {s.due}" if s.due else "", "overdue" if s.overdue else ""]
    return " ".join([f"{s.protocol}.{s.node} {s.state}", f"by {s.role}" if s.role else "", *days]).replace("  ", " ").strip()
