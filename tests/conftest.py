"""How property tests run: the same examples every time, except in a campaign, which looks for new ones."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# No deadline in either: speed is measured in benchmarks, never in a test.
settings.register_profile("everyday", deadline=None, derandomize=True, max_examples=50, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("campaign", deadline=None, max_examples=5_000, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("everyday")
