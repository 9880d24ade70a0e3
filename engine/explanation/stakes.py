"""What is at stake: every conclusion that is not decided yet and matters to someone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from engine.decision.deciding import Decision
from engine.explanation.outlook import Outlook
from engine.inference.conclusions import Conclusions
from engine.inference.truth import BOTH, FOR, UNKNOWN
from engine.model.advice import Step
from engine.protocols.enactment import guards_ahead, guards_now
from engine.protocols.replay import Replay

__all__ = ["WORTH", "Stake", "stakes"]

Kind = Literal["urgent", "alert", "layer", "step", "later", "form", "exclusion", "signal", "need", "hypothesis"]

# What a decided conclusion is worth to the people at the table.
WORTH: dict[Kind, float] = {
    "urgent": 12.0,
    "alert": 5.0,
    "layer": 4.0,
    "step": 3.0,
    "later": 2.4,
    "form": 3.0,
    "exclusion": 3.0,
    "need": 2.0,
    "signal": 1.5,
    "hypothesis": 1.0,
}


class Stake(NamedTuple):
    """A condition by its key, the id under which people know what it decides, and its kind.

    It is `live` when an answer can still change the layer, a step or an alert through it: then the advice is not settled.
    """

    key: str
    id: str
    kind: Kind
    share: float = 1.0
    live: bool = False

    @property
    def worth(self) -> float:
        """Give what deciding it is worth."""
        return WORTH[self.kind] * self.share


def stakes(decision: Decision, view: Outlook, replay: Replay, steps: Iterable[Step]) -> tuple[Stake, ...]:
    """Give all conditions that are undecided or can still change, those that people act on first."""
    found = (
        *_alerts(decision, view),
        *_layers(decision, view),
        *_parts(decision, view),
        *_steps(view, replay),
        *_later(replay, steps),
        *_findings(decision),
        *_hypotheses(decision),
        *_needs(decision),
    )
    return tuple(dict.fromkeys(found))


def _alerts(decision: Decision, view: Outlook) -> Iterator[Stake]:
    for alert in decision.conclusions.base.knowledge.alerts.values():
        key = f"alert:{alert.id}"
        live = view.may_change(key, FOR)
        if live or decision.conclusions.of(key) == UNKNOWN:
            yield Stake(key, alert.id, "urgent" if alert.severity == "urgent" else "alert", live=live)


def _layers(decision: Decision, view: Outlook) -> Iterator[Stake]:
    """Give the criteria of every layer that may still be proposed, and those that may still fall away."""
    c, placement = decision.conclusions, decision.placement
    order = list(c.base.knowledge.layers)
    lowest, highest = view.layers()
    at = order.index(placement.proposed)
    for i in range(lowest + 1, max(highest, order.index(placement.at_most)) + 1):
        for key in placement.criteria[order[i]]:
            live = i <= highest and view.may_change(key, FOR)
            if live or (i > at and c.of(key) in (UNKNOWN, BOTH)):
                yield Stake(key, f"support.{order[i]}", "layer", live=live)
    for key in placement.criteria[placement.proposed]:
        if _may_be_set_aside(c, key):
            yield Stake(f"unless:{key}", f"support.{placement.proposed}", "layer", live=view.may_change(f"unless:{key}"))


def _parts(decision: Decision, view: Outlook) -> Iterator[Stake]:
    """Give the conditions of focus and variant of the proposed layer."""
    layer = decision.conclusions.base.knowledge.layers[decision.placement.proposed]
    for word, parts in (("focus", layer.focuses), ("variant", layer.variants)):
        for part in parts:
            key = f"{word}:{layer.id}.{part.id}"
            live = part.when is not None and view.may_change(key, FOR)
            if live or (part.when and decision.conclusions.of(key) == UNKNOWN):
                yield Stake(key, f"support.{word}", "layer", live=live)


def _steps(view: Outlook, replay: Replay) -> Iterator[Stake]:
    for key in guards_now(replay):
        if key.startswith("trigger:") and view.is_sure(f"unless:{key.removeprefix('trigger:')}"):
            continue  # set aside for good, whatever the trigger says
        live = view.may_change(key)
        if live or replay.conclusions.of(key) == UNKNOWN:
            yield Stake(key, _name_of(key), "step", 1.0 if key.startswith("trigger:") else 0.8, live)


def _later(replay: Replay, steps: Iterable[Step]) -> Iterator[Stake]:
    """Give the forks that lie after the open steps: not at stake yet, but good to know."""
    behind = set(guards_now(replay))
    for key in guards_ahead(replay, steps):
        if key not in behind and replay.conclusions.of(key) == UNKNOWN:
            yield Stake(key, _name_of(key), "later")


def _name_of(key: str) -> str:
    return key.split(":", 1)[1].split("#", maxsplit=1)[0]


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
