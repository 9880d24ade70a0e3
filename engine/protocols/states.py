"""The state of every task of the protocols that concern a case, on a day."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from engine.inference.conclusions import Conclusions
from engine.inference.justification import justify
from engine.inference.truth import AGAINST
from engine.model.advice import Justification, Step
from engine.model.case import Event
from engine.model.plan import Plan, State, TaskState
from engine.model.protocol import Protocol, Task
from engine.protocols.enactment import steps_of
from engine.protocols.replay import NEVER, Replay, Standing, guard_key

__all__ = ["plan_of"]


def plan_of(case: str, conclusions: Conclusions) -> Plan:
    """Give where a case stands: every task of every protocol that concerns it."""
    replay = Replay(conclusions)
    steps = {(s.protocol, s.node): s for s in steps_of(replay)}
    reach = _reachable(replay, steps)
    tasks = [
        _state(replay, standing, task, steps.get((id_, task.id)), (id_, task.id) in reach)
        for id_, standing in sorted(replay.standings.items())
        for task in standing.protocol.tasks.values()
    ]
    known = replay.protocols
    events = conclusions.memory.events
    unplaced = tuple(e for e in events if e.protocol not in known or e.node not in known[e.protocol].tasks)
    out_of_order = tuple(e for e in events if e not in unplaced and _came_early(replay, e))
    return Plan(case, conclusions.memory.as_of, tuple(sorted(replay.standings)), tuple(tasks), unplaced, out_of_order)


def _state(replay: Replay, standing: Standing, task: Task, step: Step | None, reachable: bool) -> TaskState:  # noqa: FBT001 - private
    protocol = standing.protocol
    finished = standing.done[task.id][1].date if task.id in standing.done else None
    state = _name_of(replay, standing, task, step, reachable)
    because: tuple[Justification, ...] = step.because if step else ()
    if state in ("possible", "closed"):
        because = tuple(_blocking(replay, standing, task))
    elif task.id in standing.openings and not step:
        because = standing.openings[task.id].because
    return TaskState(
        protocol=protocol.id,
        node=task.id,
        role=task.role or "",
        state=state,
        rounds=standing.rounds.get(task.id, 0),
        start=step.start if step else None,
        due=step.due if step else None,
        overdue=step.overdue if step else False,
        finished=finished,
        because=because,
    )


def _name_of(replay: Replay, standing: Standing, task: Task, step: Step | None, reachable: bool) -> State:  # noqa: FBT001 - private
    if step:
        return step.state
    opened = task.id in standing.openings
    checks: list[tuple[bool, State]] = [
        (task.type == "start" and bool(replay.conclusions.of(f"task:{standing.protocol.id}.{task.id}") & 1), "done"),
        (task.type == "end" and opened, "done"),
        (standing.is_done(task.id), "done"),
        (task.id in standing.set_aside, "set_aside"),
        (task.id in standing.passed, "passed"),
        (_was_skipped(standing, task), "skipped"),
        (reachable, "possible"),
    ]
    return next((state for holds, state in checks if holds), "closed")


def _was_skipped(standing: Standing, task: Task) -> bool:
    """Tell whether the route went past a task: it never had an event, and one further along that it leads to had."""
    if task.type in ("start", "end"):
        return False
    depth = _depths(standing.protocol)
    after, queue = set(), deque([task.id])
    while queue:
        for to in _onward(standing.protocol, queue.popleft()):
            if to not in after:
                after.add(to)
                queue.append(to)
    own = depth.get(task.id, 0)
    return any(name in after and depth.get(name, 0) > own for name in (*standing.done, *standing.started))


def _onward(protocol: Protocol, name: str) -> list[str]:
    return [t.to for t in protocol.tasks[name].transitions if t.to in protocol.tasks]


def _depths(protocol: Protocol) -> dict[str, int]:
    """Give how many steps each task lies from the nearest beginning of its protocol."""
    led_to = {t.to for task in protocol.tasks.values() for t in task.transitions}
    depth = {id_: 0 for id_, task in protocol.tasks.items() if task.type == "start" or id_ not in led_to}
    queue = deque(depth)
    while queue:
        name = queue.popleft()
        for to in _onward(protocol, name):
            if to not in depth:
                depth[to] = depth[name] + 1
                queue.append(to)
    return depth


def _reachable(replay: Replay, steps: dict[tuple[str, str], Step]) -> set[tuple[str, str]]:
    """Give every task that can still be reached from the open ones over ways that are not decided against."""
    seen, queue = set(steps), deque(steps)
    while queue:
        protocol, name = queue.popleft()
        for transition in replay.protocols[protocol].tasks[name].transitions:
            there = (protocol, transition.to) if "." not in transition.to else tuple(transition.to.split("."))
            if there not in seen:
                seen.add(there)  # type: ignore[arg-type]
                queue.append(there)  # type: ignore[arg-type]
    return seen


def _blocking(replay: Replay, standing: Standing, task: Task) -> Iterator[Justification]:
    """Give the guards on the way to a task that do not hold now."""
    for before in standing.protocol.tasks.values():
        for transition in before.transitions:
            if transition.to == task.id and transition.when:
                key = guard_key(standing.protocol, before, transition)
                if replay.conclusions.of(key) in (AGAINST, 0):
                    yield justify(replay.conclusions, key)


def _came_early(replay: Replay, event: Event) -> bool:
    """Tell whether an event's task was never opened by anything before it: out of order, or done without being asked."""
    standing = replay.standings[event.protocol]
    task = standing.protocol.tasks[event.node]
    if task.type == "start" or event.state == "overridden":
        return False
    opening = standing.openings.get(event.node)
    time = max(kept.get(event.node, (NEVER, None))[0] for kept in (standing.done, standing.started))
    return opening is None or opening.time > time
