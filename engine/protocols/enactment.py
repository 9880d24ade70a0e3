"""Events replayed against the graphs: which tasks are open on a day, since when, until when, and why."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from engine.inference.conclusions import Conclusions
from engine.inference.justification import justify
from engine.inference.truth import AGAINST, FOR, STATUS, UNKNOWN
from engine.model.advice import Justification, Step
from engine.model.case import Event
from engine.model.protocol import Protocol, Task, Transition
from engine.protocols.terms import due_on

__all__ = ["active_protocols", "next_steps"]

# Places in time: an event has its number; what it opens comes just after it and before the next event, so that
# a task can open itself again; what holds from the start comes before all events.
_AFTER = 0.5
_BEFORE = -0.5
_NEVER = -1


@dataclass(frozen=True, slots=True)
class _Opening:
    """A task was opened: by which task, at which place in time, on which day, and why."""

    time: float
    day: date | None
    because: tuple[Justification, ...]


@dataclass(slots=True)
class _Standing:
    """One protocol of one case: its events by task, and what opened which task."""

    protocol: Protocol
    done: dict[str, tuple[int, Event]] = field(default_factory=dict)
    started: dict[str, tuple[int, Event]] = field(default_factory=dict)
    set_aside: dict[str, tuple[int, Event]] = field(default_factory=dict)
    openings: dict[str, _Opening] = field(default_factory=dict)
    deciding: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)

    def last_closed(self, task: str) -> int:
        """Give the place in time at which a task was last done or set aside; before all time when it never was."""
        return max(kept.get(task, (_NEVER, None))[0] for kept in (self.done, self.set_aside))

    def is_done(self, task: str) -> bool:
        """Tell whether a task was done, and not set aside later."""
        return task in self.done and self.done[task][0] >= self.last_closed(task)


def active_protocols(conclusions: Conclusions) -> list[Protocol]:
    """Give the protocols that concern this pupil: triggered, or with an event."""
    with_events = {e.protocol for e in conclusions.memory.events}
    protocols = conclusions.base.knowledge.protocols.values()
    return [p for p in protocols if is_triggered(conclusions, p) or p.id in with_events]


def is_triggered(conclusions: Conclusions, protocol: Protocol) -> bool:
    """Tell whether the trigger holds and nothing sets the protocol aside."""
    exempt = protocol.unless is not None and conclusions.of(f"unless:{protocol.id}") & FOR
    return bool(conclusions.of(f"trigger:{protocol.id}") & FOR) and not exempt


def next_steps(conclusions: Conclusions) -> tuple[Step, ...]:
    """Give all open tasks of all active protocols: overdue first, then by day, then in the order of the protocol."""
    standings = {p.id: _replay(p, conclusions) for p in active_protocols(conclusions)}
    for standing in list(standings.values()):
        _open(standing, conclusions, standings)
    steps = [step for id_ in sorted(standings) for step in _steps(standings[id_], conclusions)]
    return tuple(sorted(steps, key=lambda s: (not s.overdue, s.due or date.max)))


def _replay(protocol: Protocol, conclusions: Conclusions) -> _Standing:
    standing = _Standing(protocol)
    for time, event in enumerate(conclusions.memory.events):
        if event.protocol == protocol.id:
            kept = {"done": standing.done, "started": standing.started, "overridden": standing.set_aside}[event.state]
            kept[event.node] = (time, event)
    return standing


def _open(standing: _Standing, conclusions: Conclusions, standings: dict[str, _Standing]) -> None:
    protocol = standing.protocol
    trigger = justify(conclusions, f"trigger:{protocol.id}")
    led_to = {t.to for task in protocol.tasks.values() for t in task.transitions}
    for task in protocol.tasks.values():
        if task.type == "start":
            if _has_happened(standing, task, conclusions):
                _follow(standing, task, conclusions, standings)
            continue
        if task.id not in led_to and _may_enter(task, standing, conclusions):
            _arrive(standing, task.id, _Opening(_BEFORE, None, (trigger,)), conclusions, standings)
        if task.id in standing.done or task.id in standing.started:
            _follow(standing, task, conclusions, standings)
    for time, event in standing.set_aside.values():
        if event.chose:
            because = Justification("true", id=f"{event.protocol}.{event.node}", event=event)
            _arrive(standing, event.chose, _Opening(time + _AFTER, event.date, (because,)), conclusions, standings)


def _arrive(
    standing: _Standing, name: str, opening: _Opening, conclusions: Conclusions, standings: dict[str, _Standing]
) -> None:
    """Open a task; a decision that the facts have taken already is passed through at once."""
    known = standing.openings.get(name)
    if known is not None and opening.time <= known.time:
        return
    standing.openings[name] = opening
    standing.passed.discard(name)
    task = standing.protocol.tasks[name]
    if task.type != "decision" or standing.last_closed(name) > opening.time:
        return
    taken = [t for t, _, _ in _taken(standing, task, conclusions)]
    for transition in taken:
        standing.passed.add(name)
        reasons = (*opening.because, *_reasons(standing, task, transition, conclusions))
        _open_next(standing, transition, _Opening(opening.time, opening.day, reasons), conclusions, standings)


def _may_enter(task: Task, standing: _Standing, conclusions: Conclusions) -> bool:
    """Tell whether a task that no other leads to opens with the protocol."""
    key = f"task:{standing.protocol.id}.{task.id}"
    return is_triggered(conclusions, standing.protocol) and (task.when is None or conclusions.of(key) == FOR)


def _has_happened(standing: _Standing, task: Task, conclusions: Conclusions) -> bool:
    return bool(conclusions.of(f"task:{standing.protocol.id}.{task.id}") & FOR) or task.id in standing.done


def _follow(standing: _Standing, task: Task, conclusions: Conclusions, standings: dict[str, _Standing]) -> None:
    """Open what follows a task that was done or started; a fork that is not decided stays itself the open step."""
    done = task.type == "start" or standing.is_done(task.id)
    taken = _taken(standing, task, conclusions) if done else []
    if done and not taken and task.type not in ("start", "end") and _is_undecided(standing, task, conclusions):
        standing.deciding.add(task.id)
    begun = standing.started.get(task.id) or standing.done.get(task.id)
    if begun:
        early = [t for t in task.transitions if t.on_start and _guard(standing, task, t, conclusions) & FOR]
        taken.extend((transition, *begun) for transition in early)
    for transition, time, event in taken:
        reasons = tuple(_reasons(standing, task, transition, conclusions))
        opening = _Opening(time + _AFTER if event else _BEFORE, event.date if event else None, reasons)
        _open_next(standing, transition, opening, conclusions, standings)


_Taken = tuple[Transition, float, Event | None]


def _taken(standing: _Standing, task: Task, conclusions: Conclusions) -> list[_Taken]:
    time, event = standing.done.get(task.id, (_BEFORE, None))
    out: list[_Taken] = []
    others = []
    for transition in task.transitions:
        if transition.on_start or transition.otherwise:
            continue
        bits = _guard(standing, task, transition, conclusions)
        if transition.when:
            others.append(bits)
        if bits == FOR:
            out.append((transition, time, event))
    if all(bits == AGAINST for bits in others):
        out.extend((t, time, event) for t in task.transitions if t.otherwise and not t.on_start)
    return out


def _guard(standing: _Standing, task: Task, transition: Transition, conclusions: Conclusions) -> int:
    if transition.when is None:
        return FOR
    number = task.transitions.index(transition)
    return conclusions.of(f"guard:{standing.protocol.id}.{task.id}#{number}")


def _is_undecided(standing: _Standing, task: Task, conclusions: Conclusions) -> bool:
    guards = [_guard(standing, task, t, conclusions) for t in task.transitions if t.when and not t.on_start]
    return any(bits not in (FOR, AGAINST) for bits in guards)


def _open_next(
    standing: _Standing, transition: Transition, opening: _Opening, conclusions: Conclusions, standings: dict[str, _Standing]
) -> None:
    """Open the task at the far end of an edge, in this protocol or another."""
    target, name = standing, transition.to
    if "." in name:
        other, name = name.split(".")
        if other not in standings:
            standings[other] = _replay(conclusions.base.knowledge.protocols[other], conclusions)
        target = standings[other]
    _arrive(target, name, opening, conclusions, standings)


def _reasons(standing: _Standing, task: Task, transition: Transition, conclusions: Conclusions) -> Iterator[Justification]:
    """Tell why an edge was taken: what was done, and its guard."""
    id_ = f"{standing.protocol.id}.{task.id}"
    for kept in (standing.done, standing.started):
        if task.id in kept:
            yield Justification("true", id=id_, event=kept[task.id][1])
    if task.type == "start" and task.when:
        yield justify(conclusions, f"task:{id_}")
    if transition.when:
        yield justify(conclusions, f"guard:{id_}#{task.transitions.index(transition)}")


def _steps(standing: _Standing, conclusions: Conclusions) -> Iterator[Step]:
    for task in standing.protocol.tasks.values():
        if task.type in ("start", "end"):
            continue
        opening = standing.openings.get(task.id)
        last = standing.last_closed(task.id)
        begun, start_event = standing.started.get(task.id, (_NEVER, None))
        if begun > last and start_event:
            yield _step(standing, task, "started", opening, start_event, conclusions)
        elif opening and opening.time > last and task.id not in standing.passed:
            yield _step(standing, task, "deciding" if task.type == "decision" else "open", opening, None, conclusions)
        elif task.id in standing.deciding:
            yield _step(standing, task, "deciding", opening, None, conclusions)


def _step(  # noqa: PLR0913, PLR0917 - everything that a step is made of
    standing: _Standing,
    task: Task,
    state: str,
    opening: _Opening | None,
    started: Event | None,
    conclusions: Conclusions,
) -> Step:
    start = _start_of(task, opening, started, conclusions)
    due = None
    if task.term and start and not (task.term.at_most and not started):
        due = due_on(start, task.term)
    reasons = list(opening.because) if opening else []
    if started:
        reasons.append(Justification("true", id=f"{standing.protocol.id}.{task.id}", event=started))
    if state == "deciding":
        reasons.extend(_open_guards(standing, task, conclusions))
    return Step(
        protocol=standing.protocol.id,
        node=task.id,
        role=task.role or "",
        state=state,  # type: ignore[arg-type]
        start=start,
        due=due,
        overdue=due is not None and conclusions.memory.as_of > due,
        because=tuple(reasons),
    )


def _open_guards(standing: _Standing, task: Task, conclusions: Conclusions) -> Iterator[Justification]:
    for i, transition in enumerate(task.transitions):
        key = f"guard:{standing.protocol.id}.{task.id}#{i}"
        if transition.when and conclusions.of(key) not in (FOR, AGAINST):
            yield justify(conclusions, key)


def _start_of(task: Task, opening: _Opening | None, started: Event | None, conclusions: Conclusions) -> date | None:
    """Give the day from which a term counts: the fact that the task names, its own start, or the step before."""
    term = task.term
    if term and term.start:
        known = conclusions.memory.numbers.get(term.start)
        return date.fromordinal(int(known.low)) if known else None
    if started and (term is None or term.at_most or opening is None or opening.day is None):
        return started.date
    return opening.day if opening else None


def undecided_guards(conclusions: Conclusions, steps: tuple[Step, ...]) -> list[str]:
    """Give the keys of triggers, and of guards behind the open steps, that are not decided yet."""
    out = [f"trigger:{p}" for p in conclusions.base.knowledge.protocols]
    for step in steps:
        task = conclusions.base.knowledge.protocols[step.protocol].tasks[step.node]
        out.extend(f"guard:{step.protocol}.{step.node}#{i}" for i, t in enumerate(task.transitions) if t.when)
    for protocol in active_protocols(conclusions):
        for task in protocol.tasks.values():
            if task.when:
                out.append(f"task:{protocol.id}.{task.id}")
            if task.type == "start":
                out.extend(f"guard:{protocol.id}.{task.id}#{i}" for i, t in enumerate(task.transitions) if t.when)
    return [key for key in dict.fromkeys(out) if STATUS[conclusions.of(key)] == STATUS[UNKNOWN]]
