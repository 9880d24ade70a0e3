"""source.unused: a source that nothing cites."""

from __future__ import annotations

from tests.verification.conftest import BASE, Checked
from tests.verification.kit import finding, lines

SECOND = '  tweede: {title: Nog een boek, file: boek.txt, sections: [{name: "1", title: Een, first_line: 1}]}\n'
BOTH = {"rules/sources.yaml": (BASE / "rules" / "sources.yaml").read_text(encoding="utf-8") + SECOND}


def test_a_source_that_nothing_cites_is_found(checked: Checked) -> None:
    assert lines(checked(BOTH)) == ["rules/sources.yaml:8:3: nothing cites the source `tweede`; cite it or remove it"]


def test_one_citation_is_enough(checked: Checked) -> None:
    assert checked(BOTH | finding("pupil.tired and pupil.keen", 'source: {doc: tweede, section: "1", near: een goed gesprek}')).is_sound
