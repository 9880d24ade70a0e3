"""Cases to explain: a sample of the vignettes, loaded once."""

from __future__ import annotations

import pytest

from engine.model.case import Case
from engine.service import Wegwijzer


@pytest.fixture(scope="session")
def vignettes(wegwijzer: Wegwijzer) -> list[Case]:
    """Load every seventh vignette; nothing that a test does can change them."""
    return wegwijzer.vignettes()[::7]
