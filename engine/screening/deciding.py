"""Columns to decisions: hypotheses, needs, support and alerts of many pupils, as `engine.decision` decides of each of them.

What a table can make no difference to is decided once, of a pupil of whom nothing is known. What rests on several conditions together, such
as the standing of a hypothesis, is decided once for each combination of their truths that occurs, by the code that decides one case.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from engine.decision.deciding import decide
from engine.decision.hypotheses import weigh_one
from engine.decision.support import place
from engine.inference.conclusions import Conclusions, Inference
from engine.inference.truth import AGAINST, FOR, Bits
from engine.knowledge.base import Phase
from engine.model.advice import STANDINGS, Standing
from engine.model.case import Case
from engine.screening.columns import Codes
from engine.screening.kinds import kinds
from engine.screening.live import Live
from engine.screening.planes import Plane, constant, decided, packed, run_gate_on_planes, set_aside

__all__ = ["STANDING_WORDS", "Decided", "Decider", "of_nobody"]

STANDING_WORDS: tuple[Standing, ...] = ("unknown", *STANDINGS, "contradictory")
Outcome = tuple[int, tuple[Bits, ...]]  # what a combination of truths comes to: a place in some words, and the bits of slots


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """What was decided of pupils, as far as their table can make a difference to it.

    `standings` holds places in `STANDING_WORDS` by hypothesis, `truths` the planes of needs by id and of alerts as `alert:ID`, and
    `layers` the places of the proposed layers among all; it is None where the table makes no difference to the layer.
    """

    standings: dict[str, Codes]
    truths: dict[str, Plane]
    layers: Codes | None


def of_nobody(inference: Inference, as_of: date) -> Conclusions:
    """Decide of a pupil of whom nothing is known; rules without layers of support conclude, and decide nothing."""
    conclusions = inference.infer(Case("pupil", None, (), ()), as_of)
    return decide(inference, conclusions).conclusions if inference.base.knowledge.layers else conclusions


class Decider:
    """Decides from the planes of findings; what a combination of truths comes to is kept for the next part of a table."""

    def __init__(self, inference: Inference, as_of: date, live: Live) -> None:
        """Decide of a pupil of whom nothing is known."""
        self._base, self._inference, self._live = inference.base, inference, live
        nobody = of_nobody(inference, as_of)
        self._memory, self._bits = nobody.memory, nobody.bits
        self._found: dict[tuple[str, tuple[int, ...]], Outcome] = {}

    def beforehand(self, length: int) -> list[Plane]:
        """Give a plane for every slot, as it is where the table makes no difference."""
        same = [constant(bits, length) for bits in range(4)]
        return [same[bits] for bits in self._bits]

    def run(self, phase: Phase, planes: list[Plane], length: int) -> None:
        """Run the rules of one phase that the table can make a difference to; of what people do, alerts alone."""
        for rule in self._base.stages[phase]:
            if rule.slot in self._live.slots and (phase != "actions" or self._base.keys[rule.slot].startswith("alert:")):
                planes[rule.slot] = run_gate_on_planes(rule.gate, planes, length)

    def decide(self, planes: list[Plane], pupils: int) -> Decided:
        """Run all phases after the findings, in the order of the contract."""
        live, slots, length = self._live, self._base.slots, -(-pupils // 8)
        self.run("arguments", planes, length)
        standings = {id_: self._weigh(id_, planes, pupils) for id_ in live.hypotheses}
        self.run("needs", planes, length)
        self._set_aside(self._base.knowledge.needs, planes)
        self.run("support", planes, length)
        self._set_aside([f"insufficient:{layer}" for layer in self._base.knowledge.layers], planes)
        layers = self._place(planes, pupils) if live.placing else None
        self.run("actions", planes, length)
        truths = {id_: planes[slots[id_]] for id_ in live.needs} | {f"alert:{a}": planes[slots[f"alert:{a}"]] for a in live.alerts}
        return Decided(standings, truths, layers)

    def _set_aside(self, keys: Iterable[str], planes: list[Plane]) -> None:
        slots = self._base.slots
        for key in keys:
            exception = slots.get(f"unless:{key}")
            if exception is not None and slots[key] in self._live.slots:
                planes[slots[key]] = set_aside(planes[slots[key]], planes[exception])

    def _weigh(self, id_: str, planes: list[Plane], pupils: int) -> Codes:
        arguments = [self._base.slots[f"argument:{id_}#{i}"] for i in range(len(self._base.knowledge.hypotheses[id_].arguments))]

        def weighed(conclusions: Conclusions) -> Outcome:
            found = weigh_one(conclusions, id_)
            return STANDING_WORDS.index(found.standing), (found.bits,)

        standings, (planes[self._base.slots[id_]],) = self._together(id_, arguments, planes, pupils, weighed)
        return standings

    def _place(self, planes: list[Plane], pupils: int) -> Codes:
        layers = list(self._base.knowledge.layers)

        def placed(conclusions: Conclusions) -> Outcome:
            found = place(conclusions)
            return layers.index(found.proposed), tuple(self._inference.look(slot, conclusions.memory) for slot in self._live.late)

        places, late = self._together("support", self._live.placing, planes, pupils, placed)
        for slot, plane in zip(self._live.late, late, strict=True):
            planes[slot] = plane
        return places

    def _together(
        self, key: str, slots: Sequence[int], planes: Sequence[Plane], pupils: int, outcome: Callable[[Conclusions], Outcome]
    ) -> tuple[Codes, list[Plane]]:
        """Decide what rests on slots together, once for each combination of their truths."""
        live = [slot for slot in slots if slot in self._live.slots]
        truths = [decided(planes[slot], pupils) for slot in live]
        kind, first = kinds([(truth, 4) for truth in truths], pupils)
        found = []
        nobody = [[0] * len(live)]  # of a part without pupils what would be said of one, so that there is something to spread
        for combination in np.array(truths, np.uint8).T[first].tolist() if live and pupils else nobody:
            known = (key, tuple(combination))
            if known not in self._found:
                bits = self._bits.copy()
                for slot, each in zip(live, combination, strict=True):
                    bits[slot] = each
                self._found[known] = outcome(Conclusions(self._base, self._memory, bits))
            found.append(self._found[known])
        places = np.array([place for place, _ in found], np.uint8).take(kind, mode="clip")
        return places, [_spread(np.array(bits, np.uint8), kind) for bits in zip(*(bits for _, bits in found), strict=True)]


def _spread(bits: NDArray[np.uint8], kind: Codes) -> Plane:
    """Give each pupil the bits of its kind."""
    each = bits.take(kind, mode="clip")  # none is clipped: faster
    return Plane(packed(each & FOR), packed(each & AGAINST))
