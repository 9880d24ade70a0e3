"""citation.lost: a citation whose words do not stand in the section that it names."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import cited, codes, lines


@pytest.mark.parametrize(
    "near",
    [
        "wie zich verveelt",  # case
        "gesprek helpt om te zien",  # a hyphen that breaks a word at the end of a line
        "en ook po-vo verschillen",  # a hyphen that belongs to the word
        "een plan maak je samen",  # more than one space
        "samen, met een datum",  # the end of a line
        "heeft eerst 'rust' nodig",  # quotes
    ],
)
def test_words_are_found_however_the_page_breaks_them(near: str, checked: Checked) -> None:
    assert "citation.lost" not in codes(checked(cited("2" if "rust" in near else "1", near)))


def test_words_of_another_section_are_lost_and_told_where_they_are(checked: Checked) -> None:
    assert lines(checked(cited("2", "een plan maak"))) == [
        "rules/extra.yaml:5:13: `een plan maak` does not stand in boek, 2 (it does in: 1); name words that stand there"
    ]


def test_words_that_stand_nowhere_are_lost(checked: Checked) -> None:
    assert lines(checked(cited("1", "wie zich verheugt"))) == [
        "rules/extra.yaml:5:13: `wie zich verheugt` does not stand in boek, 1 (it does in: -); name words that stand there"
    ]
