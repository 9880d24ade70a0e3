"""Questions that a pupil or a parent may be asked are put to them, and not about them."""

from __future__ import annotations

import re

from engine.model.reading import Reader
from engine.model.text import Label
from engine.rendering.paper_saying import Saying, capital
from engine.rendering.paper_words import paper_word
from engine.rendering.words import word
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
    assert fact.put_to("teacher") is fact.question
    assert fact.put_to("pupil") is fact.to_pupil


def test_no_question_is_put_to_a_parent_about_the_pupil(wegwijzer: Wegwijzer) -> None:
    asked = {f.id: f.put_to("parent") for f in wegwijzer.base.knowledge.facts.values() if "parent" in f.informants}
    assert [id_ for id_, words in asked.items() if "leerling" in words.nl or "pupil" in words.en] == []
    assert asked["wellbeing.sad"].nl.startswith("Is jullie kind de laatste weken vaak verdrietig")
    assert asked["wellbeing.sad"].en.startswith("Has your child")


def test_of_more_pupils_nothing_is_said_otherwise_to_parents() -> None:
    label = Label("alle leerlingen; de leerlingen; De leerling zelf", "the pupils; The pupil, as the pupil's teacher says")
    assert label.to_parents() == Label(
        "alle leerlingen; de leerlingen; Jullie kind zelf", "the pupils; Your child, as your child's teacher says"
    )


def test_a_question_about_parents_speaks_to_the_parent_who_is_asked(wegwijzer: Wegwijzer) -> None:
    asked = [f for f in wegwijzer.base.knowledge.facts.values() if "parent" in f.informants and re.search("ouders", f.question.nl)]
    assert len(asked) > 8
    assert [f.id for f in asked if f.to_parent is None] == []


def test_what_is_put_to_parents_says_you_and_never_the_parents(wegwijzer: Wegwijzer) -> None:
    said = {f.id: f.to_parent for f in wegwijzer.base.knowledge.facts.values() if f.to_parent}
    assert [i for i, words in said.items() if "jullie" not in words.nl or re.search("(de|van|met|en|Zien|Maken) ouders", words.nl)] == []
    assert [i for i, words in said.items() if not re.search(r"\byou", words.en) or "the parents" in words.en or "pupil" in words.en] == []
    fact = wegwijzer.base.knowledge.facts["parents.worried"]
    assert fact.put_to("parent") is fact.to_parent
    assert fact.put_to("teacher") is fact.question


def test_the_paper_of_parents_speaks_of_their_child_unless_the_pupil_reads_along(wegwijzer: Wegwijzer) -> None:
    def said(*eyes: Reader) -> str:
        return Saying(wegwijzer.base.knowledge, "nl", frozenset(eyes)).label(Label("wat de leerling ziet", ""))

    assert said("parents") == "wat jullie kind ziet"
    assert said("parents", "pupil") == said("school") == "wat de leerling ziet"


def test_of_een_the_capital_has_no_accent() -> None:
    assert [capital(text) for text in ("één persoon", "de klas", "")] == ["Eén persoon", "De klas", ""]


def test_school_reads_of_a_step_that_is_late_what_its_lists_say_and_home_reads_it_softly(wegwijzer: Wegwijzer) -> None:
    def said(reader: Reader) -> str:
        return Saying(wegwijzer.base.knowledge, "nl", frozenset({reader})).word("overdue.", day="3 mei")

    assert said("school") == f"{word('overdue', 'nl')} 3 mei"
    assert said("parents") == said("pupil") == "had gekund tot 3 mei"


def test_a_step_without_a_day_is_called_the_same_on_the_screen_and_on_paper() -> None:
    assert word("no_term", "nl") == paper_word("no_term", "nl")
    assert word("no_term", "en") == paper_word("no_term", "en")
