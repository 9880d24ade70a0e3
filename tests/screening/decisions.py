"""What is decided of many pupils, beside what is decided of one of them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.decision.deciding import Decision
from engine.screening.concluding import Concluded, truth_at
from engine.screening.deciding import STANDING_WORDS

__all__ = ["otherwise"]


def otherwise(decision: Decision, found: Concluded, pupil: int) -> Iterator[str]:
    """Give what came out otherwise of one pupil among many than of the pupil alone."""
    decided = found.decided
    for id_, places in decided.standings.items():
        if STANDING_WORDS[places[pupil]] != decision.weighed[id_].standing:
            yield id_
    for key, plane in decided.truths.items():
        if truth_at(plane, pupil) != decision.conclusions.status(key):
            yield key
    layers = list(decision.conclusions.base.knowledge.layers)
    if decided.layers is not None and layers[decided.layers[pupil]] != decision.placement.proposed:
        yield "support.proposed"
