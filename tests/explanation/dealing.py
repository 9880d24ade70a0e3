"""All vignettes, dealt by lot into hands: some are looked at every time, all of them in a campaign."""

from __future__ import annotations

from random import Random

import pytest

from engine.model.case import Case

__all__ = ["HANDS", "deal"]

_COUNT = 96
_EVERYDAY = 4
HANDS = [hand if hand < _EVERYDAY else pytest.param(hand, marks=pytest.mark.campaign) for hand in range(_COUNT)]


def deal(cases: list[Case]) -> list[list[Case]]:
    """Give every case to one hand, in the same way every time."""
    shuffled = Random(6).sample(cases, len(cases))  # noqa: S311 - no secret
    return [shuffled[hand::_COUNT] for hand in range(_COUNT)]
