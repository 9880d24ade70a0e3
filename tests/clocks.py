"""A clock for tests in which time passes."""

from __future__ import annotations

import datetime as dt


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        """Begin on a morning."""
        self.now = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)

    def __call__(self) -> dt.datetime:
        return self.now

    def pass_(self, **span: float) -> None:
        self.now += dt.timedelta(**span)
