"""A vignette from a case: nothing that tells whose it is, and the same conclusions."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from engine.authoring.vignettes import expectation, nameless, vignette_text
from engine.impact.expectations import differences
from engine.loading.cases import parse_case
from engine.loading.library import shipped_folder
from engine.model.case import Case
from engine.service import Wegwijzer

CASE = """\
# Pietje heet eigenlijk Willem
case: pietje-puk
as_of: 2026-02-10
title: Pietje Puk uit groep zes
facts:
  pupil.sector: po
  absence.full: {value: true, by: teacher, who: juf Ans, date: 2026-02-02, note: moeder Els belde}
  absence.since: 2026-01-30
  parents.worried:
    - {value: true, by: parent, who: vader Jan, date: 2026-02-01}
    - {value: false, by: parent, who: moeder Els, date: 2026-02-03}
  strength.interests: {value: "vulkanen, met opa Henk", by: pupil}
  home.unsafe: {value: true, by: pupil, date: 2026-03-01}
events:
  - {protocol: safety_net, node: intake, date: 2026-02-05, by: ib, note: met Els gesproken}
  - {protocol: safety_net, node: temporary_place, date: 2026-02-06, state: overridden, because: Jan wil het niet, chose: strengthen_context}
"""
NAMES = r"(?i)pietje|puk|willem|ans\b|els\b|jan\b|henk|moeder|vader|juf|opa|groep zes|gesproken|vulkanen"


@pytest.fixture(scope="module")
def made(wegwijzer: Wegwijzer) -> tuple[str, Case]:
    case = parse_case(CASE, "pietje.yaml", wegwijzer.base.knowledge)
    text, _ = wegwijzer.vignette(case, "komt-niet", "Wie niet komt, krijgt het vangnet.", "../x.json")
    return text, parse_case(text, "vignet.yaml", wegwijzer.base.knowledge)


def test_no_name_note_or_free_text_is_left(made: tuple[str, Case]) -> None:
    assert re.findall(NAMES, made[0]) == []


def test_no_day_of_the_case_is_left(made: tuple[str, Case]) -> None:
    assert set(re.findall(r"\d{4}-\d{2}-\d{2}", CASE)) & set(re.findall(r"\d{4}-\d{2}-\d{2}", made[0])) == set()


def test_days_stay_as_far_apart_and_on_their_day_of_the_week(made: tuple[str, Case]) -> None:
    case = made[1]
    assert case.as_of is not None
    assert case.as_of.weekday() == date(2026, 2, 10).weekday()
    assert (case.as_of - case.events[0].date).days == 5
    (since,) = [o.value for o in case.observations if o.fact == "absence.since"]
    assert (case.as_of - date.fromisoformat(str(since))).days == 11


def test_two_parents_stay_two(made: tuple[str, Case]) -> None:
    assert sorted(o.who or "" for o in made[1].observations if o.fact == "parents.worried") == ["a", "b"]


def test_what_lies_after_the_day_is_left_out(made: tuple[str, Case]) -> None:
    assert "home.unsafe" not in {o.fact for o in made[1].observations}


def test_it_expects_what_comes_out(made: tuple[str, Case], wegwijzer: Wegwijzer) -> None:
    expect = made[1].expect or {}
    assert differences(expect, wegwijzer.advise(made[1])) == []
    assert {"findings", "support", "next_steps"} <= set(expect)


def test_what_was_taken_out_is_counted(wegwijzer: Wegwijzer) -> None:
    case = parse_case(CASE, "pietje.yaml", wegwijzer.base.knowledge)
    _, removed = nameless(case, wegwijzer.base.knowledge, date(2026, 2, 10), "x")
    assert (removed.names, removed.notes, removed.reasons, removed.later) == (3, 2, 1, 1)
    assert (removed.texts, removed.title, removed.days != 0) == (("strength.interests",), True, True)


@pytest.mark.parametrize("path", sorted((shipped_folder() / "rules" / "vignettes").glob("*.yaml"))[::24], ids=lambda p: p.stem)
def test_the_same_comes_out_as_of_the_case(path: Path, wegwijzer: Wegwijzer) -> None:
    """What is concluded hangs on the days between things, never on the calendar: only terms in months or holidays may differ."""
    case = wegwijzer.load(path)
    text, removed = wegwijzer.vignette(case, "x", "y", "z")
    again = parse_case(text, "x.yaml", wegwijzer.base.knowledge)
    before, after = wegwijzer.advise(case), wegwijzer.advise(again)
    texts = set(removed.texts)
    if not texts:
        assert [f.status for f in after.findings] == [f.status for f in before.findings]
        assert [h.standing for h in after.hypotheses] == [h.standing for h in before.hypotheses]
    assert differences(again.expect or {}, after) == []


def test_a_vignette_can_be_read_back_whatever_it_says(wegwijzer: Wegwijzer) -> None:
    case = Case("x", date(2026, 1, 5), (), ())
    text = vignette_text(case, expectation(wegwijzer.advise(case)), 'een "titel": met # tekens', "s.json")
    assert parse_case(text, "x.yaml", wegwijzer.base.knowledge).title == 'een "titel": met # tekens'
