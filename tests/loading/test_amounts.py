"""Parameters said in words with their unit, in the texts that name them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.loading.amounts import said, with_amounts
from engine.loading.collection import load_knowledge
from engine.model.vocabulary import Parameter
from tests.vocabulary import HERE, NO_LABEL, NOWHERE

SOUND = Path(__file__).resolve().parents[1] / "golden" / "bad" / "sound_rules"


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


TEXTS = {
    "base.yaml": """
knowledge: {name: klein, version: "1", label: {nl: "per {param.weeks_until_evaluation}", en: every so often}}
""",
    "facts_more.yaml": """
facts:
  home.term:
    type: choice
    label: {nl: de termijn, en: the term}
    question: {nl: Hoe lang?, en: How long?}
    values:
      short: {nl: "tot {param.weeks_until_evaluation}", en: short}
      long: {nl: lang, en: long}
    informants: [teacher]
    privacy: ordinary
    basis: {kind: local, why: {nl: a, en: b}}
""",
    "tables.yaml": """
tables:
  table.talks:
    label: {nl: a, en: b}
    policy: U
    inputs: [{value: home.unsafe, label: {nl: a, en: b}}]
    outputs:
      often: {label: {nl: "elke {param.weeks_until_evaluation}", en: b}, values: {soon: {nl: "na {param.weeks_until_evaluation}", en: b}}}
    rows: [{when: [true], then: [soon]}]
    basis: {kind: local, why: {nl: a, en: b}}
""",
}


def test_an_amount_is_filled_in_wherever_a_text_has_two_languages(tmp_path: Path) -> None:
    shutil.copytree(SOUND, tmp_path, dirs_exist_ok=True)
    for file, text in TEXTS.items():
        (tmp_path / "rules" / file).write_text(text, encoding="utf-8")
    knowledge = load_knowledge(tmp_path)
    (output,) = knowledge.tables["table.talks"].outputs
    labels = (knowledge.label, knowledge.facts["home.term"].values["short"], output.label, output.values["soon"])
    assert [label.nl for label in labels] == ["per zes weken", "tot zes weken", "elke zes weken", "na zes weken"]
