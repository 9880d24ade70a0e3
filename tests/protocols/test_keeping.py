"""What was recorded is kept and told, whatever the rules of today make of it; and routes that run beside and into each other."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.case import Case, Event, Observation
from engine.model.plan import Plan, TaskState
from engine.rendering.plan_print import plan_json, plan_text
from engine.service import Wegwijzer, open_wegwijzer

MONDAY, LATER, TODAY = date(2025, 9, 1), date(2025, 10, 13), date(2025, 11, 3)


@pytest.fixture(scope="module")
def base() -> Wegwijzer:
    return open_wegwijzer()


def plan_of(base: Wegwijzer, *events: Event, facts: dict[str, object] | None = None) -> Plan:
    said = tuple(Observation(fact, value, "teacher") for fact, value in (facts or {}).items())  # type: ignore[arg-type]
    return base.plan(Case("x", TODAY, said, events))


def state(plan: Plan, name: str) -> TaskState:
    protocol, _, node = name.partition(".")
    (found,) = [t for t in plan.tasks if (t.protocol, t.node) == (protocol, node)]
    return found


# --- kept and told ---

OLDER_TASK = Event("safety_net", "phone_home", MONDAY)  # a task that these rules no longer have
OLDER_ROUTE = Event("plus_class", "begin", MONDAY)


@pytest.mark.parametrize("event", [OLDER_TASK, OLDER_ROUTE], ids=["task", "protocol"])
def test_an_event_of_an_older_version_of_the_rules_is_kept_and_told(base: Wegwijzer, event: Event) -> None:
    plan = plan_of(base, event, Event("safety_net", "intake", LATER))
    assert plan.unplaced == (event,)
    assert state(plan, "safety_net.intake").state == "done"
    assert f"Vastgelegd onder andere regels: {event.protocol}.{event.node} (1 september 2025)" in plan_text(plan, base.base.knowledge)
    assert f'"event": "{event.protocol}.{event.node}"' in plan_json(plan, base.base.knowledge)


def test_an_event_before_its_turn_is_kept_and_told(base: Wegwijzer) -> None:
    early = Event("safety_net", "temporary_place", MONDAY)
    plan = plan_of(base, early, Event("safety_net", "intake", LATER))
    assert early in plan.out_of_order
    assert state(plan, "safety_net.temporary_place").rounds == 1
    assert "Gedaan voordat het aan de beurt was: safety_net.temporary_place" in plan_text(plan, base.base.knowledge)


def test_events_in_their_order_are_not_told_as_strange(base: Wegwijzer) -> None:
    plan = plan_of(base, Event("safety_net", "intake", MONDAY), Event("safety_net", "temporary_place", LATER), facts={"absence.full": True})
    assert (plan.unplaced, plan.out_of_order) == ((), ())


_PLACES = [
    ("safety_net", "intake"),
    ("safety_net", "temporary_place"),
    ("underachievement", "carry_out"),
    ("underachievement", "evaluate"),
    ("peer_group", "review"),
    ("safety_net", "phone_home"),
    ("plus_class", "begin"),
]
_EVENTS = st.builds(
    lambda place, day, how: Event(place[0], place[1], day, how),
    st.sampled_from(_PLACES),
    st.dates(date(2025, 1, 1), date(2025, 12, 31)),
    st.sampled_from(["done", "started", "overridden"]),
)


@given(st.lists(_EVENTS, max_size=20))
def test_every_event_is_found_again_in_the_plan_as_a_round_a_state_or_a_stray(base: Wegwijzer, events: list[Event]) -> None:
    plan = plan_of(base, *events)
    seen = [e for e in events if e.date <= TODAY]
    known = base.base.knowledge.protocols
    strays = [e for e in seen if e.protocol not in known or e.node not in known[e.protocol].tasks]
    assert Counter(plan.unplaced) == Counter(strays)
    placed = [e for e in seen if e not in strays]
    rounds = Counter((e.protocol, e.node) for e in placed if e.state == "done")
    assert {(t.protocol, t.node): t.rounds for t in plan.tasks if t.rounds} == dict(rounds)
    touched = {(t.protocol, t.node) for t in plan.tasks if t.state not in ("possible", "closed", "skipped")}
    assert {(e.protocol, e.node) for e in placed} <= touched


@given(st.lists(_EVENTS, max_size=8, unique_by=lambda e: e.date), st.randoms(use_true_random=False))
def test_events_of_different_days_may_be_written_in_any_order(base: Wegwijzer, events: list[Event], chance: object) -> None:
    shuffled = list(events)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert {(t.protocol, t.node, t.state, t.start, t.due, t.rounds) for t in plan_of(base, *events).tasks} == {
        (t.protocol, t.node, t.state, t.start, t.due, t.rounds) for t in plan_of(base, *shuffled).tasks
    }


# --- beside and into each other ---


def test_parallel_branches_run_beside_each_other_each_with_its_own_role_and_term(base: Wegwijzer) -> None:
    plan = plan_of(base, Event("safety_net", "intake", MONDAY), Event("safety_net", "temporary_place", LATER, "started"))
    place, school = state(plan, "safety_net.temporary_place"), state(plan, "safety_net.strengthen_context")
    assert (place.state, place.due) == ("started", date(2026, 1, 5))
    assert (school.state, school.due) == ("open", date(2026, 1, 5))
    assert place.role != school.role


def test_one_branch_that_ends_leaves_the_other_open(base: Wegwijzer) -> None:
    plan = plan_of(base, Event("safety_net", "intake", MONDAY), Event("safety_net", "strengthen_context", LATER))
    assert state(plan, "safety_net.strengthen_context").state in ("done", "deciding")
    assert state(plan, "safety_net.temporary_place").state == "open"


def test_an_escalation_opens_the_heavier_route_from_the_day_of_the_decision(base: Wegwijzer) -> None:
    plan = plan_of(base, Event("absence_route", "safety_net", LATER))
    intake = state(plan, "safety_net.intake")
    assert (intake.state, intake.start) == ("open", None)  # its term counts from the first day of absence, which nobody recorded
    assert "safety_net" in plan.protocols
    assert any(reason.event and reason.event.node == "safety_net" for reason in intake.because)


def test_a_return_opens_a_step_of_the_lighter_route_again(base: Wegwijzer) -> None:
    plan = plan_of(
        base,
        Event("underachievement", "carry_out", MONDAY),
        Event("underachievement", "evaluate", date(2025, 9, 15)),
        Event("peer_group", "close", LATER),
    )
    again = state(plan, "underachievement.evaluate")
    assert (again.state, again.start, again.due, again.rounds) == ("open", LATER, date(2025, 11, 24), 1)


def test_a_route_inside_another_runs_to_its_end_and_the_outer_one_keeps_its_own_place(base: Wegwijzer) -> None:
    outer = Event("underachievement", "find_causes", MONDAY)
    plan = plan_of(base, outer, Event("motivation_intervention", "intake", LATER))
    assert {"underachievement", "motivation_intervention"} <= set(plan.protocols)
    assert state(plan, "motivation_intervention.intake").state == "done"
    assert state(plan, "underachievement.make_plan").state == "open"
