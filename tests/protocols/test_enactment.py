"""What is open on a day: every sentence of the contract on protocols, by routes of a few tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

from engine.decision.deciding import decide
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.knowledge.compiler import compile_knowledge
from engine.language.parser import parse
from engine.model.advice import Step
from engine.model.case import Case, Event, Observation
from engine.model.protocol import Protocol, Task, TaskType, Term, Transition
from engine.model.rules import Condition
from engine.protocols.enactment import next_steps
from tests.vocabulary import HERE, NO_LABEL, NOWHERE, VOCABULARY, task

MONDAY, TUESDAY, NEXT_MONDAY = date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 10)
TODAY = date(2025, 3, 17)

Facts = Mapping[str, bool | str | list[bool]]


def when(text: str) -> Condition:
    return Condition(parse(text), HERE)


def to(name: str, condition: str = "", *, otherwise: bool = False, on_start: bool = False) -> Transition:
    """Make a way onward."""
    return Transition(name, when(condition) if condition else None, otherwise, on_start, False, False, None, HERE)  # noqa: FBT003 - neither escalates nor returns


def node(name: str, *onward: Transition, type_: TaskType = "action", term: Term | None = None, condition: str = "") -> Task:
    """Make a task."""
    return replace(task(name), type=type_, transitions=onward, term=term, when=when(condition) if condition else None)


def weeks(amount: float, *, at_most: bool = False, start: str = "") -> Term:
    return Term(amount, "weeks", at_most, (start,) if start else (), f"{amount} weeks", HERE)


def route(*tasks: Task, name: str = "route", trigger: str = "a", unless: str = "") -> Protocol:
    exception = when(unless) if unless else None
    return Protocol(name, NO_LABEL, when(trigger), {t.id: t for t in tasks}, HERE, NOWHERE, exception)


State = Literal["done", "started", "overridden"]


def event(name: str, day: date = MONDAY, state: State = "done", *, chose: str | None = None, protocol: str = "route") -> Event:
    return Event(protocol, name, day, state, chose=chose)


def steps(
    protocols: Protocol | Sequence[Protocol], facts: Facts | None = None, events: Sequence[Event] = (), as_of: date = TODAY
) -> dict[str, Step]:
    """Give the open steps by name; `a` triggers the route unless the facts say otherwise."""
    routes = [protocols] if isinstance(protocols, Protocol) else list(protocols)
    inference = Inference(base := compile_knowledge(replace(VOCABULARY, protocols={p.id: p for p in routes})), ForwardEngine(base))
    said = []
    for fact, value in ({"a": True} if facts is None else facts).items():
        said += [Observation(fact, v, f"voice{i}") for i, v in enumerate(value if isinstance(value, list) else [value])]
    decision = decide(inference, inference.infer(Case("x", as_of, tuple(said), tuple(events)), as_of))
    return {f"{s.protocol}.{s.node}": s for s in next_steps(decision.conclusions)}


BEGIN = node("begin", to("talk"), type_="start", condition="a")
CHAIN = route(BEGIN, node("talk", to("plan"), term=weeks(2)), node("plan"))

# --- starting ---


def test_a_protocol_starts_when_its_trigger_holds() -> None:
    assert set(steps(CHAIN)) == {"route.talk"}


@pytest.mark.parametrize("facts", [{}, {"a": False}], ids=["unknown", "denied"])
def test_without_its_trigger_a_protocol_asks_nothing(facts: Facts) -> None:
    assert steps(CHAIN, facts) == {}


def test_one_voice_is_enough_to_start_a_protocol() -> None:
    assert set(steps(CHAIN, {"a": [True, False]})) == {"route.talk"}


def test_a_protocol_starts_at_its_first_event_though_nothing_triggered_it() -> None:
    assert set(steps(CHAIN, {}, [event("talk")])) == {"route.plan"}


def test_an_event_after_the_day_of_asking_starts_nothing() -> None:
    assert steps(CHAIN, {}, [event("talk", date(2025, 4, 1))]) == {}


def test_a_start_and_an_end_are_never_steps() -> None:
    whole = route(BEGIN, node("talk", to("end")), node("end", type_="end"))
    assert set(steps(whole)) == {"route.talk"}
    assert steps(whole, {"a": True}, [event("talk")]) == {}


def test_a_start_whose_condition_does_not_hold_opens_nothing() -> None:
    two = route(BEGIN, node("other", to("plan"), type_="start", condition="b"), node("talk"), node("plan"))
    assert set(steps(two)) == {"route.talk"}


def test_a_task_that_no_other_leads_to_opens_with_the_protocol() -> None:
    loose = route(node("talk"), node("plan"))
    assert set(steps(loose)) == {"route.talk", "route.plan"}


def test_a_task_that_no_other_leads_to_waits_for_its_own_condition() -> None:
    loose = route(node("talk", condition="b"), node("plan"))
    assert set(steps(loose)) == {"route.plan"}
    assert set(steps(loose, {"a": True, "b": True})) == {"route.plan", "route.talk"}


@pytest.mark.parametrize("first", [[BEGIN], []], ids=["with a start", "without"])
def test_a_protocol_that_does_not_concern_the_pupil_asks_nothing(first: list[Task]) -> None:
    spared = route(*first, node("talk"), unless="c")
    assert set(steps(spared)) == {"route.talk"}
    assert steps(spared, {"a": True, "c": True}) == {}


# --- what is open ---


def test_a_task_is_open_once_a_task_before_it_is_done() -> None:
    assert set(steps(CHAIN, None, [event("talk")])) == {"route.plan"}


def test_a_started_task_stays_among_the_steps_until_it_is_done() -> None:
    assert steps(CHAIN, None, [event("talk", state="started")])["route.talk"].state == "started"
    assert "route.talk" not in steps(CHAIN, None, [event("talk", state="started"), event("talk", TUESDAY)])


def test_a_started_task_does_not_open_what_follows_it() -> None:
    assert "route.plan" not in steps(CHAIN, None, [event("talk", state="started")])


BESIDE = route(BEGIN, node("talk", to("review", on_start=True)), node("review", term=weeks(6)))


def test_a_task_may_open_as_soon_as_another_has_started() -> None:
    assert set(steps(BESIDE, None, [event("talk", state="started")])) == {"route.talk", "route.review"}


def test_what_was_only_noted_as_done_has_started_too() -> None:
    assert set(steps(BESIDE, None, [event("talk")])) == {"route.review"}


def test_it_counts_from_the_start_though_the_other_was_done_later() -> None:
    review = steps(BESIDE, None, [event("talk", MONDAY, "started"), event("talk", NEXT_MONDAY)])["route.review"]
    assert (review.start, review.due) == (MONDAY, date(2025, 4, 14))


def test_a_task_opens_when_any_task_before_it_is_done() -> None:
    joined = route(BEGIN, node("talk", to("plan")), node("visit", to("plan")), node("plan"))
    assert "route.plan" in steps(joined, None, [event("visit")])


def test_several_ways_onward_open_together() -> None:
    split = route(BEGIN, node("talk", to("plan"), to("visit")), node("plan"), node("visit"))
    assert set(steps(split, None, [event("talk")])) == {"route.plan", "route.visit"}


# --- forks ---

FORK = route(BEGIN, node("talk", to("plan", "b"), to("visit", "not(b)")), node("plan"), node("visit"))


def test_a_guard_that_is_true_opens_its_way() -> None:
    assert set(steps(FORK, {"a": True, "b": True}, [event("talk")])) == {"route.plan"}


@pytest.mark.parametrize("b", [{}, {"b": [True, False]}], ids=["unknown", "contradictory"])
def test_a_fork_that_is_not_decided_is_itself_the_open_step(b: Facts) -> None:
    found = steps(FORK, {"a": True, **b}, [event("talk")])
    assert {name: step.state for name, step in found.items()} == {"route.talk": "deciding"}


def test_a_fork_that_is_not_decided_has_no_term_any_more() -> None:
    """The talk was held in time; that nobody can say yet what follows is not late."""
    fork = route(BEGIN, node("talk", to("plan")), node("plan", to("visit", "b"), term=weeks(1)), node("visit"))
    deciding = steps(fork, None, [event("talk"), event("plan", TUESDAY)], date(2025, 12, 1))["route.plan"]
    assert (deciding.start, deciding.due, deciding.overdue) == (MONDAY, None, False)


def test_people_who_went_on_leave_the_fork_behind() -> None:
    assert set(steps(FORK, None, [event("talk"), event("plan", TUESDAY)])) == set()


OTHERWISE = route(BEGIN, node("talk", to("plan", "b"), to("visit", otherwise=True)), node("plan"), node("visit"))


def test_otherwise_is_taken_when_all_others_are_false() -> None:
    assert set(steps(OTHERWISE, {"a": True, "b": False}, [event("talk")])) == {"route.visit"}


@pytest.mark.parametrize("b", [{}, {"b": [True, False]}], ids=["unknown", "contradictory"])
def test_otherwise_is_not_taken_while_another_could_still_be_true(b: Facts) -> None:
    assert set(steps(OTHERWISE, {"a": True, **b}, [event("talk")])) == {"route.talk"}


DECISION = route(
    node("begin", to("choose"), type_="start", condition="a"),
    node("choose", to("plan", "b"), to("visit", "not(b)"), type_="decision"),
    node("plan"),
    node("visit"),
)


def test_a_decision_that_the_facts_have_taken_is_passed_without_an_event() -> None:
    assert set(steps(DECISION, {"a": True, "b": True})) == {"route.plan"}
    assert set(steps(DECISION, {"a": True, "b": False})) == {"route.visit"}


@pytest.mark.parametrize("b", [{}, {"b": [True, False]}], ids=["unknown", "contradictory"])
def test_a_decision_that_rests_on_what_is_unknown_is_itself_the_step(b: Facts) -> None:
    assert steps(DECISION, {"a": True, **b})["route.choose"].state == "deciding"


def test_what_a_passed_decision_opens_counts_from_the_event_before_it() -> None:
    passed = route(
        BEGIN,
        node("talk", to("choose")),
        node("choose", to("plan", "b"), to("visit", "not(b)"), type_="decision"),
        node("plan", term=weeks(1)),
        node("visit"),
    )
    assert steps(passed, {"a": True, "b": True}, [event("talk")])["route.plan"].start == MONDAY


# --- setting aside ---


def test_an_override_opens_the_task_that_was_chosen() -> None:
    found = steps(CHAIN, None, [event("talk", TUESDAY, "overridden", chose="plan")])
    assert {name: step.start for name, step in found.items()} == {"route.plan": TUESDAY}


def test_an_override_ends_what_had_started() -> None:
    assert "route.talk" not in steps(CHAIN, None, [event("talk", state="started"), event("talk", TUESDAY, "overridden", chose="plan")])


def test_what_was_set_aside_may_be_done_after_all() -> None:
    assert set(steps(CHAIN, None, [event("talk", MONDAY, "overridden", chose="plan"), event("talk", TUESDAY)])) == {"route.plan"}


def test_an_override_without_another_choice_only_sets_aside() -> None:
    assert steps(CHAIN, None, [event("talk", MONDAY, "overridden")]) == {}


# --- loops and order ---

LOOP = route(BEGIN, node("talk", to("plan")), node("plan", to("talk", "not(b)"), to("end", "b")), node("end", type_="end"))


def test_a_loop_opens_a_task_that_was_done_before() -> None:
    found = steps(LOOP, {"a": True, "b": False}, [event("talk"), event("plan", TUESDAY)])
    assert {name: step.start for name, step in found.items()} == {"route.talk": TUESDAY}


def test_the_second_round_opens_what_follows_again() -> None:
    events = [event("talk"), event("plan", TUESDAY), event("talk", NEXT_MONDAY)]
    found = steps(LOOP, {"a": True, "b": False}, events)
    assert {name: step.start for name, step in found.items()} == {"route.plan": NEXT_MONDAY}


def test_a_task_that_leads_to_itself_opens_again() -> None:
    weekly = route(BEGIN, node("talk", to("talk"), term=weeks(1)))
    again = steps(weekly, None, [event("talk", MONDAY), event("talk", NEXT_MONDAY)])["route.talk"]
    assert (again.start, again.due) == (NEXT_MONDAY, date(2025, 3, 17))


def test_events_of_one_day_keep_the_order_of_the_file() -> None:
    facts: Facts = {"a": True, "b": False}
    assert set(steps(LOOP, facts, [event("talk"), event("plan")])) == {"route.talk"}
    assert set(steps(LOOP, facts, [event("plan"), event("talk")])) == {"route.plan"}


def test_events_that_are_written_out_of_order_are_replayed_by_their_days() -> None:
    assert set(steps(LOOP, {"a": True, "b": False}, [event("plan", TUESDAY), event("talk", MONDAY)])) == {"route.talk"}


# --- from one protocol to another ---

OTHER = route(node("visit", to("report"), term=weeks(1)), node("report"), name="other", trigger="d")


def test_a_way_may_lead_into_another_protocol_that_nothing_triggered() -> None:
    crossing = route(BEGIN, node("talk", to("other.visit")))
    found = steps([crossing, OTHER], None, [event("talk")])
    assert {name: step.start for name, step in found.items()} == {"other.visit": MONDAY}


def test_what_was_done_in_the_other_protocol_since_counts() -> None:
    crossing = route(BEGIN, node("talk", to("other.visit")))
    assert set(steps([crossing, OTHER], None, [event("talk"), event("visit", TUESDAY, protocol="other")])) == {"other.report"}


# --- since when, until when ---


def test_a_step_counts_from_the_event_that_opened_it() -> None:
    timed = route(BEGIN, node("talk", to("plan")), node("plan", term=weeks(2)))
    plan = steps(timed, None, [event("talk")])["route.plan"]
    assert (plan.start, plan.due) == (MONDAY, TODAY)


def test_without_an_event_before_it_there_is_no_day_and_no_term() -> None:
    talk = steps(CHAIN)["route.talk"]
    assert (talk.start, talk.due, talk.overdue) == (None, None, False)


NAMED = route(BEGIN, node("talk", term=weeks(2, start="day")))


def test_a_term_may_count_from_the_fact_that_the_task_names() -> None:
    talk = steps(NAMED, {"a": True, "day": "2025-03-03"})["route.talk"]
    assert (talk.start, talk.due) == (MONDAY, TODAY)


def test_while_the_named_fact_is_unknown_there_is_no_term() -> None:
    talk = steps(NAMED)["route.talk"]
    assert (talk.start, talk.due, talk.overdue) == (None, None, False)


@pytest.mark.parametrize(("as_of", "overdue"), [(TODAY, False), (date(2025, 3, 18), True)], ids=["on the day", "a day later"])
def test_overdue_is_later_than_due(as_of: date, overdue: bool) -> None:  # noqa: FBT001 - a table of the test
    assert steps(NAMED, {"a": True, "day": "2025-03-03"}, as_of=as_of)["route.talk"].overdue is overdue


TOLD = route(BEGIN, node("talk", term=weeks(2, start="b")))
TOLD_OR = route(BEGIN, node("talk", term=replace(weeks(2), start=("b", "c"))))


def started_on(protocol: Protocol, *said: Observation) -> date | None:
    """Give the day from which the talk of a route counts, when this was said besides what opens the route."""
    inference = Inference(base := compile_knowledge(replace(VOCABULARY, protocols={protocol.id: protocol})), ForwardEngine(base))
    case = Case("x", TODAY, (Observation("a", value=True), *said), ())
    return next(s.start for s in next_steps(decide(inference, inference.infer(case, TODAY)).conclusions))


def says(fact: str, day: date, *, value: bool = True, by: str = "teacher") -> Observation:
    return Observation(fact, value=value, by=by, date=day)


def test_saying_the_same_again_does_not_begin_a_term_anew() -> None:
    assert started_on(TOLD, says("b", MONDAY), says("b", NEXT_MONDAY)) == MONDAY


def test_of_what_several_people_say_the_first_day_counts() -> None:
    assert started_on(TOLD, says("b", NEXT_MONDAY), says("b", TUESDAY, by="parent")) == TUESDAY


def test_taking_it_back_and_saying_it_again_begins_a_term_anew() -> None:
    assert started_on(TOLD, says("b", MONDAY), says("b", TUESDAY, value=False), says("b", NEXT_MONDAY)) == NEXT_MONDAY


def test_the_day_of_who_no_longer_stands_by_it_does_not_count() -> None:
    taken_back = says("b", MONDAY, by="parent"), says("b", TUESDAY, value=False, by="parent")
    assert started_on(TOLD, *taken_back, says("b", NEXT_MONDAY)) == NEXT_MONDAY


@pytest.mark.parametrize(("b", "c"), [(MONDAY, NEXT_MONDAY), (NEXT_MONDAY, MONDAY)], ids=["the first", "the second"])
def test_of_several_facts_the_earliest_day_counts(b: date, c: date) -> None:
    assert started_on(TOLD_OR, says("b", b), says("c", c)) == MONDAY


def test_one_of_several_facts_is_enough_for_a_term() -> None:
    assert started_on(TOLD_OR, says("c", NEXT_MONDAY)) == NEXT_MONDAY


LASTING = route(BEGIN, node("talk", to("place")), node("place", term=weeks(12, at_most=True)))


def test_what_may_last_so_long_has_no_term_before_it_has_started() -> None:
    assert steps(LASTING, None, [event("talk")])["route.place"].due is None


def test_what_may_last_so_long_counts_from_the_day_it_started() -> None:
    place = steps(LASTING, None, [event("talk"), event("place", NEXT_MONDAY, "started")])["route.place"]
    assert (place.start, place.due) == (NEXT_MONDAY, date(2025, 6, 2))


def test_a_started_task_keeps_the_term_that_it_had() -> None:
    """Starting late does not buy time."""
    timed = route(BEGIN, node("talk", to("plan")), node("plan", term=weeks(2)))
    plan = steps(timed, None, [event("talk"), event("plan", NEXT_MONDAY, "started")])["route.plan"]
    assert (plan.start, plan.due) == (MONDAY, TODAY)


def test_a_task_that_was_started_out_of_the_blue_counts_from_its_start() -> None:
    timed = route(BEGIN, node("talk", to("plan")), node("plan", term=weeks(2)))
    plan = steps(timed, None, [event("plan", NEXT_MONDAY, "started")])["route.plan"]
    assert (plan.start, plan.due) == (NEXT_MONDAY, date(2025, 3, 24))


def test_steps_that_are_overdue_come_first_and_then_those_that_are_due_soonest() -> None:
    many = route(
        node("later", term=weeks(9, start="day")),
        node("never"),
        node("late", term=weeks(1, start="day")),
        node("soon", term=weeks(4, start="day")),
    )
    found = steps(many, {"a": True, "day": "2025-03-03"})
    assert [name.removeprefix("route.") for name in found] == ["late", "soon", "later", "never"]
