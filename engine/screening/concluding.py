"""Columns to conclusions: every rule run over the planes of all pupils, part by part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from engine.inference.conclusions import Inference
from engine.inference.truth import STATUS
from engine.screening.columns import Columns
from engine.screening.leaves import Leaves
from engine.screening.planes import Plane, decided, run_gate_on_planes

__all__ = ["Concluded", "Screener"]

PART = 1 << 18  # pupils at a time: the planes of a part stay close to the processor


@dataclass(frozen=True, slots=True, eq=False)
class Concluded:
    """The planes of every finding, by its id, for all pupils."""

    pupils: int
    planes: dict[str, Plane]

    def statuses(self, id_: str) -> NDArray[np.uint8]:
        """Give a finding's truth for every pupil, as a place in `STATUS`."""
        return decided(self.planes[id_], self.pupils)

    def status(self, id_: str, pupil: int) -> str:
        """Give a finding's truth for one pupil."""
        plane, (byte, bit) = self.planes[id_], divmod(pupil, 8)
        return STATUS[(int(plane.speaks_for[byte]) >> bit & 1) | (int(plane.against[byte]) >> bit & 1) << 1]


class Screener:
    """The rules over columns; what single values decide is asked once, whatever the number of parts."""

    def __init__(self, inference: Inference, as_of: date) -> None:
        """Keep the rules."""
        self._base = inference.base
        self._leaves = Leaves(inference, as_of)

    def conclude(self, columns: Columns) -> Concluded:
        """Conclude all findings of all pupils; equals what inference concludes of each of them."""
        pupils, slots = columns.pupils, self._base.slots
        if pupils <= PART:
            part = self._of_part(columns)
            return Concluded(pupils, {id_: part[slots[id_]] for id_ in self._base.knowledge.findings})
        length = -(-pupils // 8)
        planes = {id_: Plane(np.empty(length, np.uint8), np.empty(length, np.uint8)) for id_ in self._base.knowledge.findings}
        for start in range(0, pupils, PART):
            part = self._of_part(columns.part(start, start + PART))
            for id_, plane in planes.items():
                speaks_for, against = part[slots[id_]]
                plane.speaks_for[start // 8 : start // 8 + len(speaks_for)] = speaks_for
                plane.against[start // 8 : start // 8 + len(against)] = against
        return Concluded(pupils, planes)

    def _of_part(self, part: Columns) -> list[Plane]:
        length = -(-part.pupils // 8)
        planes: list[Plane] = [_NOTHING] * len(self._base.keys)
        for slot, plane in self._leaves.planes(part, length):
            planes[slot] = plane
        for rule in self._base.stages["findings"]:
            planes[rule.slot] = run_gate_on_planes(rule.gate, planes, length)
        return planes


_NOTHING = Plane(np.zeros(0, np.uint8), np.zeros(0, np.uint8))
