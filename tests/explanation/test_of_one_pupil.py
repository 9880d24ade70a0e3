"""What a page needs of one pupil: what people say side by side, what a first sign opens, of what can be asked why, an answer tried."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.model.case import Case, Observation
from engine.service import Wegwijzer

DAY = date(2026, 2, 2)
ROW = "behaviour.upset_by_mistakes"


def case_of(*said: Observation) -> Case:
    return Case("proef", DAY, said, ())


def test_where_people_differ_stands_first(wegwijzer: Wegwijzer) -> None:
    case = case_of(
        Observation("absence.any", value=True, by="parent"),
        Observation(ROW, value=True, by="parent", who="moeder"),
        Observation(ROW, value=False, by="parent", who="vader"),
    )
    sides = wegwijzer.side_by_side(case)
    assert sides.facts[0].fact == ROW
    assert [spoken.differs for spoken in sides.facts][:2] == [True, False]
    assert sides.voices == (("parent", ""), ("parent", "moeder"), ("parent", "vader"))


def test_each_voice_is_shown_with_what_it_said_last(wegwijzer: Wegwijzer) -> None:
    first, last = (Observation(ROW, value=value, by="parent", date=date(2026, 1, day)) for value, day in ((True, 5), (False, 9)))
    (spoken,) = wegwijzer.side_by_side(case_of(first, last)).facts
    assert spoken.said == {("parent", ""): (last,)}
    assert not spoken.differs


def test_of_a_number_the_latest_counts_and_the_difference_is_shown(wegwijzer: Wegwijzer) -> None:
    said = [Observation("table.size", value, by, date=date(2026, 1, day)) for value, by, day in ((4.0, "ib", 5), (9.0, "parent", 9))]
    (spoken,) = wegwijzer.side_by_side(case_of(*said)).facts
    assert spoken.differs
    assert spoken.counts == (said[1],)


def test_who_does_not_know_is_shown_too(wegwijzer: Wegwijzer) -> None:
    (spoken,) = wegwijzer.side_by_side(case_of(Observation(ROW, None, by="teacher"))).facts
    assert [o.value for o in spoken.said["teacher", ""]] == [None]


def test_what_is_said_later_than_the_day_is_not_there_yet(wegwijzer: Wegwijzer) -> None:
    ahead = date(2026, 3, 3)
    case = case_of(Observation(ROW, value=True, by="parent", date=ahead), Observation("absence.any", None, by="parent", date=ahead))
    assert wegwijzer.side_by_side(case).facts == ()


def test_every_first_sign_opens_a_step_by_itself(wegwijzer: Wegwijzer) -> None:
    signs = wegwijzer.first_signs(DAY)
    assert "absence.full" in signs["safety_net"]
    assert {"absence_route", "underachievement"} <= set(signs)
    for protocol, facts in signs.items():
        for fact in facts:
            assert protocol in {step.protocol for step in wegwijzer.steps(case_of(Observation(fact, value=True, date=DAY)))}, fact
    assert "home.unsafe" not in {fact for facts in signs.values() for fact in facts}


def test_what_else_is_noticed_first_opens_no_step_but_says_something_by_itself(wegwijzer: Wegwijzer) -> None:
    besides = wegwijzer.noticed_besides(DAY)
    assert "offer.too_easy" in besides
    for fact in besides:
        advice = wegwijzer.advise(case_of(Observation(fact, value=True, date=DAY)))
        assert advice.steps == (), fact
        assert {h.standing for h in advice.hypotheses} & {"possible", "likely"}, fact


def test_steps_alone_are_those_of_the_advice(wegwijzer: Wegwijzer) -> None:
    case = case_of(Observation("absence.full", value=True, date=DAY), Observation("nomination.teacher", value=True, date=DAY))
    assert wegwijzer.steps(case) == wegwijzer.advise(case).steps != ()


def test_why_can_be_asked_of_everything_but_a_childs_safety(wegwijzer: Wegwijzer) -> None:
    case = case_of(Observation("home.unsafe", value=True, by="teacher"), Observation("absence.full", value=True))
    choices = wegwijzer.explainable(case)
    assert {c.id for c in choices if c.kind == "finding" and c.holds} >= {"signal.absence", "signal.dropout"}
    assert not {c.id for c in choices} & {"alert.child_safety", "need.safety"}
    for choice in choices[:: len(choices) // 20]:
        assert wegwijzer.explain(case, f"{choice.kind}:{choice.id}").id == choice.id


def test_an_answer_that_is_tried_does_what_it_does_when_it_is_kept(wegwijzer: Wegwijzer) -> None:
    case = case_of(Observation(ROW, value=True, by="parent", date=DAY))
    said = Observation("absence.full", value=True, by="parent", date=DAY)
    difference = wegwijzer.if_said(case, [said])
    kept = wegwijzer.advise(replace(case, observations=(*case.observations, said)))
    opened = {id_ for id_, (before, after) in difference.steps.items() if after and not before}
    assert opened == {f"{s.protocol}.{s.node}" for s in kept.steps} - {f"{s.protocol}.{s.node}" for s in wegwijzer.advise(case).steps}


def test_an_answer_of_the_same_voice_on_the_same_day_takes_the_place_of_the_other(wegwijzer: Wegwijzer) -> None:
    case = case_of(Observation("absence.full", value=True, by="parent", date=DAY))
    difference = wegwijzer.if_said(case, [Observation("absence.full", value=False, by="parent", date=DAY)])
    assert difference.findings["signal.dropout"] == ("true", "false")


def test_what_nobody_says_otherwise_changes_nothing(wegwijzer: Wegwijzer) -> None:
    case = case_of(Observation(ROW, value=True, by="parent", date=DAY))
    assert wegwijzer.if_said(case, case.observations).is_nothing


@pytest.mark.parametrize("value", [True, False])
def test_what_follows_from_what_is_kept_apart_is_told_by_itself(wegwijzer: Wegwijzer, value: bool) -> None:  # noqa: FBT001 - a parameter of a test
    shared = case_of(Observation("absence.any", value=True, by="parent"))
    whole = replace(shared, observations=(*shared.observations, Observation("home.unsafe", value=value, by="teacher")))
    assert ("alert.child_safety" in wegwijzer.beyond(shared, whole).alerts) is value
