"""Parameters said in words with their unit, in the texts that name them."""

from __future__ import annotations

import pytest

from engine.loading.amounts import said, with_amounts
from engine.model.vocabulary import Parameter
from tests.vocabulary import HERE, NO_LABEL, NOWHERE


def parameter(value: float, unit: str) -> Parameter:
    return Parameter("term", value, unit, NO_LABEL, HERE, NOWHERE)


@pytest.mark.parametrize(
    ("value", "unit", "nl", "en"),
    [
        (6, "weeks", "zes weken", "six weeks"),
        (1, "weeks", "één week", "one week"),
        (16, "hours", "16 uur", "16 hours"),
        (24, "months", "twee jaar", "two years"),
        (6, "months", "zes maanden", "six months"),
        (18, "months", "18 maanden", "18 months"),
        (1.5, "sd", "1,5 standaarddeviaties", "1.5 standard deviations"),
        (50, "percent", "50 procent", "50 percent"),
        (90, "percentile", "90", "90"),
    ],
)
def test_an_amount_is_said_as_people_say_it(value: float, unit: str, nl: str, en: str) -> None:
    label = said(parameter(value, unit))
    assert (label.nl, label.en) == (nl, en)


def test_a_text_takes_the_amount_in_its_own_language() -> None:
    label = with_amounts("binnen {param.term}", "within {param.term}", {"term": parameter(2, "weeks")})
    assert (label.nl, label.en) == ("binnen twee weken", "within two weeks")


def test_a_text_keeps_how_it_was_written() -> None:
    label = with_amounts("binnen {param.term}", "soon", {"term": parameter(2, "weeks")})
    assert label.written == ("binnen {param.term}", "soon")


def test_a_text_without_a_parameter_stays_as_it_is() -> None:
    assert with_amounts("binnenkort", "soon", {}).written is None
