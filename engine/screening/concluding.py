"""Columns to conclusions: every rule run over the planes of all pupils, part by part."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from engine.inference.conclusions import Inference
from engine.inference.truth import STATUS
from engine.screening.columns import Columns
from engine.screening.deciding import Decided, Decider
from engine.screening.leaves import Leaves
from engine.screening.live import Live, live_parts
from engine.screening.planes import Plane, decided

__all__ = ["Concluded", "Screener"]

PART = 1 << 18  # pupils at a time: the planes of a part stay close to the processor; whole bytes of them


@dataclass(frozen=True, slots=True, eq=False)
class Concluded:
    """The planes of every finding, by its id, for all pupils, and what was decided from them."""

    pupils: int
    planes: dict[str, Plane]
    decided: Decided

    def statuses(self, id_: str) -> NDArray[np.uint8]:
        """Give a finding's truth for every pupil, as a place in `STATUS`."""
        return decided(self.planes[id_], self.pupils)

    def status(self, id_: str, pupil: int) -> str:
        """Give a finding's truth for one pupil."""
        return truth_at(self.planes[id_], pupil)


def truth_at(plane: Plane, pupil: int) -> str:
    """Give the truth of one pupil in a plane."""
    byte, bit = divmod(pupil, 8)
    return STATUS[(int(plane.speaks_for[byte]) >> bit & 1) | (int(plane.against[byte]) >> bit & 1) << 1]


@dataclass(frozen=True, slots=True, eq=False)
class _Plan:
    """How tables with the same columns are concluded on."""

    live: Live
    leaves: Leaves
    decider: Decider


class Screener:
    """The rules over columns; what was found out for one part is known for the next."""

    def __init__(self, inference: Inference, as_of: date) -> None:
        """Keep the rules."""
        self._inference, self._as_of = inference, as_of
        self._plans: dict[frozenset[str], _Plan] = {}

    def conclude(self, columns: Columns) -> Concluded:
        """Conclude all of all pupils; equals what inference and deciding make of each of them."""
        starts = range(0, max(1, columns.pupils), PART)
        found = [self._of_part(columns if len(starts) == 1 else columns.part(start, start + PART)) for start in starts]
        return found[0] if len(found) == 1 else _joined(found)

    def _of_part(self, part: Columns) -> Concluded:
        plan, length = self._plan(part), -(-part.pupils // 8)
        planes = plan.decider.beforehand(length)
        for slot, plane in plan.leaves.planes(part):
            planes[slot] = plane
        plan.decider.run("findings", planes, length)
        outcome = plan.decider.decide(planes, part.pupils)
        slots = self._inference.base.slots
        return Concluded(part.pupils, {id_: planes[slots[id_]] for id_ in self._inference.base.knowledge.findings}, outcome)

    def _plan(self, part: Columns) -> _Plan:
        facts = frozenset(part.by_fact)
        if facts not in self._plans:
            live = live_parts(self._inference.base, facts)
            leaves = Leaves(self._inference, self._as_of, live.atoms)
            self._plans[facts] = _Plan(live, leaves, Decider(self._inference, self._as_of, live))
        return self._plans[facts]


def _joined(found: Sequence[Concluded]) -> Concluded:
    """Put parts together; each but the last fills whole bytes."""
    decisions = [each.decided for each in found]
    standings = {id_: np.concatenate([d.standings[id_] for d in decisions]) for id_ in decisions[0].standings}
    layers = [d.layers for d in decisions if d.layers is not None]
    outcome = Decided(standings, _joined_planes(d.truths for d in decisions), np.concatenate(layers) if layers else None)
    return Concluded(sum(each.pupils for each in found), _joined_planes(each.planes for each in found), outcome)


def _joined_planes(found: Iterable[Mapping[str, Plane]]) -> dict[str, Plane]:
    parts = list(found)
    return {id_: Plane(*(np.concatenate(sides) for sides in zip(*(p[id_] for p in parts), strict=True))) for id_ in parts[0]}
