"""Plays a case with a group: steps to choose from, what a vote comes to, and the case as it became known bit by bit."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from engine.model.advice import Advice
from engine.model.case import Case, Event, Observation
from engine.model.knowledge import Knowledge
from engine.model.plan import Plan
from engine.model.playing import OTHER, Choice, Outcome

__all__ = ["choices_of", "moments_of", "outcome_of", "partial"]

_MOST, _MOST_NOW = 6, 4


def choices_of(advice: Advice, plan: Plan, knowledge: Knowledge) -> tuple[Choice, ...]:
    """Give at most six steps to choose from: those that are open now, and others of the same and of other routes that are not.

    The order tells nothing, and is the same every time.
    """
    now = [Choice(s.protocol, s.node, is_now=True, state=s.state) for s in advice.steps][:_MOST_NOW]
    open_ = {(s.protocol, s.node) for s in advice.steps}
    near = [Choice(t.protocol, t.node, is_now=False, state=t.state) for t in plan.tasks if t.state in ("possible", "closed")]
    firsts = [Choice(p.id, node, is_now=False, state="elsewhere") for p in knowledge.protocols.values() for node in list(p.tasks)[:4]]
    wrong = [c for c in (*_mixed(near, advice.case), *_mixed(firsts, advice.case)) if _is_step(c, knowledge)]
    labels = {_label(c, knowledge) for c in now}
    chosen = list(now)
    for each in wrong:
        known = _label(each, knowledge)
        if len(chosen) < _MOST and (each.protocol, each.node) not in open_ and known not in labels and _is_due(each, plan):
            labels.add(known)
            chosen.append(each)
    return tuple(_mixed(chosen, advice.case))


def _is_due(choice: Choice, plan: Plan) -> bool:
    """Tell whether something could still be chosen: what was done cannot."""
    states = {(t.protocol, t.node): t.state for t in plan.tasks}
    return states.get((choice.protocol, choice.node), "possible") in ("possible", "closed")


def _is_step(choice: Choice, knowledge: Knowledge) -> bool:
    return knowledge.protocols[choice.protocol].tasks[choice.node].type not in ("start", "end")


def _label(choice: Choice, knowledge: Knowledge) -> str:
    return knowledge.protocols[choice.protocol].tasks[choice.node].label.nl


def _mixed(choices: Iterable[Choice], case: str) -> list[Choice]:
    return sorted(choices, key=lambda c: hashlib.sha256(f"{case}:{c.id}".encode()).hexdigest())


def outcome_of(choices: Sequence[Choice], hands: Mapping[str, int]) -> Outcome:
    """Tell what a vote comes to; hands for what could not be chosen do not count."""
    counted = {name: max(0, hands.get(name, 0)) for name in (*(c.id for c in choices), OTHER)}
    highest = max(counted.values())
    most = tuple(name for name, n in counted.items() if n == highest) if highest else ()
    right = [name for name in most if any(c.id == name and c.is_now for c in choices)]
    if not most:
        return Outcome(counted, most, "nothing")
    return Outcome(counted, most, "same" if right == list(most) else "partly" if right else "otherwise")


def moments_of(case: Case) -> list[tuple[tuple[Observation, ...], tuple[Event, ...]]]:
    """Give a case in the order in which it became known: what one kind of person said on one day together, what has no day first."""
    told = [o for o in case.observations if o.implied_by is None]
    ordered = sorted(told, key=lambda o: (o.date or date.min, o.by or ""))
    said = [(day, by, tuple(some)) for (day, by), some in groupby(ordered, key=lambda o: (o.date or date.min, o.by or ""))]
    done = [(day, tuple(some)) for day, some in groupby(sorted(case.events, key=lambda e: e.date), key=lambda e: e.date)]
    moments = [(day, 0, by, some, ()) for day, by, some in said]
    return [(o, e) for _, _, _, o, e in sorted([*moments, *((day, 1, "", (), some) for day, some in done)], key=lambda m: m[:3])]


def partial(case: Case, said: Sequence[Observation], done: Sequence[Event]) -> Case:
    """Give a case of which no more is known than this."""
    return replace(case, observations=tuple(said), events=tuple(done), expect=None)
