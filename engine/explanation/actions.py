"""What people act on, as something to explain: the support, steps, protocols and interventions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.decision.interventions import is_set_aside
from engine.explanation.looking import Look
from engine.inference.justification import justify
from engine.inference.truth import FOR
from engine.model.advice import Justification
from engine.model.explanation import Kind, Obstacle
from engine.model.knowledge import Knowledge
from engine.model.protocol import Task
from engine.model.provenance import Provenance
from engine.protocols.replay import is_triggered

__all__ = ["Proposed", "Stepped", "Support", "Triggered"]


@dataclass(frozen=True, slots=True)
class Support:
    """The proposed layer of support; or, with a `layer`, why it is that one or not."""

    id: str
    layer: str | None
    kind: Kind = "support"

    def verdict(self, look: Look) -> str:
        """Give the proposed layer."""
        return look.decision.placement.proposed

    def holds(self, look: Look) -> bool:
        """Tell whether the layer is the proposed one."""
        return self.layer in (None, self.verdict(look))

    def outcome(self, look: Look) -> object:
        """Give the proposed layer; of a higher one that was asked for nothing is concluded."""
        return self.verdict(look) if self._is_within(look) else None

    def _is_within(self, look: Look) -> bool:
        """Tell whether the proposed layer is at least the one that was asked for."""
        order = list(look.findings.base.knowledge.layers)
        return self.layer is None or order.index(self.layer) <= order.index(self.verdict(look))

    def keys(self, knowledge: Knowledge) -> tuple[str, ...]:
        """Give all that decides between the layers."""
        out = [f"layer:{layer.id}#{i}" for layer in knowledge.layers.values() for i in range(len(layer.criteria))]
        out += [f"insufficient:{layer.id}" for layer in knowledge.layers.values() if layer.insufficient]
        return (*out, *(need.id for need in knowledge.needs.values() if need.layer))

    def tree(self, look: Look) -> tuple[Justification, ...]:
        """Tell what speaks for the proposed layer; of a higher one that was asked for, everything that would speak for it."""
        c, placement = look.conclusions, look.decision.placement
        within = self._is_within(look)
        keys = placement.criteria[placement.proposed if within or self.layer is None else self.layer]
        return tuple(justify(c, key) for key in keys if not within or c.of(key) & FOR)

    def beyond(self, look: Look) -> tuple[Justification, ...]:
        """Tell the criteria of the next higher layer, none of which holds."""
        c, placement = look.conclusions, look.decision.placement
        order = list(c.base.knowledge.layers)
        above = order[order.index(placement.proposed) + 1 :][:1]
        return tuple(justify(c, key) for layer in above for key in placement.criteria[layer])

    def provenance(self, knowledge: Knowledge) -> tuple[Provenance, ...]:
        """Give where the layers and their criteria come from."""
        layers = [knowledge.layers[self.layer]] if self.layer else list(knowledge.layers.values())
        return tuple(p for layer in layers for p in (layer.provenance, *(c.provenance for c in layer.criteria)))


@dataclass(frozen=True, slots=True)
class Stepped:
    """A step of a protocol; its beginnings and ends are no steps, but hold once they are reached."""

    id: str
    kind: Kind = "step"

    def verdict(self, look: Look) -> str:
        """Give the state of the task; one of a protocol that does not concern the pupil is closed."""
        return look.states[self.id].state if self.id in look.states else "closed"

    def holds(self, look: Look) -> bool:
        """Tell whether it is among the next steps, or is a beginning or end that was reached."""
        return self.id in look.steps or self._is_reached(look)

    def _is_reached(self, look: Look) -> bool:
        return self._task(look.findings.base.knowledge).type in ("start", "end") and self.verdict(look) == "done"

    def _task(self, k: Knowledge) -> Task:
        protocol, task = self.id.split(".")
        return k.protocols[protocol].tasks[task]

    def outcome(self, look: Look) -> object:
        """Give its state with the day from which its term counts, and its due day."""
        step = look.steps.get(self.id)
        return (step.state, step.start, step.due) if step else self._is_reached(look) or None

    def keys(self, knowledge: Knowledge) -> tuple[str, ...]:
        """Give the conditions of its protocol, and of all protocols that can lead to it."""
        seen: set[str] = set()
        queue = [self.id.split(".")[0]]
        while queue:
            protocol = queue.pop()
            seen.add(protocol)
            queue.extend(p for p in _leading_to(knowledge, protocol) if p not in seen)
        return tuple(key for protocol in sorted(seen) for key in _conditions_of(knowledge, protocol))

    def tree(self, look: Look) -> tuple[Justification, ...]:
        """Tell what opened it; of a step that is not open, its trigger and the guards on the way to it."""
        protocol, task = self.id.split(".")
        state, standing = look.states.get(self.id), look.replay.standings.get(protocol)
        if standing and state and state.state == "set_aside":
            return (Justification("false", id=self.id, event=standing.set_aside[task][1]),)
        if self.id in look.steps or (state and state.because and state.state not in ("possible", "closed")):
            return look.steps[self.id].because if self.id in look.steps else state.because if state else ()
        keys = [f"unless:{protocol}", f"task:{self.id}"]
        if self._task(look.findings.base.knowledge).type != "start":
            keys = [f"trigger:{protocol}", *keys]
        for other in look.replay.protocols.values():
            name = task if other.id == protocol else self.id
            for before in other.tasks.values():
                keys += [f"guard:{other.id}.{before.id}#{i}" for i, t in enumerate(before.transitions) if t.to == name]
        return tuple(justify(look.conclusions, key) for key in keys if key in look.findings.base.slots)

    def provenance(self, knowledge: Knowledge) -> tuple[Provenance, ...]:
        """Give where the step and its protocol come from."""
        return (self._task(knowledge).provenance, knowledge.protocols[self.id.split(".")[0]].provenance)


def _leading_to(k: Knowledge, protocol: str) -> Iterator[str]:
    for other in k.protocols.values():
        if any(t.to.startswith(f"{protocol}.") for task in other.tasks.values() for t in task.transitions):
            yield other.id


def _conditions_of(k: Knowledge, protocol: str) -> Iterator[str]:
    definition = k.protocols[protocol]
    yield f"trigger:{protocol}"
    if definition.unless:
        yield f"unless:{protocol}"
    for task in definition.tasks.values():
        if task.when:
            yield f"task:{protocol}.{task.id}"
        yield from (f"guard:{protocol}.{task.id}#{i}" for i, t in enumerate(task.transitions) if t.when)


@dataclass(frozen=True, slots=True)
class Triggered:
    """A protocol that concerns the pupil or not."""

    id: str
    kind: Kind = "protocol"

    def verdict(self, look: Look) -> str:
        """Say whether it concerns the pupil."""
        return "yes" if self.holds(look) else "no"

    def holds(self, look: Look) -> bool:
        """Tell whether its trigger holds, and nothing sets it aside."""
        return is_triggered(look.conclusions, look.findings.base.knowledge.protocols[self.id])

    def outcome(self, look: Look) -> object:
        """Give whether it concerns the pupil, as far as that is decided."""
        return True if self.holds(look) else None

    def keys(self, knowledge: Knowledge) -> tuple[str, ...]:
        """Give its trigger, and what sets it aside."""
        return (f"trigger:{self.id}", *([f"unless:{self.id}"] if knowledge.protocols[self.id].unless else []))

    def tree(self, look: Look) -> tuple[Justification, ...]:
        """Tell its trigger; of one that is set aside although its trigger holds, what sets it aside."""
        c = look.conclusions
        aside = c.of(f"trigger:{self.id}") & FOR and not self.holds(look)
        return (justify(c, f"{'unless' if aside else 'trigger'}:{self.id}"),)

    def provenance(self, knowledge: Knowledge) -> tuple[Provenance, ...]:
        """Give where the protocol comes from."""
        return (knowledge.protocols[self.id].provenance,)


@dataclass(frozen=True, slots=True)
class Proposed:
    """An intervention that is proposed or not."""

    id: str
    kind: Kind = "intervention"

    def verdict(self, look: Look) -> str:
        """Say whether it is proposed."""
        return "yes" if self.holds(look) else "no"

    def holds(self, look: Look) -> bool:
        """Tell whether it is proposed."""
        return self.id in look.proposals

    def outcome(self, look: Look) -> object:
        """Give whether it is proposed."""
        return True if self.holds(look) else None

    def obstacle(self, look: Look) -> Obstacle | None:
        """Tell what stands in the way of one that would serve something: a lighter layer, or others that go before it."""
        c = look.conclusions
        intervention = c.base.knowledge.interventions[self.id]
        if self.holds(look) or not any(c.of(a) & FOR for a in intervention.addresses):
            return None
        layers = list(c.base.knowledge.layers)
        if intervention.level != "any" and layers.index(intervention.level) > layers.index(look.decision.placement.proposed):
            return "too_heavy"
        if is_set_aside(c, intervention):
            return None
        return "crowded_out" if intervention.when is None or c.of(f"intervention:{self.id}") & FOR else None

    def keys(self, knowledge: Knowledge) -> tuple[str, ...]:
        """Give what it serves, its own condition, what sets it aside, and what decides the layer."""
        intervention = knowledge.interventions[self.id]
        own = [f"intervention:{self.id}"] if intervention.when else []
        own += [f"unless:intervention:{self.id}"] if intervention.unless else []
        layers = Support("support", None).keys(knowledge) if intervention.level != "any" else ()
        return (*intervention.addresses, *own, *layers)

    def tree(self, look: Look) -> tuple[Justification, ...]:
        """Tell what it serves, and its own condition; of one that serves nothing yet, all that it could serve.

        Of one that someone says need no longer be proposed, what sets it aside.
        """
        c, intervention = look.conclusions, look.findings.base.knowledge.interventions[self.id]
        if is_set_aside(c, intervention):
            return (justify(c, f"unless:intervention:{self.id}"),)
        served = [a for a in intervention.addresses if c.of(a) & FOR] or intervention.addresses
        return tuple(justify(c, key) for key in (*served, *([f"intervention:{self.id}"] if intervention.when else [])))

    def provenance(self, knowledge: Knowledge) -> tuple[Provenance, ...]:
        """Give where the intervention comes from."""
        return (knowledge.interventions[self.id].provenance,)
