"""Explanations and differences look as their golden files, in both languages, and hold no code."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from engine.model.case import Case, Event, Observation
from engine.model.text import Language
from engine.rendering.difference_text import difference_text
from engine.rendering.explanation_json import difference_json, explanation_json
from engine.rendering.explanation_text import explanation_text
from engine.service import Wegwijzer
from tests.explanation.test_why import ids
from tests.goldens import agrees

ROOT = Path(__file__).resolve().parents[2]
TODAY = date(2025, 11, 3)
TWO_FACES = "twee-gezichten"
EXPLAINED: list[tuple[str, str, Language]] = [
    ("jaimo", "form.underachievement", "nl"),
    ("jaimo", "form.underachievement", "en"),
    ("jaimo", "form.absolute", "nl"),
    ("jaimo", "cause.fear_of_failure", "nl"),
    ("jaimo", "need.growth_mindset", "nl"),
    ("jaimo", "support", "nl"),
    ("jaimo", "support.above_school", "nl"),
    ("jaimo", "alert.blind_spot", "nl"),
    ("jaimo", "underachievement.find_causes", "nl"),
    ("jaimo", "above_school.apply", "nl"),
    ("jaimo", "fill_basics", "nl"),
    ("thuis", "safety_net.intake", "nl"),
    ("thuis", "safety_net.intake", "en"),
    ("thuis", "return_phases.leefbaar", "nl"),
    ("thuis", "protocol:absence_route", "nl"),
    (TWO_FACES, "signal.distress", "nl"),
    (TWO_FACES, "signal.home_school_difference", "nl"),
    (TWO_FACES, "wellbeing.sad", "nl"),
]
CHANGED: list[tuple[str, tuple[str, ...], Language]] = [
    ("jaimo", ("capacity.overtaxed=true",), "nl"),
    ("jaimo", ("absence.full=true", "absence.since=2026-01-20"), "nl"),
    ("jaimo", ("absence.full=true", "absence.since=2026-01-20"), "en"),
    ("jaimo", ("underachievement.find_causes=done", "behaviour.upset_by_mistakes=unknown"), "nl"),
    ("thuis", ("table.size=12",), "nl"),
]


def case_of(wegwijzer: Wegwijzer, name: str) -> Case:
    folder = ROOT / ("examples" if (ROOT / "examples" / f"{name}.yaml").exists() else "tests/golden/good")
    return wegwijzer.load(folder / f"{name}.yaml")


@pytest.mark.parametrize("full", [False, True], ids=["short", "full"])
@pytest.mark.parametrize(("case", "name", "language"), EXPLAINED)
def test_an_explanation_looks_as_its_golden(wegwijzer: Wegwijzer, case: str, name: str, language: Language, full: bool) -> None:  # noqa: FBT001 - a case
    told = wegwijzer.explain(case_of(wegwijzer, case), name)
    text = explanation_text(told, wegwijzer.base.knowledge, language, full=full, file=f"{case}.yaml")
    agrees(f"explain/{case}-{name.replace(':', '-')}-{language}{'-full' if full else ''}.txt", text)


@pytest.mark.parametrize(("case", "words", "language"), CHANGED)
def test_a_difference_looks_as_its_golden(wegwijzer: Wegwijzer, case: str, words: tuple[str, ...], language: Language) -> None:
    difference = wegwijzer.what_if(case_of(wegwijzer, case), words)
    name = "-".join(w.split("=")[0] for w in words)
    agrees(f"explain/whatif-{case}-{name}-{language}.txt", difference_text(difference, wegwijzer.base.knowledge, language))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_no_explanation_holds_code(wegwijzer: Wegwijzer, language: Language) -> None:
    """The last line names the command and its id; nothing else is code."""
    case = case_of(wegwijzer, "jaimo")
    for name in list(ids(wegwijzer.base.knowledge))[::9]:
        text = explanation_text(wegwijzer.explain(case, name), wegwijzer.base.knowledge, language, file="x.yaml")
        lines = [line for line in text.splitlines() if "wegwijzer explain" not in line]
        assert not re.search(r"[a-z]_[a-z]|>=|<=| = |\b(?:true|false|null)\b", "\n".join(lines)), name


def test_people_who_contradict_each_other_are_both_named(wegwijzer: Wegwijzer) -> None:
    said = [Observation("absence.full", value, by, None, TODAY) for value, by in ((True, "parent"), (False, "teacher"))]
    told = wegwijzer.explain(Case("x", TODAY, tuple(said), ()), "signal.dropout")
    text = explanation_text(told, wegwijzer.base.knowledge)
    assert "Verschillend gezien: komt niet meer op school" in text
    assert "· komt niet meer op school (ouder, 3 nov)" in text
    assert "· komt nog op school, helemaal of voor een deel (leraar, 3 nov)" in text


def test_a_step_that_was_set_aside_says_what_was_chosen_and_why(wegwijzer: Wegwijzer) -> None:
    event = Event("underachievement", "find_causes", TODAY, "overridden", "ib", because="eerst rust", chose="make_plan")
    told = wegwijzer.explain(Case("x", TODAY, (), (event,)), "underachievement.find_causes")
    text = " ".join(explanation_text(told, wegwijzer.base.knowledge).split())
    assert "– anders besloten" in text
    assert "is gekozen voor ‘Maak samen een plan met kleine stappen, een doel en een tijdpad’" in text
    assert "reden: eerst rust" in text


def test_an_explanation_as_json_gives_each_node_its_sentence(wegwijzer: Wegwijzer) -> None:
    told = wegwijzer.explain(case_of(wegwijzer, "jaimo"), "form.absolute")
    value = json.loads(explanation_json(told, wegwijzer.base.knowledge))
    assert (value["id"], value["verdict"], value["holds"]) == ("form.absolute", "false", False)
    assert value["reasons"][0]["leaves"] == [{"fact": "achievement.percentile", "value": 61, "by": None, "who": None, "date": None}]
    assert value["reasons"][0]["tree"][0]["of"][0]["sentence"].startswith("percentielscore van de resultaten: 50 of meer")
    assert value["changes"][0]["facts"][0] | {"value": 0} == {
        "fact": "achievement.percentile",
        "value": 0,
        "low": None,
        "high": 50,
        "low_open": False,
        "high_open": True,
    }


def test_a_difference_as_json_leaves_out_what_stays(wegwijzer: Wegwijzer) -> None:
    difference = wegwijzer.what_if(case_of(wegwijzer, "jaimo"), ["capacity.overtaxed=true"])
    value = json.loads(difference_json(difference, wegwijzer.base.knowledge))
    assert value["findings"]["form.underachievement"] == {"before": "true", "after": "false"}
    assert "alerts" not in value
    assert "support" not in value


def test_a_change_of_nothing_says_so(wegwijzer: Wegwijzer) -> None:
    difference = wegwijzer.what_if(case_of(wegwijzer, "jaimo"), ["capacity.overtaxed=false"])
    assert difference_text(difference, wegwijzer.base.knowledge).endswith("Dan verandert er niets.\n")
