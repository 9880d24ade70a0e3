"""A case played with a group: steps that can be chosen, what a vote comes to, and how a case became known."""

from __future__ import annotations

from datetime import date

import pytest

from engine.explanation.playing import moments_of, outcome_of
from engine.model.case import Case, Event, Observation
from engine.model.playing import OTHER, Choice
from engine.service import Wegwijzer

NOW, LATER = Choice("monitoring", "compare", is_now=True, state="open"), Choice("monitoring", "look_again", is_now=False, state="possible")
ALSO = Choice("underachievement", "evaluate", is_now=True, state="open")


def test_there_is_always_something_right_and_something_else_to_choose(wegwijzer: Wegwijzer) -> None:
    played = wegwijzer.playable()
    assert len(played) > 50
    for case in played:
        choices = wegwijzer.choices(case)
        assert 2 <= len(choices) <= 6, case.id
        assert {c.is_now for c in choices} == {True, False}, case.id
        assert len({wegwijzer.base.knowledge.protocols[c.protocol].tasks[c.node].label for c in choices}) == len(choices), case.id
        open_ = {(s.protocol, s.node) for s in wegwijzer.advise(case).steps}
        assert all(((c.protocol, c.node) in open_) is c.is_now for c in choices), case.id


def test_where_a_step_stands_in_the_list_does_not_tell_whether_it_is_right(wegwijzer: Wegwijzer) -> None:
    first = [wegwijzer.choices(case)[0].is_now for case in wegwijzer.playable()]
    assert 0.2 < sum(first) / len(first) < 0.8


@pytest.mark.parametrize(
    ("hands", "saw"),
    [
        ({}, "nothing"),
        ({NOW.id: 0, "x": 9}, "nothing"),
        ({NOW.id: 3, LATER.id: 2}, "same"),
        ({NOW.id: 3, ALSO.id: 3}, "same"),
        ({NOW.id: 2, LATER.id: 2}, "partly"),
        ({NOW.id: 2, LATER.id: 3}, "otherwise"),
        ({OTHER: 1}, "otherwise"),
        ({NOW.id: -5}, "nothing"),
    ],
)
def test_a_vote_is_laid_beside_the_rules(hands: dict[str, int], saw: str) -> None:
    outcome = outcome_of((NOW, LATER, ALSO), hands)
    assert outcome.saw == saw
    assert outcome.total == sum(max(0, n) for name, n in hands.items() if name != "x")


def test_a_case_becomes_known_by_day_and_by_who_speaks() -> None:
    def said(fact: str, by: str | None = None, day: int = 0) -> Observation:
        return Observation(fact, value=True, by=by, date=date(2025, 10, day) if day else None)

    told = (said("a", "parent", 3), said("b"), said("c", "teacher", 2), said("d", "parent", 3), said("e", "teacher", 3))
    done = (Event("p", "x", date(2025, 10, 2)), Event("p", "y", date(2025, 10, 5)))
    moments = moments_of(Case("x", None, told, done))
    assert [("".join(o.fact for o in o_), "".join(e.node for e in e_)) for o_, e_ in moments] == [
        ("b", ""),
        ("c", ""),
        ("", "x"),
        ("ad", ""),
        ("e", ""),
        ("", "y"),
    ]
