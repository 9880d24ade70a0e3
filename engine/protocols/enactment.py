"""The open tasks of a case on a day: since when, until when, whose turn it is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from engine.inference.conclusions import Conclusions
from engine.inference.justification import justify
from engine.inference.truth import AGAINST, FOR
from engine.model.advice import Justification, Step
from engine.model.case import Event, Observation
from engine.model.protocol import Task
from engine.protocols.replay import Opening, Replay, Standing, guard_key
from engine.protocols.terms import due_on

__all__ = ["guards_ahead", "guards_now", "next_steps", "steps_of"]


def next_steps(conclusions: Conclusions) -> tuple[Step, ...]:
    """Give all open tasks of all protocols that concern the case."""
    return steps_of(Replay(conclusions))


def steps_of(replay: Replay) -> tuple[Step, ...]:
    """Give the open tasks of a replayed case: overdue first, then by due day, then by rank of the protocol."""
    ranked = sorted(replay.standings.values(), key=lambda s: (s.protocol.rank, s.protocol.id))
    steps = [step for standing in ranked for step in _steps(standing, replay.conclusions)]
    return tuple(sorted(steps, key=lambda s: (not s.overdue, s.due or date.max)))


def _steps(standing: Standing, conclusions: Conclusions) -> Iterator[Step]:
    for task in standing.protocol.tasks.values():
        if task.type in ("start", "end"):
            continue
        if standing.is_running(task.id):
            yield _step(standing, task, "started", conclusions)
        elif standing.is_open(task.id):
            yield _step(standing, task, "deciding" if task.type == "decision" else "open", conclusions)
        elif task.id in standing.deciding:
            yield _step(standing, task, "deciding", conclusions)


def _step(standing: Standing, task: Task, state: Literal["open", "started", "deciding"], conclusions: Conclusions) -> Step:
    opening = standing.openings.get(task.id)
    started = standing.started[task.id][1] if state == "started" else None
    start = start_of(task, opening, started, conclusions)
    due = None
    was_done = task.id in standing.deciding and not standing.is_open(task.id)  # its term was met; only the fork is open
    if task.term and start and (started or not task.term.at_most) and not was_done:
        due = due_on(start, task.term, conclusions.base.knowledge.calendar)
    reasons = list(opening.because) if opening else []
    if started:
        reasons.append(Justification("true", id=f"{standing.protocol.id}.{task.id}", event=started))
    if state == "deciding":
        reasons.extend(_open_guards(standing, task, conclusions))
    return Step(
        protocol=standing.protocol.id,
        node=task.id,
        role=task.role or "",
        state=state,
        start=start,
        due=due,
        overdue=due is not None and conclusions.memory.as_of > due,
        because=tuple(dict.fromkeys(reasons)),
    )


def _open_guards(standing: Standing, task: Task, conclusions: Conclusions) -> Iterator[Justification]:
    """Give the guards that keep a fork open."""
    for transition in task.transitions:
        key = guard_key(standing.protocol, task, transition)
        if transition.when and conclusions.of(key) not in (FOR, AGAINST):
            yield justify(conclusions, key)


def start_of(task: Task, opening: Opening | None, started: Event | None, conclusions: Conclusions) -> date | None:
    """Give the day from which a task's term counts: the earliest of the facts that it names, its own start, or the step before."""
    term = task.term
    if term and term.start:
        days = [day for fact in term.start if (day := _first_day(fact, conclusions))]
        if days:
            return min(days)
        if any(conclusions.base.knowledge.facts[fact].type == "date" for fact in term.start):
            return None
    if started and (term is None or term.at_most or opening is None or opening.day is None):
        return started.date
    return opening.day if opening else None


def _first_day(fact: str, conclusions: Conclusions) -> date | None:
    """Give the day that a fact holds; of one that holds no day, the first on which someone who still stands by it said that it is so.

    Who says the same again does not begin anew; who took it back and says it again does.
    """
    memory = conclusions.memory
    if conclusions.base.knowledge.facts[fact].type == "date":
        known = memory.numbers.get(fact)
        return date.fromordinal(int(known.low)) if known else None
    by_voice: dict[tuple[str, str], list[Observation]] = {}
    for observation in memory.said.get(fact, ()):
        by_voice.setdefault(observation.voice, []).append(observation)
    standing = {o.voice for o in memory.standing.get(fact, ()) if o.value is not False}
    days = (_since_taken_back(by_voice[voice]) for voice in standing)
    return min((day for day in days if day), default=None)


def _since_taken_back(said: Iterable[Observation]) -> date | None:
    """Give the first day on which one voice said that something is so, after it last said that it is not."""
    said = tuple(said)
    denied = max((o.day for o in said if o.value is False), default=date.min)
    return min((o.date for o in said if o.date and o.value is not False and o.day >= denied), default=None)


def guards_now(replay: Replay) -> tuple[str, ...]:
    """Give the keys of the conditions on which it rests which tasks are open now: triggers, entries, and guards behind us."""
    protocols = replay.protocols
    keys = [f"trigger:{id_}" for id_ in protocols]
    keys += [f"unless:{p.id}" for p in protocols.values() if p.unless and replay.conclusions.of(f"trigger:{p.id}") & FOR]
    for standing in replay.standings.values():
        for task in standing.protocol.tasks.values():
            if task.when:
                keys.append(f"task:{standing.protocol.id}.{task.id}")
            keys += _guards_behind(standing, task)
    return tuple(dict.fromkeys(keys))


def _guards_behind(standing: Standing, task: Task) -> Iterator[str]:
    """Give the guards of ways onward that are followed as soon as they hold, because their task is behind us."""
    is_behind = task.type == "start" or task.id in standing.done or (task.type == "decision" and task.id in standing.openings)
    for transition in task.transitions:
        if transition.when and (is_behind or (transition.on_start and task.id in standing.started)):
            yield guard_key(standing.protocol, task, transition)


def guards_ahead(replay: Replay, steps: Iterable[Step]) -> tuple[str, ...]:
    """Give the keys of the guards that tell where the open tasks will lead, once they are done."""
    protocols = replay.protocols
    keys = [
        guard_key(protocols[step.protocol], task, transition)
        for step in steps
        for task in (protocols[step.protocol].tasks[step.node],)
        for transition in task.transitions
        if transition.when
    ]
    return tuple(dict.fromkeys(keys))
