"""Whose value counts: the latest of each voice, the latest number of all, what follows from it, and what does not exist yet."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from engine.inference.truth import AGAINST, BOTH, FOR
from engine.inference.working_memory import WorkingMemory, remember, told
from engine.model.case import Case, Event, Observation
from engine.model.interval import BANDS, Interval, exact
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import FactDefinition, Implication, Informant, Value
from tests.vocabulary import HERE, NO_LABEL, TODAY, fact

AUGUST, SEPTEMBER, OCTOBER = date(2025, 8, 1), date(2025, 9, 1), date(2025, 10, 1)


def _facts() -> list[FactDefinition]:
    return [
        replace(
            fact("away", "bool"),
            implies=(Implication("gone", value=False, when=False), Implication("hours", value=0, when=False)),
        ),
        replace(fact("gone", "bool"), implies=(Implication("away", value=True, when=True),)),
        fact("hours", "number"),
        replace(fact("share", "number"), implies=(Implication("gone", value=False, above=0),)),
        fact("colour", "choice", ("red", "green")),
        fact("score", "number"),
        fact("since", "date"),
        fact("skill", "level"),
        fact("remark", "text"),
        replace(fact("unsafe", "bool"), privacy="safety"),
        fact("provision.group", "bool"),
    ]


KNOWLEDGE = Knowledge(
    facts={f.id: f for f in _facts()},
    informants={"parent": Informant("parent", NO_LABEL, "home", HERE)},
)


def saw(fact_id: str, value: Value | None, by: str | None = None, day: date | None = None, who: str | None = None) -> Observation:
    return Observation(fact_id, value, by, who, day)


def memory(*observations: Observation, as_of: date = TODAY, knowledge: Knowledge = KNOWLEDGE) -> WorkingMemory:
    return remember(knowledge, Case("x", as_of, observations, ()), as_of)


# --- one voice ---


def test_of_several_values_by_one_voice_the_latest_counts() -> None:
    assert memory(saw("gone", value=True, by="parent", day=SEPTEMBER), saw("gone", value=False, by="parent", day=OCTOBER)).bits == {
        "gone": AGAINST
    }


def test_it_does_not_matter_in_which_order_they_are_written() -> None:
    assert memory(saw("gone", value=False, by="parent", day=OCTOBER), saw("gone", value=True, by="parent", day=SEPTEMBER)).bits == {
        "gone": AGAINST
    }


def test_an_undated_value_is_the_oldest() -> None:
    assert memory(saw("unsafe", value=True, by="parent"), saw("unsafe", value=False, by="parent", day=AUGUST)).bits["unsafe"] == AGAINST


def test_unknown_never_erases_a_value() -> None:
    known = memory(saw("unsafe", value=True, by="parent", day=AUGUST), saw("unsafe", None, "parent", OCTOBER))
    assert known.bits["unsafe"] == FOR


def test_a_fact_that_nobody_knows_has_no_value_but_was_asked() -> None:
    known = memory(saw("unsafe", None))
    assert "unsafe" not in known.bits
    assert not known.is_open("unsafe")


def test_a_fact_of_which_nobody_spoke_is_open() -> None:
    assert memory().is_open("unsafe")


# --- several voices ---


def test_of_a_yes_or_no_each_voice_keeps_its_own() -> None:
    known = memory(saw("unsafe", value=True, by="teacher", day=AUGUST), saw("unsafe", value=False, by="parent", day=OCTOBER))
    assert known.bits["unsafe"] == BOTH


def test_two_parents_are_two_voices() -> None:
    known = memory(saw("unsafe", value=True, by="parent", who="moeder"), saw("unsafe", value=False, by="parent", who="vader", day=OCTOBER))
    assert known.bits["unsafe"] == BOTH


def test_of_a_choice_each_voice_keeps_its_own() -> None:
    assert memory(saw("colour", "red", "teacher"), saw("colour", "green", "parent")).texts["colour"] == {"red", "green"}


def test_a_number_takes_the_latest_value_of_all() -> None:
    assert memory(saw("score", 40, "teacher", OCTOBER), saw("score", 60, "ib", SEPTEMBER)).numbers["score"] == exact(40)


def test_two_numbers_of_one_day_leave_all_between_them_possible() -> None:
    assert memory(saw("score", 40, "teacher", OCTOBER), saw("score", 60, "ib", OCTOBER)).numbers["score"] == Interval(40, 60)


def test_a_level_is_a_band_of_percentiles() -> None:
    assert memory(saw("skill", "III")).numbers["skill"] == BANDS["III"]


def test_a_level_takes_the_latest_value_of_all() -> None:
    assert memory(saw("skill", "III", "teacher", AUGUST), saw("skill", "I", "ib", OCTOBER)).texts["skill"] == {"I"}


def test_a_date_is_kept_as_a_day() -> None:
    assert memory(saw("since", "2025-09-01")).numbers["since"] == exact(SEPTEMBER.toordinal())


def test_words_are_kept_by_voice_and_never_compared() -> None:
    known = memory(saw("remark", "rustig", "parent"), saw("remark", "druk", "teacher"))
    assert {o.value for o in known.standing["remark"]} == {"rustig", "druk"}
    assert not known.bits
    assert not known.texts


# --- what does not exist yet ---


def test_an_observation_after_the_day_of_asking_does_not_exist_yet() -> None:
    assert memory(saw("unsafe", value=True, day=OCTOBER), as_of=SEPTEMBER).is_open("unsafe")


def test_an_observation_on_the_day_of_asking_exists() -> None:
    assert memory(saw("unsafe", value=True, day=SEPTEMBER), as_of=SEPTEMBER).bits["unsafe"] == FOR


def test_an_event_after_the_day_of_asking_does_not_exist_yet() -> None:
    events = (Event("route", "talk", SEPTEMBER), Event("route", "plan", OCTOBER))
    assert remember(KNOWLEDGE, Case("x", None, (), events), SEPTEMBER).events == events[:1]


def test_events_of_one_day_keep_the_order_of_the_file() -> None:
    events = (Event("route", "b", SEPTEMBER), Event("route", "a", SEPTEMBER), Event("route", "c", AUGUST))
    assert [e.node for e in remember(KNOWLEDGE, Case("x", None, (), events), TODAY).events] == ["c", "b", "a"]


# --- what follows ---


def test_what_follows_is_said_by_the_same_voice_on_the_same_day() -> None:
    (follows,) = memory(saw("gone", value=True, by="parent", day=SEPTEMBER, who="vader")).standing["away"]
    assert follows == Observation("away", True, "parent", "vader", SEPTEMBER, "gone")  # noqa: FBT003 - a value as said


def test_what_follows_from_a_denial() -> None:
    known = memory(saw("away", value=False, by="teacher"))
    assert known.bits == {"away": AGAINST, "gone": AGAINST}
    assert known.numbers["hours"] == exact(0)


def test_more_than_a_limit_has_its_own_consequence() -> None:
    assert memory(saw("share", 20.0)).bits == {"gone": AGAINST}
    assert memory(saw("share", 0.0)).bits == {}


def test_one_voice_contradicting_another_by_what_follows_is_kept() -> None:
    known = memory(saw("away", value=False, by="parent"), saw("gone", value=True, by="teacher"))
    assert known.bits == {"away": BOTH, "gone": BOTH}


def test_a_later_value_of_the_same_voice_replaces_what_followed() -> None:
    known = memory(saw("gone", value=True, by="parent", day=AUGUST), saw("away", value=False, by="parent", day=OCTOBER))
    assert known.bits == {"away": AGAINST, "gone": AGAINST}


def test_what_was_replaced_later_implies_nothing_any_more() -> None:
    """A denial that was taken back went on saying that the pupil had not stopped coming."""
    known = memory(saw("away", value=False, by="parent", day=AUGUST), saw("away", value=True, by="parent", day=OCTOBER))
    assert known.bits == {"away": FOR}
    assert "hours" not in known.numbers


def test_a_number_that_was_replaced_later_implies_nothing_any_more() -> None:
    assert memory(saw("share", 20.0, "ib", AUGUST), saw("share", 0.0, "ib", OCTOBER)).bits == {}


def test_a_number_that_someone_gave_goes_before_one_that_follows_from_another_voice() -> None:
    """A parent's later "never away" wiped out the hours that the school had counted."""
    known = memory(saw("hours", 20.0, "teacher", AUGUST), saw("away", value=False, by="parent", day=OCTOBER))
    assert known.numbers["hours"] == exact(20)


def test_the_same_voice_may_replace_its_number_by_what_follows_later() -> None:
    known = memory(saw("hours", 20.0, "teacher", AUGUST), saw("away", value=False, by="teacher", day=OCTOBER))
    assert known.numbers["hours"] == exact(0)


@pytest.mark.parametrize("turn", [1, -1], ids=["one way", "the other way"])
def test_two_reasons_for_one_consequence_are_told_alike_in_any_order(turn: int) -> None:
    """Of two facts with the same consequence the one that was written last was shown as its reason."""
    said = [saw("share", 20.0, "parent"), saw("away", value=False, by="parent")][::turn]
    (only,) = memory(*said).standing["gone"]
    assert only.implied_by == "away"


# --- what the school has ---


def test_what_the_school_has_counts_for_every_pupil() -> None:
    school = replace(KNOWLEDGE, provisions={"provision.group": True})
    assert memory(knowledge=school).bits["provision.group"] == FOR


def test_a_case_may_say_otherwise_of_what_the_school_has() -> None:
    school = replace(KNOWLEDGE, provisions={"provision.group": True})
    assert memory(saw("provision.group", value=False), knowledge=school).bits["provision.group"] == AGAINST


@pytest.mark.parametrize(
    "said", [saw("provision.group", None), saw("provision.group", value=False, day=date(2026, 1, 1))], ids=["unknown", "later"]
)
def test_what_the_school_has_stands_while_the_case_says_nothing_of_it(said: Observation) -> None:
    school = replace(KNOWLEDGE, provisions={"provision.group": True})
    assert memory(said, knowledge=school).bits["provision.group"] == FOR


# --- trying answers ---


@pytest.mark.parametrize(
    "answer",
    [
        saw("away", value=True, by="parent", day=TODAY),
        saw("away", value=False, by="teacher", day=TODAY),
        saw("hours", 3.0, "ib", TODAY),
        saw("share", 0.0, "ib", TODAY),
        saw("skill", "II", "ib", TODAY),
        saw("unsafe", None),
    ],
    ids=lambda o: f"{o.fact} {o.value}",
)
def test_telling_more_means_the_same_as_remembering_it_all(answer: Observation) -> None:
    before = (
        saw("away", value=False, by="parent", day=AUGUST),
        saw("share", 20.0, "ib", AUGUST),
        saw("skill", "III", "teacher", SEPTEMBER),
        saw("unsafe", value=True, by="pupil"),
    )
    after, _ = told(KNOWLEDGE, memory(*before), [answer])
    whole = memory(*before, answer)
    assert (after.standing, after.bits, after.texts, after.numbers, after.asked) == (
        whole.standing,
        whole.bits,
        whole.texts,
        whole.numbers,
        whole.asked,
    )
