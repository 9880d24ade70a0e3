"""Refusals that a test expects."""

from __future__ import annotations

import pytest

from engine.diagnostics import KnowledgeError

__all__ = ["refused"]


def refused(code: str) -> pytest.RaisesExc[KnowledgeError]:
    """Expect a refusal of this code, and of no other."""
    return pytest.RaisesExc(KnowledgeError, check=lambda problem: [d.code for d in problem.diagnostics] == [code])
