"""Vignettes against what they expect."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from engine.impact.whole import whole_differences
from engine.model.advice import Advice, Step, term_of
from engine.model.verdict import Mismatch

__all__ = ["differences"]

_Check = Callable[[Advice, Any], Iterator[Mismatch]]


def differences(expect: Mapping[str, Any], advice: Advice) -> list[Mismatch]:
    """Compare an advice with a vignette's `expect`; empty when all of it holds.

    Source: the keys of `expect` in docs/case-file.md. A hypothesis that is expected to be likely may be confirmed.
    """
    return [mismatch for key, wanted in expect.items() for mismatch in _CHECKS[key](advice, wanted)]


def _status(value: object) -> str:
    return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)


def _findings(advice: Advice, wanted: Mapping[str, object]) -> Iterator[Mismatch]:
    found = {f.id: f.status for f in advice.findings}
    for id_, value in wanted.items():
        if found.get(id_) != _status(value):
            yield Mismatch("findings", id_, found.get(id_), _status(value))


def _hypotheses(advice: Advice, wanted: Mapping[str, str]) -> Iterator[Mismatch]:
    found = {h.id: h.standing for h in advice.hypotheses}
    for id_, value in wanted.items():
        good = {value, "confirmed"} if value == "likely" else {value}
        if found.get(id_) not in good:
            yield Mismatch("hypotheses", id_, found.get(id_), value)


def _hypotheses_in(advice: Advice, wanted: Mapping[str, list[str]]) -> Iterator[Mismatch]:
    found: dict[str, str] = {h.id: h.standing for h in advice.hypotheses}
    yield from (Mismatch("hypotheses_in", id_, found.get(id_), tuple(v)) for id_, v in wanted.items() if found.get(id_) not in v)


def _hypotheses_not(advice: Advice, wanted: Mapping[str, list[str]]) -> Iterator[Mismatch]:
    found: dict[str, str] = {h.id: h.standing for h in advice.hypotheses}
    yield from (Mismatch("hypotheses_not", id_, found.get(id_), None) for id_, v in wanted.items() if found.get(id_) in v)


def _has(key: str, there: Callable[[Advice], Iterable[str]]) -> _Check:
    def check(advice: Advice, wanted: list[str]) -> Iterator[Mismatch]:
        found = set(there(advice))
        yield from (Mismatch(key, id_, None, id_) for id_ in wanted if id_ not in found)

    return check


def _lacks(key: str, there: Callable[[Advice], Iterable[str]]) -> _Check:
    def check(advice: Advice, unwanted: list[str]) -> Iterator[Mismatch]:
        found = set(there(advice))
        yield from (Mismatch(key, id_, id_, None) for id_ in unwanted if id_ in found)

    return check


def _is(key: str, there: Callable[[Advice], object]) -> _Check:
    def check(advice: Advice, wanted: object) -> Iterator[Mismatch]:
        if there(advice) != wanted:
            yield Mismatch(key, "", there(advice), wanted)

    return check


def _first_alert(advice: Advice, wanted: str) -> Iterator[Mismatch]:
    found = next(iter(_alerts(advice)), None)
    if found != wanted:
        yield Mismatch("first_alert", wanted, found, wanted)


def _of_step(step: Step) -> dict[str, object]:
    return {"protocol": step.protocol, "node": step.node, "role": step.role, **term_of(step)}


def _matches(step: Step, wanted: Mapping[str, object]) -> bool:
    values = _of_step(step)
    return all(values[key] == value for key, value in wanted.items())


def _steps(advice: Advice, wanted: list[Mapping[str, object]]) -> Iterator[Mismatch]:
    for each in wanted:
        if not any(_matches(s, each) for s in advice.steps):
            same = next((s for s in advice.steps if _matches(s, {k: v for k, v in each.items() if k in ("protocol", "node")})), None)
            yield Mismatch("next_steps", _name(each), _parts(same, each) if same else None, _parts(None, each))


def _no_steps(advice: Advice, unwanted: list[Mapping[str, object]]) -> Iterator[Mismatch]:
    for each in unwanted:
        found = next((s for s in advice.steps if _matches(s, each)), None)
        if found:
            yield Mismatch("no_next_steps", f"{found.protocol}.{found.node}", _parts(found, each), None)


def _name(wanted: Mapping[str, object]) -> str:
    return f"{wanted['protocol']}.{wanted['node']}" if "node" in wanted else str(wanted["protocol"])


def _parts(step: Step | None, wanted: Mapping[str, object]) -> Mapping[str, object]:
    """Give what was expected of a step beside its name, or how that is of a step."""
    keys = [key for key in wanted if key not in ("protocol", "node")]
    return {key: _of_step(step)[key] if step else wanted[key] for key in keys}


def _due_dates(advice: Advice, wanted: Mapping[str, str]) -> Iterator[Mismatch]:
    for protocol, day in wanted.items():
        found = [s.due.isoformat() for s in advice.steps if s.protocol == protocol and s.due]
        if day not in found:
            yield Mismatch("due_dates", protocol, tuple(found), day)


def _support_not(advice: Advice, unwanted: list[str]) -> Iterator[Mismatch]:
    if advice.support.proposed in unwanted:
        yield Mismatch("support_not", "", advice.support.proposed, None)


def _whole(advice: Advice, wanted: Mapping[str, list[str]]) -> Iterator[Mismatch]:
    yield from (Mismatch("whole", part, now, before) for part, now, before in whole_differences(advice, wanted))


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
    "no_alerts": _lacks("no_alerts", _alerts),
    "first_alert": _first_alert,
    "needs": _has("needs", lambda a: [n.id for n in a.needs]),
    "no_needs": _lacks("no_needs", lambda a: [n.id for n in a.needs]),
    "support": _is("support", lambda a: a.support.proposed),
    "support_not": _support_not,
    "variant": _is("variant", lambda a: a.support.variant),
    "settled": _is("settled", lambda a: a.settled),
    "asks": _has("asks", lambda a: [q.fact for q in a.questions]),
    "next_steps": _steps,
    "no_next_steps": _no_steps,
    "protocols": _has("protocols", _protocols),
    "no_protocols": _lacks("no_protocols", _protocols),
    "due_dates": _due_dates,
    "missing_provision": _is("missing_provision", lambda a: bool(a.support.missing)),
    "interventions": _has("interventions", lambda a: [i.id for i in a.interventions]),
    "no_interventions": _lacks("no_interventions", lambda a: [i.id for i in a.interventions]),
}
