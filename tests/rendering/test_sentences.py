"""Conditions as sentences: each form said in both languages, every shipped condition, and never a piece of code."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from hypothesis import given

from engine.knowledge.compiler import conditions_of
from engine.language.parser import parse
from engine.language.syntax import Expression, Not
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.rendering.sentences import Sentences
from engine.service import Wegwijzer
from tests.goldens import agrees
from tests.strategies import conditions
from tests.vocabulary import VOCABULARY

_CODE = re.compile(r"[a-z]_[a-z]|[<>=\"{}\[\]]|\b(?:true|false|null|at_least|duration)\b")


def said(wegwijzer: Wegwijzer, text: str, language: Language = "nl", *, holds: bool = True) -> str:
    return Sentences(wegwijzer.base.knowledge, language).condition(parse(text), holds=holds)


FORMS = [
    ("behaviour.avoids_challenge", "gaat uitdaging uit de weg", "zoekt uitdaging op"),
    ("not(behaviour.avoids_challenge)", "zoekt uitdaging op", "gaat uitdaging uit de weg"),
    (
        "wellbeing.sad and wellbeing.poor_sleep",
        "is vaak verdrietig of somber; en slaapt slecht",
        "is niet vaak verdrietig of somber; of slaapt meestal goed",
    ),
    (
        "at_least(2, wellbeing.low, wellbeing.poor_sleep, peers.bullied)",
        "minstens 2 van deze 3: voelt zich op dit moment niet goed; slaapt slecht; wordt gepest of buitengesloten",
        "minder dan 2 van deze 3: voelt zich op dit moment niet goed; slaapt slecht; wordt gepest of buitengesloten",
    ),
    (
        "at_least(1, wellbeing.low, wellbeing.poor_sleep)",
        "voelt zich op dit moment niet goed of slaapt slecht",
        "voelt zich op dit moment goed en slaapt meestal goed",
    ),
    (
        "potential.percentile >= gifted_percentile",
        "percentielscore van de aanleg: 90 of meer (vanaf hier spreken we van hoge aanleg)",
        "percentielscore van de aanleg: minder dan 90 (vanaf hier spreken we van hoge aanleg)",
    ),
    (
        "achievement.change_year_sd <= -decline_sd",
        "verandering van de resultaten in een jaar: -0,5 SD of minder (daling in een jaar die telt)",
        "verandering van de resultaten in een jaar: meer dan -0,5 SD (daling in een jaar die telt)",
    ),
    (
        "table.size > 6",
        "aantal volwassenen aan tafel bij een overleg: meer dan 6",
        "aantal volwassenen aan tafel bij een overleg: 6 of minder",
    ),
    (
        "6 < table.size",
        "aantal volwassenen aan tafel bij een overleg: meer dan 6",
        "aantal volwassenen aan tafel bij een overleg: 6 of minder",
    ),
    (
        "achievement.low_subjects < achievement.subjects",
        "aantal vakken waarin de resultaten achterblijven: minder dan aantal bekeken vakken",
        "aantal vakken waarin de resultaten achterblijven: aantal bekeken vakken of meer",
    ),
    (
        "attendance.share_percent between 20 and 50",
        "deel van de lestijd dat de leerling op school is: 20% of meer en 50% of minder",
        "deel van de lestijd dat de leerling op school is: iets anders dan 20% of meer en 50% of minder",
    ),
    (
        'condition.explains_results = "fully"',
        "mate waarin een stoornis de resultaten verklaart: helemaal",
        "mate waarin een stoornis de resultaten verklaart: iets anders dan helemaal",
    ),
    (
        'condition.explains_results in ["partly", "fully"]',
        "mate waarin een stoornis de resultaten verklaart: deels of helemaal",
        "mate waarin een stoornis de resultaten verklaart: geen van deze: deels of helemaal",
    ),
    ("potential.iq = null", "aanleg als IQ: onbekend", "aanleg als IQ: bekend"),
    (
        'absence.since > date("2025-11-03")',
        "eerste dag waarop de leerling helemaal niet meer kwam: na 3 november 2025",
        "eerste dag waarop de leerling helemaal niet meer kwam: op of vóór 3 november 2025",
    ),
    (
        "weeks_since(absence.since) > 2",
        "weken sinds: eerste dag waarop de leerling helemaal niet meer kwam: meer dan 2 weken",
        "weken sinds: eerste dag waarop de leerling helemaal niet meer kwam: 2 weken of minder",
    ),
    (
        "has_event(safety_net.intake)",
        "de stap ‘Houd de intake met leerling, ouders en thuisschool’ is gedaan",
        "de stap ‘Houd de intake met leerling, ouders en thuisschool’ is nog niet gedaan",
    ),
    (
        'has_event(safety_net.intake, "started")',
        "de stap ‘Houd de intake met leerling, ouders en thuisschool’ is begonnen",
        "de stap ‘Houd de intake met leerling, ouders en thuisschool’ is nog niet begonnen",
    ),
    (
        'said_by(belief.school_matters, "pupil")',
        "volgens leerling: vindt school belangrijk",
        "volgens leerling: vindt school niet belangrijk",
    ),
    ('seen_differently("school", "home")', "school en thuis zien iets anders", "school en thuis zien hetzelfde"),
    ("cause.fear_of_failure", "waarschijnlijk speelt mee: faalangst", "speelt waarschijnlijk niet mee: faalangst"),
    ("need.safety", "nodig: veiligheid", "niet nodig: veiligheid"),
    ("signal.absence", "er is verzuim", "niet het geval: er is verzuim"),
    (
        'support.proposed = "in_school"',
        "voorgestelde ondersteuning: ‘buiten de klas, binnen de school’",
        "voorgestelde ondersteuning: iets anders dan ‘buiten de klas, binnen de school’",
    ),
    (
        "if wellbeing.low then wellbeing.poor_sleep else peers.bullied",
        "als voelt zich op dit moment niet goed, dan slaapt slecht, anders wordt gepest of buitengesloten",
        "als voelt zich op dit moment niet goed, dan slaapt meestal goed, anders wordt niet gepest of buitengesloten",
    ),
    ("wellbeing.low = false", "voelt zich op dit moment goed", "voelt zich op dit moment niet goed"),
    (
        "max(potential.z, achievement.z) > 1",
        "de hoogste van: aanleg in standaarddeviaties van het gemiddelde; resultaten in standaarddeviaties van het gemiddelde: meer dan 1",
        "de hoogste van: aanleg in standaarddeviaties van het gemiddelde; resultaten in standaarddeviaties van het gemiddelde: 1 of minder",
    ),
]


@pytest.mark.parametrize(("text", "yes", "no"), FORMS, ids=[f[0] for f in FORMS])
def test_a_condition_is_said_when_it_holds_and_when_it_does_not(wegwijzer: Wegwijzer, text: str, yes: str, no: str) -> None:
    assert said(wegwijzer, text) == yes
    assert said(wegwijzer, text, holds=False) == no


def test_a_combination_within_a_combination_stands_between_brackets(wegwijzer: Wegwijzer) -> None:
    found = said(wegwijzer, "wellbeing.poor_sleep and (wellbeing.low or parents.worried)")
    assert found == "slaapt slecht en (voelt zich op dit moment niet goed of ouders maken zich zorgen)"


def test_what_has_one_kind_of_joint_needs_no_brackets(wegwijzer: Wegwijzer) -> None:
    assert "(" not in said(wegwijzer, "wellbeing.low or (wellbeing.poor_sleep or peers.bullied)")


def every_condition(knowledge: Knowledge) -> Iterator[tuple[str, Expression]]:
    for finding in knowledge.findings.values():
        for i, rule in enumerate(finding.rules):
            yield f"{finding.id}#{i}", rule.when.expression
    for key, _, when in conditions_of(knowledge):
        yield key, when.expression
    for table in knowledge.tables.values():
        for i, row in enumerate(table.rows):
            yield f"{table.id}#{i}", row.when.expression


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_shipped_condition_is_said_as_in_its_golden(wegwijzer: Wegwijzer, language: Language) -> None:
    sentences = Sentences(wegwijzer.base.knowledge, language)
    lines = []
    for key, e in every_condition(wegwijzer.base.knowledge):
        lines += [key, f"    + {sentences.condition(e)}", f"    - {sentences.condition(e, holds=False)}"]
    agrees(f"explain/conditions.{language}.txt", "\n".join(lines) + "\n")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("holds", [True, False])
def test_no_code_is_left_in_any_shipped_sentence(wegwijzer: Wegwijzer, language: Language, holds: bool) -> None:  # noqa: FBT001 - a case
    k = wegwijzer.base.knowledge
    ids = {*k.facts, *k.measures, *k.parameters, *k.findings, *k.hypotheses, *k.needs}
    sentences = Sentences(k, language)
    for key, e in every_condition(k):
        text = sentences.condition(e, holds=holds)
        assert not _CODE.search(text), (key, text)
        assert ids.isdisjoint(re.findall(r"[\w.]+", text)), (key, text)


def test_a_name_without_words_in_english_is_never_dutch(wegwijzer: Wegwijzer) -> None:
    """The frames around the labels are in the language that was asked for."""
    dutch = re.compile(r"\b(?:niet het geval|waarschijnlijk|nodig:|minstens|of minder|de stap|onbekend)\b")
    sentences = Sentences(wegwijzer.base.knowledge, "en")
    assert not any(dutch.search(sentences.condition(e)) for _, e in every_condition(wegwijzer.base.knowledge))


@given(conditions())
def test_any_condition_can_be_said_both_ways(condition: Expression) -> None:
    for language in ("nl", "en"):
        sentences = Sentences(VOCABULARY, language)
        assert sentences.condition(Not(condition)) == sentences.condition(condition, holds=False)
