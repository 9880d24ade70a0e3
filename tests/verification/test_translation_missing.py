"""translation.missing: a text that says nothing in one of the languages, or the same in both."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import finding, lines


@pytest.mark.parametrize("label", ["{nl: Iets, en: Iets}", '{nl: Iets, en: " "}', '{nl: " ", en: Iets}', '{nl: Iets, en: "Iets "}'])
def test_a_text_that_is_empty_or_the_same_is_found(label: str, checked: Checked) -> None:
    assert [line.split(":")[1] for line in lines(checked(finding("pupil.tired", label=label)))] == ["3"]


def test_the_place_is_that_of_the_language_that_is_missing(checked: Checked) -> None:
    assert lines(checked(finding("pupil.tired", label="{nl: Iets, en: Iets}"))) == [
        "rules/extra.yaml:3:27: Dutch and English are the same here, or empty (`Iets`); translate, or allow it with a reason"
    ]
