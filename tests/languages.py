"""Languages to try a page in: Dutch every time, English too where `.ci/run` has the time."""

from __future__ import annotations

import pytest

__all__ = ["IN_BOTH"]

IN_BOTH = ["nl", pytest.param("en", marks=pytest.mark.thorough)]
