"""Vignettes against what they expect: every difference as one sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from engine.impact.whole import whole_differences
from engine.model.advice import Advice, Step

__all__ = ["differences"]

_Check = Callable[[Advice, Any], Iterator[str]]


def differences(expect: Mapping[str, Any], advice: Advice) -> list[str]:
    """Compare an advice with a vignette's `expect`; empty when all of it holds.

    Source: the keys of `expect` in docs/case-file.md. A hypothesis that is expected to be likely may be confirmed.
    """
    return [text for key, wanted in expect.items() for text in _CHECKS[key](advice, wanted)]


def _status(value: object) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _findings(advice: Advice, wanted: Mapping[str, object]) -> Iterator[str]:
    found = {f.id: f.status for f in advice.findings}
    for id_, value in wanted.items():
        if found.get(id_) != _status(value):
            yield f"{id_}: {found.get(id_)} / {_status(value)}"


def _hypotheses(advice: Advice, wanted: Mapping[str, str]) -> Iterator[str]:
    found = {h.id: h.standing for h in advice.hypotheses}
    for id_, value in wanted.items():
        good = {value, "confirmed"} if value == "likely" else {value}
        if found.get(id_) not in good:
            yield f"{id_}: {found.get(id_)} / {value}"


def _hypotheses_in(advice: Advice, wanted: Mapping[str, list[str]]) -> Iterator[str]:
    found: dict[str, str] = {h.id: h.standing for h in advice.hypotheses}
    yield from (f"{id_}: {found.get(id_)} / {', '.join(v)}" for id_, v in wanted.items() if found.get(id_) not in v)


def _hypotheses_not(advice: Advice, wanted: Mapping[str, list[str]]) -> Iterator[str]:
    found: dict[str, str] = {h.id: h.standing for h in advice.hypotheses}
    yield from (f"{id_}: {found.get(id_)}" for id_, v in wanted.items() if found.get(id_) in v)


def _has(name: str, there: Callable[[Advice], Iterable[str]]) -> _Check:
    def check(advice: Advice, wanted: list[str]) -> Iterator[str]:
        found = set(there(advice))
        yield from (f"{name}: - / {id_}" for id_ in wanted if id_ not in found)

    return check


def _lacks(name: str, there: Callable[[Advice], Iterable[str]]) -> _Check:
    def check(advice: Advice, unwanted: list[str]) -> Iterator[str]:
        found = set(there(advice))
        yield from (f"{name}: {id_} / -" for id_ in unwanted if id_ in found)

    return check


def _is(name: str, there: Callable[[Advice], object]) -> _Check:
    def check(advice: Advice, wanted: object) -> Iterator[str]:
        if there(advice) != wanted:
            yield f"{name}: {there(advice)} / {wanted}"

    return check


def _matches(step: Step, wanted: Mapping[str, object]) -> bool:
    values: dict[str, object] = {
        "protocol": step.protocol,
        "node": step.node,
        "role": step.role,
        "from": step.start.isoformat() if step.start else None,
        "due": step.due.isoformat() if step.due else None,
        "overdue": step.overdue,
    }
    return all(values[key] == value for key, value in wanted.items())


def _steps(advice: Advice, wanted: list[Mapping[str, object]]) -> Iterator[str]:
    shown = ", ".join(f"{s.protocol}.{s.node} ({s.due})" for s in advice.steps)
    yield from (f"next_steps: {shown} / {dict(w)}" for w in wanted if not any(_matches(s, w) for s in advice.steps))


def _no_steps(advice: Advice, unwanted: list[Mapping[str, object]]) -> Iterator[str]:
    yield from (f"next_steps: {dict(u)} / -" for u in unwanted if any(_matches(s, u) for s in advice.steps))


def _due_dates(advice: Advice, wanted: Mapping[str, str]) -> Iterator[str]:
    for protocol, day in wanted.items():
        found = [s.due.isoformat() for s in advice.steps if s.protocol == protocol and s.due]
        if day not in found:
            yield f"due_dates: {protocol} {', '.join(found)} / {day}"


def _support_not(advice: Advice, unwanted: list[str]) -> Iterator[str]:
    if advice.support.proposed in unwanted:
        yield f"support: {advice.support.proposed} / -"


def _whole(advice: Advice, wanted: Mapping[str, list[str]]) -> Iterator[str]:
    yield from (f"whole: {part}: {now or '-'} / {before or '-'}" for part, now, before in whole_differences(advice, wanted))


def _alerts(advice: Advice) -> list[str]:
    return [a.id for a in advice.alerts]


def _protocols(advice: Advice) -> list[str]:
    return [s.protocol for s in advice.steps]


_CHECKS: dict[str, _Check] = {
    "findings": _findings,
    "whole": _whole,
    "hypotheses": _hypotheses,
    "hypotheses_in": _hypotheses_in,
    "hypotheses_not": _hypotheses_not,
    "alerts": _has("alerts", _alerts),
    "no_alerts": _lacks("alerts", _alerts),
    "first_alert": _is("first_alert", lambda a: next(iter(_alerts(a)), None)),
    "needs": _has("needs", lambda a: [n.id for n in a.needs]),
    "no_needs": _lacks("needs", lambda a: [n.id for n in a.needs]),
    "support": _is("support", lambda a: a.support.proposed),
    "support_not": _support_not,
    "variant": _is("variant", lambda a: a.support.variant),
    "settled": _is("settled", lambda a: a.settled),
    "asks": _has("asks", lambda a: [q.fact for q in a.questions]),
    "next_steps": _steps,
    "no_next_steps": _no_steps,
    "protocols": _has("protocols", _protocols),
    "no_protocols": _lacks("protocols", _protocols),
    "due_dates": _due_dates,
    "missing_provision": _is("missing_provision", lambda a: bool(a.support.missing)),
    "interventions": _has("interventions", lambda a: [i.id for i in a.interventions]),
    "no_interventions": _lacks("interventions", lambda a: [i.id for i in a.interventions]),
}
