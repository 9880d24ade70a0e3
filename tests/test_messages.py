"""The sentences of diagnostics: two languages, one content."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

from engine import messages
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.messages import MESSAGES, TERMS, Phrase, either

HERE = Location("zaak.yaml", 3, 7)
# Words of one language that the other does not have; those of our own file format count for both.
_DUTCH = r"\b(een|het|niet|hier|geen|wordt|zijn|schrijf|staat|kies|naam|maar|voeg)\b"
_ENGLISH = r"\b(the|this|not|here|there|should|write|choose|does|cannot|which|stands)\b"


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_both_languages_of_a_message_fill_the_same_places(code: str) -> None:
    texts = MESSAGES[code]
    assert set(texts) == {"nl", "en"}
    filled = [set(re.findall(r"(?<!\{)\{(\w+)\}", texts[language])) for language in ("nl", "en")]
    assert filled[0] == filled[1]
    assert texts["nl"].count(" | ") == texts["en"].count(" | ") <= 1


@pytest.mark.parametrize("code", sorted(MESSAGES))
def test_a_message_is_in_one_language(code: str) -> None:
    def own(text: str) -> str:  # without what is quoted, which is in nobody's language
        return re.sub(r"`[^`]*`", "", text)

    assert re.search(_ENGLISH, own(MESSAGES[code]["nl"])) is None
    assert re.search(_DUTCH, own(MESSAGES[code]["en"])) is None


def test_each_code_has_its_sentence_in_one_file() -> None:
    parts = [p for n in pkgutil.iter_modules(messages.__path__) for p in vars(import_module(f"engine.messages.{n.name}")).items()]
    codes = [code for name, part in parts if name.isupper() and name not in ("TERMS", "MESSAGES") for code in part]
    assert sorted(codes) == sorted(MESSAGES)


@pytest.mark.parametrize("term", sorted(TERMS))
def test_a_term_is_said_in_both_languages(term: str) -> None:
    assert TERMS[term].nl
    assert TERMS[term].en


def test_a_phrase_is_said_in_the_language_of_its_sentence() -> None:
    wrong = fault("shape.type", HERE, wanted=TERMS["a list"], found="`3`")
    assert wrong.line("nl") == "zaak.yaml:3:7: hier hoort een lijst te staan, niet `3`"
    assert wrong.line("en") == "zaak.yaml:3:7: a list should stand here, not `3`"


def test_phrases_are_joined_as_people_do() -> None:
    assert either([TERMS["a number"]]).nl == "een getal"
    assert either([TERMS["a number"], TERMS["a list"]]) == Phrase("een getal of een lijst", "a number or a list")
    assert either([TERMS["a number"], TERMS["a list"], TERMS["nothing"]]).en == "a number, a list or nothing"


def test_the_name_that_was_probably_meant_takes_the_place_of_the_mend() -> None:
    values = {"name": "home.unsave", "nearest": "home.unsafe"}
    assert Diagnostic("case.unknown_fact", HERE, values).text() == "het feit `home.unsave` bestaat niet; bedoel je `home.unsafe`?"
    far = Diagnostic("case.unknown_fact", HERE, values | {"nearest": None})
    assert far.text() == "het feit `home.unsave` bestaat niet; kies een feit uit `rules/facts`"


def test_a_value_cannot_break_the_line() -> None:
    wicked = fault("case.unknown_fact", Location("za\nak.yaml", 1, 1), name="a\nb\x1b[31m{name}\u202e", nearest=None)
    line = wicked.line()
    assert line.isprintable()
    assert "{name}" in line


def test_a_long_value_is_cut_and_says_so() -> None:
    assert "…" in fault("case.unknown_fact", HERE, name="x" * 10_000).line()
    assert len(fault("case.unknown_fact", HERE, name="x" * 10_000).line()) < 500


def test_values_are_shown_as_they_are_written_in_a_file() -> None:
    shown = [fault("case.bool", HERE, name="n", value=value).text() for value in (True, None, 4.0, 0.1)]
    assert [text.rsplit(" ", 1)[1] for text in shown] == ["`true`", "`null`", "`4`", "`0.1`"]


def test_faults_come_sorted_by_place_and_none_twice() -> None:
    late, early = fault("yaml.tab", Location("b.yaml", 1, 1)), fault("yaml.tab", Location("a.yaml", 9, 1))
    assert KnowledgeError([late, early, late]).diagnostics == (early, late)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("achievment.percentile", "achievement.percentile"), ("upset_by_mistakes", "behaviour.upset_by_mistakes"), ("qqq", None)],
)
def test_the_nearest_name_is_found_by_its_spelling_or_its_last_part(written: str, meant: str | None) -> None:
    assert nearest(written, ["achievement.percentile", "behaviour.upset_by_mistakes", "home.unsafe"]) == meant
