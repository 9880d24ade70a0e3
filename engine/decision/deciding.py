"""From findings to decisions: hypotheses weighed, needs, support, and then everything that rests on them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.decision.hypotheses import Weighed, weigh_all
from engine.decision.support import Placement, place
from engine.inference.conclusions import Conclusions, Inference
from engine.inference.truth import AGAINST, BOTH, FOR, Bits

__all__ = ["Decision", "decide", "set_aside"]


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
    _set_aside(conclusions, conclusions.base.knowledge.needs)
    inference.engine.run("support", conclusions.bits)
    _set_aside(conclusions, [f"insufficient:{layer}" for layer in conclusions.base.knowledge.layers])
    placement = place(conclusions)
    inference.look_late(conclusions)
    inference.engine.run("actions", conclusions.bits)
    _set_aside(conclusions, [f"intervention:{i.id}" for i in conclusions.base.knowledge.interventions.values() if i.when])
    return Decision(conclusions, weighed, placement)


def _set_aside(conclusions: Conclusions, keys: Iterable[str]) -> None:
    slots, bits = conclusions.base.slots, conclusions.bits
    for key in keys:
        exception = slots.get(f"unless:{key}")
        if exception is not None:
            bits[slots[key]] = set_aside(bits[slots[key]], bits[exception])


def set_aside(bits: Bits, exception: Bits) -> Bits:
    """Give what is left of something once what it holds `unless` holds; people who disagree on that leave it disputed."""
    if not exception & FOR:
        return bits
    return bits | AGAINST if exception == BOTH else AGAINST
