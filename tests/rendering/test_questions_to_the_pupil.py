"""Questions that a pupil may be asked are put to the pupil, and not about one."""

from __future__ import annotations

import re

from engine.service import Wegwijzer

SPEAKS_TO = re.compile(r"\b(je|jij|jou|jouw|jullie|jezelf)\b", re.IGNORECASE)


def test_every_question_that_a_pupil_can_answer_has_words_for_the_pupil(wegwijzer: Wegwijzer) -> None:
    asked = [f for f in wegwijzer.base.knowledge.facts.values() if "pupil" in f.informants]
    assert [f.id for f in asked if f.to_pupil is None] == []


def test_those_words_say_you_and_never_the_pupil(wegwijzer: Wegwijzer) -> None:
    said = {f.id: f.to_pupil for f in wegwijzer.base.knowledge.facts.values() if f.to_pupil}
    assert [id_ for id_, words in said.items() if not SPEAKS_TO.search(words.nl) or "de leerling" in words.nl] == []
    assert [id_ for id_, words in said.items() if not re.search(r"\byou", words.en, re.IGNORECASE) or "the pupil" in words.en] == []


def test_to_others_the_same_question_is_about_the_pupil(wegwijzer: Wegwijzer) -> None:
    fact = wegwijzer.base.knowledge.facts["wellbeing.sad"]
    assert fact.put_to("parent") is fact.question
    assert fact.put_to("pupil") is fact.to_pupil
