"""What people set aside: counted by step, most often first, with reasons and without names."""

from __future__ import annotations

from datetime import date

from engine.impact.overrides import overrides_in
from engine.model.case import Case, Event, Observation
from engine.model.overrides import SetAside

DAY = date(2025, 11, 3)


def event(node: str, state: str = "overridden", because: str = "", chose: str = "make_plan") -> Event:
    override = {"because": because or "eerst rust", "chose": chose} if state == "overridden" else {}
    return Event("underachievement", node, DAY, state, **override)  # type: ignore[arg-type]


def case(id_: str, *events: Event, who: str | None = None) -> Case:
    said = (Observation("wellbeing.sad", value=True, by="teacher", who=who),) if who else ()
    return Case(id_, DAY, said, events)


def test_the_step_that_is_set_aside_most_comes_first() -> None:
    found = overrides_in([case("a", event("establish"), event("exclude")), case("b", event("exclude")), case("c")])
    assert [(s.node, s.times, s.cases) for s in found.steps] == [("exclude", 2, 2), ("establish", 1, 1)]
    assert (found.cases, found.out_of) == (2, 3)


def test_how_often_a_step_came_up_at_all_is_counted() -> None:
    found = overrides_in([case("a", event("exclude")), case("b", event("exclude", "done")), case("c", event("establish", "done"))])
    assert [s.came_up for s in found.steps] == [2]


def test_what_was_chosen_instead_is_counted() -> None:
    found = overrides_in([case("a", event("exclude", chose="close")), case("b", event("exclude")), case("c", event("exclude"))])
    assert found.steps[0].instead == (("make_plan", 2), ("close", 1))


def test_reasons_are_given_once_and_in_order() -> None:
    found = overrides_in([case("a", event("exclude", because="te vroeg")), case("b", event("exclude", because="al bekend"))] * 2)
    assert found.steps[0].reasons == ("al bekend", "te vroeg")


def test_no_name_stays_in_a_reason() -> None:
    """Neither the pseudonym of the case, nor who spoke in it."""
    found = overrides_in([case("jaimo", event("exclude", because="Jaimo wil niet, zegt mevrouw De Wit"), who="De Wit")])
    assert found.steps[0].reasons == ("… wil niet, zegt mevrouw …",)


def test_part_of_a_word_is_no_name() -> None:
    found = overrides_in([case("rust", event("exclude", because="onrust eerst"))])
    assert found.steps[0].reasons == ("onrust eerst",)


def test_without_overrides_there_is_nothing_to_tell() -> None:
    steps: tuple[SetAside, ...] = overrides_in([case("a", event("exclude", "done"))]).steps
    assert steps == ()
