"""One case looked at in many forms: with less known than there is, or with other values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import cached_property

from engine.decision.deciding import Decision, decide
from engine.decision.interventions import propose
from engine.inference.conclusions import Conclusions, Inference
from engine.model.advice import Step
from engine.model.case import Case, Event, Observation
from engine.model.explanation import Change
from engine.model.plan import TaskState
from engine.protocols.enactment import steps_of
from engine.protocols.replay import Replay
from engine.protocols.states import plan_of

__all__ = ["Look", "Looker"]


class Look:
    """What is concluded of one form of a case, as far as anyone asks."""

    def __init__(self, inference: Inference, conclusions: Conclusions) -> None:
        """Keep the findings; the rest is decided when it is asked for."""
        self.inference = inference
        self.findings = conclusions

    @cached_property
    def decision(self) -> Decision:
        """Give hypotheses, needs, support and what follows."""
        return decide(self.inference, self.findings)

    @property
    def conclusions(self) -> Conclusions:
        """Give the truth of everything."""
        return self.decision.conclusions

    @cached_property
    def replay(self) -> Replay:
        """Give where the case stands in its protocols."""
        return Replay(self.conclusions)

    @cached_property
    def steps(self) -> dict[str, Step]:
        """Give the open steps by `protocol.task`."""
        return {f"{s.protocol}.{s.node}": s for s in steps_of(self.replay)}

    @cached_property
    def states(self) -> dict[str, TaskState]:
        """Give the state of every task of the protocols that concern the case, by `protocol.task`."""
        return {f"{t.protocol}.{t.node}": t for t in plan_of("", self.conclusions).tasks}

    @cached_property
    def proposals(self) -> frozenset[str]:
        """Give the interventions that are proposed."""
        return frozenset(i.id for i in propose(self.conclusions, self.decision.placement.proposed))


class Looker:
    """Looks at one case on one day."""

    def __init__(self, inference: Inference, case: Case, day: date) -> None:
        """Keep the case; what counts in it are the observations that still stand, and the events up to the day."""
        self.inference = inference
        self.case = case
        self.day = day
        self.whole = self.at(case)
        memory = self.whole.findings.memory
        standing = {o for said in memory.standing.values() for o in said}
        self.observations = tuple(o for o in case.observations if o in standing)
        self.events = memory.events

    def at(self, case: Case) -> Look:
        """Look at another form of the case."""
        return Look(self.inference, self.inference.infer(case, self.day))

    def only(self, observations: Iterable[Observation], events: Iterable[Event]) -> Look:
        """Look at the case with nothing known but these."""
        return self.at(replace(self.case, observations=tuple(observations), events=tuple(events)))

    def without(self, facts: Iterable[str]) -> Case:
        """Give the case as if nobody had been asked about some facts."""
        left_out = set(facts)
        return replace(self.case, observations=tuple(o for o in self.case.observations if o.fact not in left_out))

    def changed(self, change: Change) -> Look:
        """Look at the case with facts set to other values, said today, and with steps done or begun today."""
        return self.at(self.case_with(change))

    def case_with(self, change: Change) -> Case:
        """Give the case with facts set to other values, said today, and with steps done or begun today."""
        case = self.without(s.fact for s in change.settings)
        said = tuple(Observation(s.fact, s.value, s.by, date=self.day) for s in change.settings)
        events = tuple(Event(h.protocol, h.node, self.day, h.state) for h in change.happenings)
        return replace(case, observations=case.observations + said, events=case.events + events)
