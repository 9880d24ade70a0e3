"""A situation told in sentences: everything that was said and done, by who said it, and nothing that is concluded."""

from __future__ import annotations

from engine.model.case import Case, Observation
from engine.rendering.situation import told_done, voices
from engine.service import Wegwijzer
from tests.cli.conftest import ROOT


def test_all_that_was_said_and_done_is_told_and_nothing_concluded(wegwijzer: Wegwijzer) -> None:
    case = wegwijzer.load(ROOT / "examples" / "jaimo.yaml")
    knowledge = wegwijzer.base.knowledge
    told = voices(case, knowledge, "nl")
    assert sum(len(v.told) for v in told) == len({(o.fact, o.voice, o.value, o.date) for o in case.observations if not o.implied_by})
    assert told[0].who == "Uit het dossier"
    assert len(told_done(case.events, knowledge, "nl")) == len(case.events)
    text = " ".join(sentence for v in told for sentence in v.told)
    assert not any(h.label.nl in text for h in knowledge.hypotheses.values())


def test_what_nobody_knows_is_told_as_such(wegwijzer: Wegwijzer) -> None:
    case = Case("x", None, (Observation("home.unsafe", None, "teacher"),), ())
    (voice,) = voices(case, wegwijzer.base.knowledge, "en")
    assert voice.who == "Teacher"
    assert voice.told[0].startswith("Cannot be told yet: ")
