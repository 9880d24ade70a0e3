"""What all tests share: how property tests run, and one knowledge base that is opened once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from engine.service import Wegwijzer, open_wegwijzer

# No deadline in either: speed is measured in benchmarks, never in a test.
# Everyday: the same examples every time. A campaign looks for new ones.
_PATIENT = [HealthCheck.too_slow]
settings.register_profile("everyday", deadline=None, derandomize=True, max_examples=50, suppress_health_check=_PATIENT)
settings.register_profile("campaign", deadline=None, max_examples=5_000, print_blob=True, suppress_health_check=_PATIENT)
settings.load_profile("everyday")


@pytest.fixture(scope="session")
def wegwijzer() -> Wegwijzer:
    """Open the shipped knowledge once; nothing that a test does can change it."""
    return open_wegwijzer()
