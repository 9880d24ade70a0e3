"""Cases to explain: the vignettes, loaded once; a sample of them, and all of them dealt into hands."""

from __future__ import annotations

import pytest

from engine.model.case import Case
from engine.service import Wegwijzer
from tests.explanation.dealing import deal


@pytest.fixture(scope="session")
def vignettes(wegwijzer: Wegwijzer) -> list[Case]:
    """Load every seventh vignette; nothing that a test does can change them."""
    return wegwijzer.vignettes()[::7]


@pytest.fixture(scope="session")
def dealt(wegwijzer: Wegwijzer) -> list[list[Case]]:
    """Deal all vignettes into hands."""
    return deal(wegwijzer.vignettes())
