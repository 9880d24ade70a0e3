"""citation.ambiguous: a citation whose words stand more than once in the section that it names."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import cited, lines


def test_words_that_stand_twice_in_the_section_are_ambiguous(checked: Checked) -> None:
    assert lines(checked(cited("2", "kijk"))) == [
        "rules/extra.yaml:5:13: `kijk` stands 2 times in boek, 2; take words that stand there only once"
    ]


def test_words_that_stand_once_in_each_of_two_sections_are_not(checked: Checked) -> None:
    assert lines(checked(cited("1", "samen"))) == []
