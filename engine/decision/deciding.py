"""From findings to decisions: hypotheses weighed, needs, support, and then everything that rests on them."""

from __future__ import annotations

from dataclasses import dataclass

from engine.decision.hypotheses import Weighed, weigh_all
from engine.decision.support import Placement, place
from engine.inference.conclusions import Conclusions, Inference

__all__ = ["Decision", "decide"]


@dataclass(frozen=True, slots=True)
class Decision:
    """The conclusions with every slot filled, the weighed hypotheses and the placement."""

    conclusions: Conclusions
    weighed: dict[str, Weighed]
    placement: Placement


def decide(inference: Inference, conclusions: Conclusions) -> Decision:
    """Run all phases after the findings, in the order of the contract."""
    inference.engine.run("arguments", conclusions.bits)
    weighed = weigh_all(conclusions)
    inference.engine.run("needs", conclusions.bits)
    inference.engine.run("support", conclusions.bits)
    placement = place(conclusions)
    inference.look_late(conclusions)
    inference.engine.run("actions", conclusions.bits)
    return Decision(conclusions, weighed, placement)
