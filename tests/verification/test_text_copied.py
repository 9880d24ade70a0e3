"""text.copied: a text that has eight or more words in a row from a source."""

from __future__ import annotations

import pytest

from engine.verification.copied import RUN, CopiedWords
from tests.verification.conftest import Checked
from tests.verification.kit import codes, finding, lines


@pytest.mark.parametrize(
    "text",
    [
        "Een goed gesprek helpt om te zien wat er speelt",  # a hyphen that breaks a word at the end of a line
        "wat er speelt en ook po-vo verschillen daarin",  # a hyphen that belongs to the word
        "EEN PLAN MAAK JE SAMEN MET EEN DATUM",  # case, more than one space, the end of a line
        "zes weken: samen terug! Kijk daarna nog eens",  # punctuation
        "Wie moe is, heeft eerst “rust” nodig; rust is geen straf",  # quotes
        "Hier staat iets eigens: wie zich verveelt laat het werk liggen, een eigen zin",  # within a text
    ],
)
def test_copied_words_are_seen_however_the_page_breaks_them(text: str, checked: Checked) -> None:
    assert codes(checked(finding("pupil.tired", label=f"{{nl: '{text}', en: Something}}"))) == ["text.copied"]


def test_it_is_told_where_the_words_stand_in_the_rules_and_in_the_source(checked: Checked) -> None:
    label = "{nl: Kort, en: Samen met een datum erop hoofdstuk twee kijk na}"
    assert lines(checked(finding("pupil.tired", label=label))) == [
        "rules/extra.yaml:3:27: `samen met een datum erop hoofdstuk twee kijk na` stands so in boek, line 5; say it in your own words"
    ]


def test_seven_words_in_a_row_are_how_a_language_is_spoken(checked: Checked) -> None:
    assert codes(checked(finding("pupil.tired", label="{nl: Wie zich verveelt laat het werk graag liggen, en: Something}"))) == []


@pytest.mark.parametrize(("length", "seen"), [(RUN - 1, False), (RUN, True), (RUN + 1, True)])
def test_the_limit_is_eight_words(length: int, seen: bool) -> None:  # noqa: FBT001 - a column of the table above
    words = [f"woord{i}" for i in range(20)]
    shared = CopiedWords({"boek": ("voor", " ".join(words), "na")}).shared("eigen " + " ".join(words[3 : 3 + length]) + " eigen")
    assert (shared is not None) == seen
    if shared:
        assert (shared.words, shared.line) == (" ".join(words[3 : 3 + length]), 2)


def test_words_of_two_sources_are_no_run() -> None:
    sources = {"a": ("een twee drie vier",), "b": ("vijf zes zeven acht",)}
    assert CopiedWords(sources).shared("een twee drie vier vijf zes zeven acht") is None
