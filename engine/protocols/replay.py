"""Events replayed against the graphs: what each event opened, and which forks still have to be decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from engine.inference.conclusions import Conclusions
from engine.inference.justification import justify
from engine.inference.truth import AGAINST, FOR
from engine.model.advice import Justification
from engine.model.case import Event
from engine.model.protocol import Protocol, Task, Transition

__all__ = ["NEVER", "Opening", "Replay", "Standing", "guard_key", "is_triggered"]

# Places in time: an event has its number; what it opens comes just after it and before the next event, so that
# a task can open itself again; what holds from the start comes before all events.
AFTER = 0.5
BEFORE = -0.5
NEVER = -1


@dataclass(frozen=True, slots=True)
class Opening:
    """A task was opened at a place in time, on a day (unknown when facts alone opened it), for reasons."""

    time: float
    day: date | None
    because: tuple[Justification, ...]


@dataclass(slots=True)
class Standing:
    """One protocol of one case: the last event of each task by state, and what opened it.

    `begun` is the event with which the last round of a task began, and `rounds` how often it was done.
    """

    protocol: Protocol
    done: dict[str, tuple[int, Event]] = field(default_factory=dict)
    started: dict[str, tuple[int, Event]] = field(default_factory=dict)
    set_aside: dict[str, tuple[int, Event]] = field(default_factory=dict)
    begun: dict[str, tuple[int, Event]] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    openings: dict[str, Opening] = field(default_factory=dict)
    deciding: set[str] = field(default_factory=set)
    passed: set[str] = field(default_factory=set)

    def last_closed(self, task: str) -> int:
        """Give the place in time at which a task was last done or set aside; before all time when it never was."""
        return max(kept.get(task, (NEVER, None))[0] for kept in (self.done, self.set_aside))

    def is_done(self, task: str) -> bool:
        """Tell whether a task was done, and not set aside later."""
        return task in self.done and self.done[task][0] >= self.last_closed(task)

    def is_running(self, task: str) -> bool:
        """Tell whether a task was started, and not done or set aside since."""
        return self.started.get(task, (NEVER, None))[0] > self.last_closed(task)

    def is_open(self, task: str) -> bool:
        """Tell whether a task was opened after it was last done, and no decision of the facts passed it."""
        opening = self.openings.get(task)
        return opening is not None and opening.time > self.last_closed(task) and task not in self.passed


def is_triggered(conclusions: Conclusions, protocol: Protocol) -> bool:
    """Tell whether the trigger holds and nothing sets the protocol aside."""
    exempt = protocol.unless is not None and conclusions.of(f"unless:{protocol.id}") & FOR
    return bool(conclusions.of(f"trigger:{protocol.id}") & FOR) and not exempt


def guard_key(protocol: Protocol, task: Task, transition: Transition) -> str:
    """Give the key of a transition's guard in the knowledge base."""
    return f"guard:{protocol.id}.{task.id}#{task.transitions.index(transition)}"


class Replay:
    """All protocols of one case, replayed together, since one can open a task of another."""

    def __init__(self, conclusions: Conclusions) -> None:
        """Replay the events that the working memory holds."""
        self.conclusions = conclusions
        self.protocols = conclusions.base.knowledge.protocols
        self.taken: set[tuple[str, str, int]] = set()  # the ways that were gone: protocol, task, number of the way
        events = conclusions.memory.events
        active = {e.protocol for e in events} | {p.id for p in self.protocols.values() if is_triggered(conclusions, p)}
        self.standings = {id_: self._standing(id_) for id_ in sorted(active & set(self.protocols))}
        for standing in list(self.standings.values()):
            self._open(standing)

    def bits(self, protocol: Protocol, task: Task, transition: Transition) -> int:
        """Give what speaks for and against a transition; one without a guard is always open."""
        return self.conclusions.of(guard_key(protocol, task, transition)) if transition.when else FOR

    def _standing(self, id_: str) -> Standing:
        standing = Standing(self.protocols[id_])
        for time, event in enumerate(self.conclusions.memory.events):
            if event.protocol == id_ and event.node in standing.protocol.tasks:
                kept = {"done": standing.done, "started": standing.started, "overridden": standing.set_aside}[event.state]
                if event.state != "overridden" and not standing.is_running(event.node):
                    standing.begun[event.node] = (time, event)
                kept[event.node] = (time, event)
                if event.state == "done":
                    standing.rounds[event.node] = standing.rounds.get(event.node, 0) + 1
        return standing

    def _open(self, standing: Standing) -> None:
        """Open what the facts open, and what follows each task that was done or started."""
        protocol = standing.protocol
        led_to = {t.to for task in protocol.tasks.values() for t in task.transitions}
        for task in protocol.tasks.values():
            if task.type == "start":
                if self._has_happened(standing, task):
                    self._follow(standing, task)
                continue
            if task.id not in led_to and self._may_enter(standing, task):
                trigger = justify(self.conclusions, f"trigger:{protocol.id}")
                self._arrive(standing, task.id, Opening(BEFORE, None, (trigger,)))
            if task.id in standing.done or task.id in standing.started:
                self._follow(standing, task)
        for time, event in standing.set_aside.values():
            if event.chose:
                because = Justification("true", id=f"{event.protocol}.{event.node}", event=event)
                self._arrive(standing, event.chose, Opening(time + AFTER, event.date, (because,)))

    def _may_enter(self, standing: Standing, task: Task) -> bool:
        """Tell whether a task that no other leads to opens with the protocol."""
        key = f"task:{standing.protocol.id}.{task.id}"
        triggered = is_triggered(self.conclusions, standing.protocol)
        return triggered and (task.when is None or self.conclusions.of(key) == FOR)

    def _has_happened(self, standing: Standing, task: Task) -> bool:
        """Tell whether a start holds; while the protocol does not concern the pupil it opens nothing new."""
        protocol = standing.protocol
        if protocol.unless and self.conclusions.of(f"unless:{protocol.id}") & FOR:
            return False
        key = f"task:{standing.protocol.id}.{task.id}"
        return bool(self.conclusions.of(key) & FOR) or task.id in standing.done

    def _follow(self, standing: Standing, task: Task) -> None:
        """Open what follows a task that was done or started; a fork that is not decided stays itself the open step."""
        time, event = standing.done.get(task.id, (NEVER, None))
        done = task.type == "start" or standing.is_done(task.id)
        taken = [(t, time, event) for t in self._taken(standing, task)] if done else []
        if done and not taken and self._is_undecided(standing, task) and not self._went_on(standing, task, time):
            standing.deciding.add(task.id)
        begun = standing.begun.get(task.id)
        if begun:
            early = [t for t in task.transitions if t.on_start and self.bits(standing.protocol, task, t) & FOR]
            taken.extend((transition, *begun) for transition in early)
        for transition, when, cause in taken:
            reasons = tuple(self._reasons(standing, task, transition))
            self._note(standing, task, transition)
            self._go(standing, transition, Opening(when + AFTER if cause else BEFORE, cause.date if cause else None, reasons))

    def _taken(self, standing: Standing, task: Task) -> list[Transition]:
        """Give the ways onward that are open once a task is done: guards that are true, else the way for the rest."""
        onward = [t for t in task.transitions if not t.on_start]
        guards = [(t, self.bits(standing.protocol, task, t)) for t in onward if not t.otherwise]
        if all(bits == AGAINST for t, bits in guards if t.when):
            return [*(t for t, bits in guards if bits == FOR), *(t for t in onward if t.otherwise)]
        return [t for t, bits in guards if bits == FOR]

    def _went_on(self, standing: Standing, task: Task, time: int) -> bool:
        """Tell whether people went on although the fork was not decided, or the task is no step at all."""
        after = [standing.begun.get(t.to, (NEVER, None))[0] for t in task.transitions if not t.on_start]
        return task.type in ("start", "end") or any(begun > time for begun in after)

    def _is_undecided(self, standing: Standing, task: Task) -> bool:
        guards = [self.bits(standing.protocol, task, t) for t in task.transitions if t.when and not t.on_start]
        return any(bits not in (FOR, AGAINST) for bits in guards)

    def _go(self, standing: Standing, transition: Transition, opening: Opening) -> None:
        """Follow an edge to its far end, in this protocol or another."""
        name = transition.to
        if "." in name:
            other, name = name.split(".")
            if other not in self.standings:
                self.standings[other] = self._standing(other)
            standing = self.standings[other]
        self._arrive(standing, name, opening)

    def _arrive(self, standing: Standing, name: str, opening: Opening) -> None:
        """Open a task; a decision that the facts have taken already is passed through at once."""
        known = standing.openings.get(name)
        if known is not None and opening.time <= known.time:
            return
        standing.openings[name] = opening
        standing.passed.discard(name)
        task = standing.protocol.tasks[name]
        if task.type != "decision" or standing.last_closed(name) > opening.time:
            return
        for transition in self._taken(standing, task):
            standing.passed.add(name)
            reasons = (*opening.because, *self._reasons(standing, task, transition))
            self._note(standing, task, transition)
            self._go(standing, transition, Opening(opening.time, opening.day, reasons))

    def _note(self, standing: Standing, task: Task, transition: Transition) -> None:
        self.taken.add((standing.protocol.id, task.id, task.transitions.index(transition)))

    def _reasons(self, standing: Standing, task: Task, transition: Transition) -> Iterator[Justification]:
        """Tell why an edge was taken: what was done, and its guard."""
        id_ = f"{standing.protocol.id}.{task.id}"
        for kept in (standing.done, standing.started):
            if task.id in kept:
                yield Justification("true", id=id_, event=kept[task.id][1])
        if task.type == "start" and task.when:
            yield justify(self.conclusions, f"task:{id_}")
        if transition.when:
            yield justify(self.conclusions, guard_key(standing.protocol, task, transition))
