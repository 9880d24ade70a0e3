"""What if: the advice with some facts or steps otherwise, beside the advice as it is; only what changes is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from engine.cases.answers import read_answer
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.model.advice import Advice, Step
from engine.model.case import Case, Observation
from engine.model.difference import Difference, Turn
from engine.model.explanation import Change, Happening, Setting
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import FactDefinition, Value

__all__ = ["compared", "parse_change", "supposed", "with_said"]

_STATES = ("done", "started")
UNKNOWN = "unknown"


def parse_change(knowledge: Knowledge, words: Iterable[str]) -> tuple[Change, tuple[str, ...]]:
    """Read `fact=value` and `protocol.step=done|started`; the facts that are set to `unknown` come apart.

    Raises `KnowledgeError` with the faults of all that cannot be read.
    """
    faults: list[Diagnostic] = []
    settings, happenings, forgotten = list[Setting](), list[Happening](), list[str]()
    for word in words:
        name, sign, text = word.partition("=")
        if not sign:
            faults.append(fault("whatif.form", Location(), value=word))
            continue
        try:
            if name in knowledge.facts and text == UNKNOWN:
                forgotten.append(name)
            elif name in knowledge.facts:
                settings.append(_setting(knowledge.facts[name], text))
            else:
                happenings.append(_happening(knowledge, name, text))
        except KnowledgeError as problem:
            faults.extend(problem.diagnostics)
    if faults:
        raise KnowledgeError(faults)
    return Change(tuple(settings), tuple(happenings)), tuple(forgotten)


def supposed(knowledge: Knowledge, said: Iterable[Observation]) -> Change:
    """Give observations that nobody made yet as a change."""
    return Change(tuple(_exactly(knowledge.facts[o.fact], o.value, o.by) for o in said if o.value is not None))


def with_said(case: Case, said: Sequence[Observation]) -> Case:
    """Give the case with more observations; each replaces what the same voice said of the fact on the same day."""
    keys = {(o.fact, o.voice, o.day) for o in said}
    kept = tuple(o for o in case.observations if (o.fact, o.voice, o.day) not in keys)
    return replace(case, observations=(*kept, *said))


def _setting(fact: FactDefinition, text: str) -> Setting:
    return _exactly(fact, read_answer(fact, text))


def _exactly(fact: FactDefinition, value: Value, by: str | None = None) -> Setting:
    exact = float(value) if isinstance(value, float) else None
    if fact.type == "date":
        exact = float(date.fromisoformat(str(value)).toordinal())
    return Setting(fact.id, value, exact, exact, by)


def _happening(k: Knowledge, name: str, text: str) -> Happening:
    protocol, _, task = name.partition(".")
    if protocol not in k.protocols or task not in k.protocols[protocol].tasks:
        steps = [f"{p.id}.{t}" for p in k.protocols.values() for t in p.tasks]
        values = {"name": name, "nearest": nearest(name, [*k.facts, *steps])}
        raise KnowledgeError([Diagnostic("whatif.unknown", Location(), values)])
    if text not in _STATES:
        raise KnowledgeError([fault("whatif.state", Location(), name=name, value=text)])
    return Happening(protocol, task, "started" if text == "started" else "done")


def compared(change: Change, forgotten: tuple[str, ...], before: Advice, after: Advice) -> Difference:
    """Put two advices on a case side by side, and keep what differs."""
    questions = [{q.fact: None for q in advice.questions} for advice in (before, after)]
    stays = _acted_on(before) == _acted_on(after)
    return Difference(
        case=before.case,
        change=change,
        forgotten=forgotten,
        findings=_turned({f.id: f.status for f in before.findings}, {f.id: f.status for f in after.findings}),
        hypotheses=_turned({h.id: h.standing for h in before.hypotheses}, {h.id: h.standing for h in after.hypotheses}),
        needs=_turned(_present(n.id for n in before.needs), _present(n.id for n in after.needs)),
        support=None if stays else (before.support, after.support),
        alerts=_alerts(before, after),
        interventions=_turned(_present(i.id for i in before.interventions), _present(i.id for i in after.interventions)),
        steps=_steps(before, after),
        asked=tuple(f for f in questions[1] if f not in questions[0]),
        dropped=tuple(f for f in questions[0] if f not in questions[1] and f not in {s.fact for s in change.settings}),
        settled=None if before.settled == after.settled else (before.settled, after.settled),
    )


def _present(ids: Iterable[str]) -> dict[str, str]:
    return dict.fromkeys(ids, "yes")


def _turned(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, Turn]:
    both = {id_: (before.get(id_, "no"), after.get(id_, "no")) for id_ in dict.fromkeys((*before, *after))}
    return {id_: turn for id_, turn in both.items() if turn[0] != turn[1]}


def _alerts(before: Advice, after: Advice) -> dict[str, Turn]:
    """Give the alerts that come or go, and those that are more or less urgent than they were."""
    was, becomes = ({a.id: a.severity for a in advice.alerts} for advice in (before, after))
    louder = {id_: (was[id_], becomes[id_]) for id_ in was if id_ in becomes and was[id_] != becomes[id_]}
    return _turned(_present(was), _present(becomes)) | louder


def _acted_on(advice: Advice) -> tuple[object, ...]:
    s = advice.support
    return s.proposed, s.at_most, s.focus, s.variant, s.missing


def _steps(before: Advice, after: Advice) -> dict[str, tuple[Step | None, Step | None]]:
    was, becomes = ({f"{s.protocol}.{s.node}": s for s in advice.steps} for advice in (before, after))
    both = {id_: (was.get(id_), becomes.get(id_)) for id_ in dict.fromkeys((*was, *becomes))}
    return {id_: turn for id_, turn in both.items() if _shown(turn[0]) != _shown(turn[1])}


def _shown(step: Step | None) -> object:
    return step and (step.state, step.start, step.due, step.role)
