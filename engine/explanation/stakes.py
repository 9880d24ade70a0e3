"""What is at stake: every conclusion that is not decided yet and matters to someone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from engine.decision.deciding import Decision
from engine.inference.conclusions import Conclusions
from engine.inference.truth import BOTH, FOR, UNKNOWN
from engine.model.advice import Step
from engine.protocols.enactment import undecided_guards

__all__ = ["ACTED_ON", "Stake", "stakes"]

Kind = Literal["urgent", "alert", "layer", "step", "form", "exclusion", "signal", "need", "hypothesis"]

# What a decided conclusion is worth to the people at the table.
WORTH: dict[Kind, float] = {
    "urgent": 12.0,
    "alert": 5.0,
    "layer": 4.0,
    "step": 3.0,
    "form": 3.0,
    "exclusion": 3.0,
    "need": 2.0,
    "signal": 1.5,
    "hypothesis": 1.0,
}
# While one of these is open the advice is not settled.
ACTED_ON: frozenset[Kind] = frozenset(["urgent", "alert", "layer", "step"])


class Stake(NamedTuple):
    """An undecided condition by its key, the id under which people know what it decides, and its kind."""

    key: str
    id: str
    kind: Kind
    share: float = 1.0

    @property
    def worth(self) -> float:
        """Give what deciding it is worth."""
        return WORTH[self.kind] * self.share


def stakes(decision: Decision, steps: tuple[Step, ...]) -> tuple[Stake, ...]:
    """Give all undecided conditions, those that people act on first."""
    return (
        *_alerts(decision),
        *_layers(decision),
        *_parts(decision),
        *_steps(decision, steps),
        *_findings(decision),
        *_hypotheses(decision),
        *_needs(decision),
    )


def _alerts(decision: Decision) -> Iterator[Stake]:
    for alert in decision.conclusions.base.knowledge.alerts.values():
        if decision.conclusions.of(f"alert:{alert.id}") == UNKNOWN:
            yield Stake(f"alert:{alert.id}", alert.id, "urgent" if alert.severity == "urgent" else "alert")


def _layers(decision: Decision) -> Iterator[Stake]:
    c, placement = decision.conclusions, decision.placement
    order = list(c.base.knowledge.layers)
    for layer in order[order.index(placement.proposed) + 1 : order.index(placement.at_most) + 1]:
        for key in placement.criteria[layer]:
            if c.of(key) in (UNKNOWN, BOTH):
                yield Stake(key, f"support.{layer}", "layer")
    for key in placement.criteria[placement.proposed]:
        if _may_be_set_aside(c, key):
            yield Stake(f"unless:{key}", f"support.{placement.proposed}", "layer")


def _parts(decision: Decision) -> Iterator[Stake]:
    """Give the undecided conditions of focus and variant of the proposed layer."""
    layer = decision.conclusions.base.knowledge.layers[decision.placement.proposed]
    for word, parts in (("focus", layer.focuses), ("variant", layer.variants)):
        for part in parts:
            key = f"{word}:{layer.id}.{part.id}"
            if part.when and decision.conclusions.of(key) == UNKNOWN:
                yield Stake(key, f"support.{word}", "layer")


def _steps(decision: Decision, steps: tuple[Step, ...]) -> Iterator[Stake]:
    for key in undecided_guards(decision.conclusions, steps):
        kind, name = key.split(":", 1)
        yield Stake(key, name.split("#", maxsplit=1)[0], "step", 1.0 if kind == "trigger" else 0.8)


def _findings(decision: Decision) -> Iterator[Stake]:
    for finding in decision.conclusions.base.knowledge.findings.values():
        if decision.conclusions.of(finding.id) == UNKNOWN:
            yield Stake(finding.id, finding.id, finding.kind)  # type: ignore[arg-type]


def _hypotheses(decision: Decision) -> Iterator[Stake]:
    for hypothesis in decision.conclusions.base.knowledge.hypotheses.values():
        weighed = decision.weighed[hypothesis.id]
        keys = [f"argument:{hypothesis.id}#{i}" for i in range(len(hypothesis.arguments))]
        if weighed.at_least != weighed.at_most:
            for key in keys:
                if decision.conclusions.of(key) == UNKNOWN:
                    yield Stake(key, hypothesis.id, "hypothesis", 1 / len(keys))


def _needs(decision: Decision) -> Iterator[Stake]:
    for id_ in decision.conclusions.base.knowledge.needs:
        if decision.conclusions.of(id_) == UNKNOWN:
            yield Stake(id_, id_, "need")
        if _may_be_set_aside(decision.conclusions, id_):
            yield Stake(f"unless:{id_}", id_, "need")


def _may_be_set_aside(conclusions: Conclusions, key: str) -> bool:
    """Tell whether something holds for now, while its `unless` is not decided."""
    exception = conclusions.base.slots.get(f"unless:{key}")
    return exception is not None and bool(conclusions.of(key) & FOR) and conclusions.bits[exception] == UNKNOWN
