"""Answers as people type them."""

from __future__ import annotations

import pytest

from engine.cases.answers import read_answer
from engine.diagnostics import KnowledgeError
from engine.service import Wegwijzer

ANSWERS = [
    ("wellbeing.sad", "j", True),
    ("wellbeing.sad", "Ja ", True),
    ("wellbeing.sad", "y", True),
    ("wellbeing.sad", "nee", False),
    ("wellbeing.sad", "no", False),
    ("potential.percentile", "93", 93.0),
    ("potential.percentile", "93,5", 93.5),
    ("table.size", "6", 6.0),
    ("condition.explains_results", "2", "partly"),
    ("condition.explains_results", "Helemaal", "fully"),
    ("condition.explains_results", "fully", "fully"),
    ("potential.level", "ii", "II"),
    ("potential.level", "2", "II"),
    ("absence.since", "2025-10-03", "2025-10-03"),
    ("absence.since", "3-10-2025", "2025-10-03"),
    ("strength.interests", "vulkanen", "vulkanen"),
]


@pytest.mark.parametrize(("fact", "text", "value"), ANSWERS)
def test_an_answer_is_understood(wegwijzer: Wegwijzer, fact: str, text: str, value: object) -> None:
    assert read_answer(wegwijzer.base.knowledge.facts[fact], text) == value


REFUSED = [
    ("wellbeing.sad", "soms"),
    ("table.size", "6,5"),
    ("table.size", "-1"),
    ("potential.percentile", "veel"),
    ("potential.percentile", "nan"),
    ("potential.level", "VI"),
    ("condition.explains_results", "4"),
    ("absence.since", "31-2-2025"),
    ("absence.since", "gisteren"),
]


@pytest.mark.parametrize(("fact", "text"), REFUSED)
def test_what_does_not_fit_is_refused(wegwijzer: Wegwijzer, fact: str, text: str) -> None:
    with pytest.raises(KnowledgeError):
        read_answer(wegwijzer.base.knowledge.facts[fact], text)
