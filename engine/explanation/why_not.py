"""What would make it otherwise: the smallest changes of facts that turn a conclusion, each tried on the whole case."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.explanation.abduction import Abduction
from engine.explanation.looking import Look, Looker
from engine.explanation.settings import NOTHING, Way, all_of, change_of, either_of
from engine.explanation.subjects import Subject
from engine.explanation.sufficient import smallest_within
from engine.inference.truth import AGAINST, FOR
from engine.model.explanation import Change, Happening, Setting
from engine.model.protocol import Protocol, Task, Transition

__all__ = ["AT_MOST", "changes_for"]

AT_MOST = 4  # changes that are told
TRIED = 16  # ways that are tried on the case


def changes_for(looker: Looker, subject: Subject) -> tuple[Change, ...]:
    """Give small changes that would make a subject hold, or of one that holds, no longer hold; none of them larger than needed.

    There may be other ways; those with the fewest facts come first.
    """
    before = _state(subject, looker.whole)
    found: dict[tuple[object, ...], Change] = {}
    for way in _ways(looker, subject)[:TRIED]:
        change = _smallest(looker, way, lambda look: _state(subject, look) != before)
        if change:
            found.setdefault((*((s.fact, s.by) for s in change.settings), *change.happenings), change)
        if len(found) == AT_MOST:
            break
    return tuple(found.values())


def _state(subject: Subject, look: Look) -> object:
    return subject.verdict(look) if subject.kind == "support" and subject.id in ("support", "support.proposed") else subject.holds(look)


def _smallest(looker: Looker, way: Way, turned: Callable[[Look], bool]) -> Change | None:
    """Try a way on the case, and take out of it what it does not need."""

    def suffices(parts: frozenset[Setting | Happening]) -> bool:
        return turned(looker.changed(_change(parts)))

    whole: frozenset[Setting | Happening] = way[0] | way[1]
    if way == NOTHING or not suffices(whole):
        return None
    order = sorted(whole, key=lambda p: p.fact if isinstance(p, Setting) else f"{p.protocol}.{p.node}")
    return _change(smallest_within(order, suffices))


def _change(parts: frozenset[Setting | Happening]) -> Change:
    settings = frozenset(p for p in parts if isinstance(p, Setting))
    return change_of((settings, frozenset(p for p in parts if isinstance(p, Happening))))


def _ways(looker: Looker, subject: Subject) -> list[Way]:  # noqa: PLR0911 - one line a kind
    search = Abduction(looker)
    holds = subject.holds(looker.whole)
    match subject.kind:
        case "finding" | "need":
            return search.of(subject.id, AGAINST if holds else FOR)
        case "alert":
            return search.of(f"alert:{subject.id}", AGAINST if holds else FOR)
        case "hypothesis":
            return search.weighed(subject.id, up=not holds)
        case "support":
            return _of_support(search, subject.verdict(looker.whole), subject.id.removeprefix("support."))
        case "protocol":
            return _of_protocol(search, subject.id, holds=holds)
        case "intervention" if not holds:
            return _of_intervention(search, subject.id)
        case "step" if not holds:
            protocol, task = subject.id.split(".")
            return _Route(search).to(protocol, task)
    return []


def _of_support(search: Abduction, proposed: str, asked: str) -> list[Way]:
    layers = search.base.knowledge.layers
    wanted = [asked] if asked in layers and asked != proposed else [layer for layer in layers if layer != proposed]
    return either_of(search.layer(layer) for layer in wanted)


def _of_protocol(search: Abduction, id_: str, *, holds: bool) -> list[Way]:
    unless = search.base.slots.get(f"unless:{id_}")
    if holds:
        return either_of([search.of(f"trigger:{id_}", AGAINST), search.ways(unless, FOR) if unless is not None else []])
    return all_of([search.of(f"trigger:{id_}", FOR), search.not_for(unless) if unless is not None else [NOTHING]])


def _of_intervention(search: Abduction, id_: str) -> list[Way]:
    intervention = search.base.knowledge.interventions[id_]
    layers = list(search.base.knowledge.layers)
    parts = [either_of(search.of(each, FOR) for each in intervention.addresses)]
    if intervention.when:
        parts.append(search.of(f"intervention:{id_}", FOR))
    if intervention.unless:
        parts.append(search.not_for(search.base.slots[f"unless:intervention:{id_}"]))
    if intervention.level != "any":
        proposed = layers.index(search.look.decision.placement.proposed)
        lowest = layers.index(intervention.level)
        parts.append([NOTHING] if proposed >= lowest else either_of(search.layer(layer) for layer in layers[lowest:]))
    return all_of(parts)


class _Route:
    """Ways to have a step open: what must be known, and which steps must have been done."""

    def __init__(self, search: Abduction) -> None:
        self.search = search
        self.protocols = search.base.knowledge.protocols
        self.above: set[str] = set()

    def to(self, protocol: str, task: str) -> list[Way]:
        """Give ways to a step: over each edge that leads to it, or straight from its protocol's trigger."""
        if f"{protocol}.{task}" in self.above:
            return []
        self.above.add(f"{protocol}.{task}")
        if self.protocols[protocol].tasks[task].type == "start":
            return self._straight(self.protocols[protocol], task, triggered=False)
        edges = list(self._edges(protocol, task))
        ways = either_of(self._over(*edge) for edge in edges) if edges else self._straight(self.protocols[protocol], task)
        self.above.discard(f"{protocol}.{task}")
        return ways

    def _edges(self, protocol: str, task: str) -> Iterator[tuple[Protocol, Task, Transition]]:
        for other in self.protocols.values():
            for before in other.tasks.values():
                for transition in before.transitions:
                    if transition.to == (task if other.id == protocol else f"{protocol}.{task}"):
                        yield other, before, transition

    def _straight(self, protocol: Protocol, task: str, *, triggered: bool = True) -> list[Way]:
        entry = [self.search.of(f"task:{protocol.id}.{task}", FOR)] if protocol.tasks[task].when else []
        return all_of([*([_of_protocol(self.search, protocol.id, holds=False)] if triggered else []), *entry])

    def _over(self, protocol: Protocol, before: Task, transition: Transition) -> list[Way]:
        return all_of([self._passed(protocol, before, transition), *self._guard(protocol, before, transition)])

    def _passed(self, protocol: Protocol, before: Task, transition: Transition) -> list[Way]:
        """Give ways to have a task behind us."""
        happened: Way = (frozenset(), frozenset([Happening(protocol.id, before.id, "started" if transition.on_start else "done")]))
        if before.type == "start":
            return self.search.of(f"task:{protocol.id}.{before.id}", FOR) if before.when else [NOTHING]
        if before.type == "decision":
            return either_of([self._opened(protocol, before), [happened]])
        return [happened]

    def _opened(self, protocol: Protocol, before: Task) -> list[Way]:
        standing = self.search.look.replay.standings.get(protocol.id)
        return [NOTHING] if standing and before.id in standing.openings else self.to(protocol.id, before.id)

    def _guard(self, protocol: Protocol, before: Task, transition: Transition) -> list[list[Way]]:
        key = f"guard:{protocol.id}.{before.id}#"
        if transition.otherwise:
            return [self.search.of(f"{key}{i}", AGAINST) for i, t in enumerate(before.transitions) if t.when]
        return [self.search.of(f"{key}{before.transitions.index(transition)}", FOR)] if transition.when else []
