"""Why: each reason is enough by itself, no part of it is, and its tree goes down to what people said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations

import pytest

from engine.diagnostics import KnowledgeError
from engine.explanation.looking import Look, Looker
from engine.explanation.subjects import Concluded, Subject, subject_of
from engine.explanation.sufficient import minimal_sets
from engine.explanation.trees import leaves
from engine.explanation.why import reasons_for
from engine.inference.truth import AGAINST, FOR
from engine.model.case import Case, Event, Observation
from engine.model.explanation import Explanation, SufficientReason
from engine.model.knowledge import Knowledge
from engine.service import Wegwijzer
from tests.explanation.dealing import HANDS

TODAY = date(2025, 11, 3)
SMALL = 6  # reasons up to this size have all their parts tried; of larger ones what is left without any one thing


def ids(k: Knowledge) -> Iterator[str]:
    """Give everything that can be explained."""
    for table in (k.findings, k.needs, k.alerts, k.hypotheses):
        yield from table
    yield from (f"intervention:{id_}" for id_ in k.interventions)
    yield from (f"protocol:{id_}" for id_ in k.protocols)
    yield from ("support", *(f"support.{layer}" for layer in k.layers))
    yield from (f"{p.id}.{task}" for p in k.protocols.values() for task in p.tasks)


def looker(wegwijzer: Wegwijzer, case: Case) -> Looker:
    return Looker(wegwijzer.inference, case, case.as_of or TODAY)


def sides(subject: Subject, look: Look) -> Iterator[Subject]:
    """Give what is asked of a subject: of what is disputed what speaks for it, and what speaks against it."""
    if not isinstance(subject, Concluded):
        yield subject
        return
    if subject.holds(look):
        yield subject.on(FOR)
    if subject.verdict(look) in ("false", "contradictory"):
        yield subject.on(AGAINST)


def things(reason: SufficientReason) -> list[Observation | Event]:
    return [*reason.observations, *reason.events]


def gives(found: Looker, subject: Subject, some: Iterable[Observation | Event]) -> object:
    """Tell what is concluded when nothing is known but these."""
    kept = list(some)
    look = found.only((t for t in kept if isinstance(t, Observation)), (t for t in kept if isinstance(t, Event)))
    return subject.outcome(look)


def parts(some: list[Observation | Event]) -> Iterator[tuple[Observation | Event, ...]]:
    sizes = range(len(some)) if len(some) <= SMALL else [len(some) - 1]
    return (part for size in sizes for part in combinations(some, size))


Reasons = list[tuple[str, Subject, object, tuple[SufficientReason, ...]]]


def reasons_of_all(wegwijzer: Wegwijzer, found: Looker) -> Reasons:
    """Give for every id what is concluded, and the reasons that are told for it."""
    subjects = [(name, s) for name in ids(wegwijzer.base.knowledge) for s in sides(subject_of(wegwijzer.base.knowledge, name), found.whole)]
    return [(name, s, s.outcome(found.whole), reasons_for(found, s)[0]) for name, s in subjects]


@pytest.mark.parametrize("hand", HANDS)
def test_the_leaves_are_enough_and_no_part_of_them_is(wegwijzer: Wegwijzer, dealt: list[list[Case]], hand: int) -> None:
    """For every id: findings, hypotheses, needs, alerts, layers, interventions, protocols and steps.

    The reason is what the tree's leaves are: nothing in the tree that is not needed, nothing needed that it does not tell.
    """
    told = 0
    for case in dealt[hand]:
        found = looker(wegwijzer, case)
        for name, subject, outcome, reasons in reasons_of_all(wegwijzer, found):
            assert outcome is None or reasons, (case.id, name)
            for reason in reasons:
                told += 1
                assert gives(found, subject, things(reason)) == outcome, (case.id, name)
                assert all(gives(found, subject, part) != outcome for part in parts(things(reason))), (case.id, name)
                assert_the_tree_tells(reason, f"{case.id} {name}")
    assert told > 0


def assert_the_tree_tells(reason: SufficientReason, where: str) -> None:
    told = {leaf.observation or leaf.event for leaf in leaves(reason.tree)}
    assert {_voice(t) for t in told} == {_voice(t) for t in things(reason)}, where
    assert {t for t in told if not (isinstance(t, Observation) and t.implied_by)} <= set(things(reason)), where


def test_an_intervention_that_was_chosen_beside_others_has_a_reason(wegwijzer: Wegwijzer) -> None:
    """One was without, when with less known another would have taken its place."""
    case = next(c for c in wegwijzer.vignettes() if c.id == "cov-oorzaak-is-twijfel")
    proposed = [i.id for i in wegwijzer.advise(case).interventions]
    assert proposed
    assert all(wegwijzer.explain(case, f"intervention:{id_}").reasons for id_ in proposed)


def _voice(thing: Observation | Event | None) -> object:
    """Give who spoke when: what follows from something is said by the same voice."""
    return (thing.by, thing.who, thing.date) if isinstance(thing, Observation) else thing


def said(fact: str, value: bool | float | str, by: str | None = None) -> Observation:  # noqa: FBT001 - a value as said
    return Observation(fact, value, by, None, TODAY)


def explained(wegwijzer: Wegwijzer, name: str, *observations: Observation, events: tuple[Event, ...] = ()) -> Explanation:
    return wegwijzer.explain(Case("x", TODAY, observations, events), name)


def facts(reason: SufficientReason) -> set[str]:
    return {o.fact for o in reason.observations}


def test_independent_reasons_are_each_told(wegwijzer: Wegwijzer) -> None:
    e = explained(
        wegwijzer, "signal.pressure", said("pressure.ashamed_of_level", value=True), said("pressure.compares_with_others", value=True)
    )
    assert {frozenset(facts(r)) for r in e.reasons} == {
        frozenset({"pressure.ashamed_of_level"}),
        frozenset({"pressure.compares_with_others"}),
    }


def test_a_number_of_signs_gives_every_pair_that_is_enough(wegwijzer: Wegwijzer) -> None:
    signs = ("wellbeing.sad", "wellbeing.poor_sleep", "behaviour.withdraws")
    e = explained(wegwijzer, "signal.distress", *(said(s, value=True) for s in signs))
    assert {frozenset(facts(r)) for r in e.reasons} == {frozenset(pair) for pair in combinations(signs, 2)}
    assert not e.more


def test_the_first_few_reasons_are_told_and_on_request_all_of_them(wegwijzer: Wegwijzer) -> None:
    signs = ("wellbeing.sad", "wellbeing.poor_sleep", "behaviour.withdraws", "behaviour.outbursts", "behaviour.restless")
    case = Case("x", TODAY, tuple(said(s, value=True) for s in signs), ())
    first, whole = wegwijzer.explain(case, "signal.distress"), wegwijzer.explain(case, "signal.distress", whole=True)
    assert (len(first.reasons), first.more) == (6, True)
    assert not whole.more
    assert set(first.reasons) < set(whole.reasons)


def test_what_is_false_says_what_is_enough_for_that(wegwijzer: Wegwijzer) -> None:
    e = explained(wegwijzer, "signal.dropout", said("absence.full", value=False, by="parent"))
    assert (e.verdict, e.holds) == ("false", False)
    assert [facts(r) for r in e.reasons] == [{"absence.full"}]


def test_what_follows_from_another_fact_is_told_by_what_was_said(wegwijzer: Wegwijzer) -> None:
    e = explained(wegwijzer, "signal.dropout", said("absence.any", value=False, by="parent"))
    assert [facts(r) for r in e.reasons] == [{"absence.any"}]
    assert [leaf.observation and leaf.observation.implied_by for leaf in leaves(e.reasons[0].tree)] == ["absence.any"]


def test_of_what_is_disputed_both_sides_and_both_people_are_named(wegwijzer: Wegwijzer) -> None:
    e = explained(
        wegwijzer, "signal.dropout", said("absence.full", value=True, by="parent"), said("absence.full", value=False, by="teacher")
    )
    assert e.verdict == "contradictory"
    assert [[o.by for o in r.observations] for r in e.reasons] == [["parent"]]
    assert [[o.by for o in r.observations] for r in e.against] == [["teacher"]]
    assert [{o.by for o in each} for each in e.disputed] == [{"parent", "teacher"}]


def test_what_is_not_known_has_no_reason_but_what_is_missing(wegwijzer: Wegwijzer) -> None:
    e = explained(wegwijzer, "signal.error_free")
    assert (e.verdict, e.reasons) == ("unknown", ())
    assert [n.status for n in e.tree] == ["unknown"]


def test_a_value_that_was_replaced_is_no_reason(wegwijzer: Wegwijzer) -> None:
    old = Observation("table.size", 9.0, date=date(2025, 1, 1))
    e = explained(wegwijzer, "alert.crowded_table", old, said("table.size", 8.0))
    assert [[o.value for o in r.observations] for r in e.reasons] == [[8.0]]


def test_a_need_goes_through_the_hypothesis_down_to_observations(wegwijzer: Wegwijzer) -> None:
    e = explained(
        wegwijzer, "need.growth_mindset", said("belief.right_at_once", value=True), said("behaviour.works_only_when_sure", value=True)
    )
    assert {leaf.observation.fact for leaf in leaves(e.reasons[0].tree) if leaf.observation} == facts(e.reasons[0])
    assert e.reasons[0].tree[0].of[0].id == "cause.fixed_mindset"


def test_a_step_with_a_term_is_explained_with_the_day_it_counts_from(wegwijzer: Wegwijzer) -> None:
    e = explained(wegwijzer, "safety_net.intake", said("absence.full", value=True), said("absence.since", "2025-10-27"))
    assert [facts(r) for r in e.reasons] == [{"absence.full", "absence.since"}]
    assert e.step is not None
    assert e.step.due == date(2025, 11, 10)


def test_a_step_that_an_event_opened_is_explained_by_the_event(wegwijzer: Wegwijzer) -> None:
    done = Event("underachievement", "talk_triangle", date(2025, 10, 30))
    e = explained(wegwijzer, "underachievement.find_causes", events=(done,))
    assert [r.events for r in e.reasons] == [(done,)]


def test_a_step_that_people_chose_instead_is_explained_by_their_choice(wegwijzer: Wegwijzer) -> None:
    event = Event("underachievement", "find_causes", TODAY, "overridden", "ib", because="eerst rust", chose="make_plan")
    assert [r.events for r in explained(wegwijzer, "underachievement.make_plan", events=(event,)).reasons] == [(event,)]
    aside = explained(wegwijzer, "underachievement.find_causes", events=(event,))
    assert aside.verdict == "set_aside"
    assert [n.event for n in aside.tree] == [event]


def test_the_support_is_explained_by_what_the_layer_was_proposed_for(wegwijzer: Wegwijzer) -> None:
    e = explained(wegwijzer, "support", said("absence.full", value=True), said("peers.has_equals", value=False))
    assert e.verdict == "above_school"
    assert [facts(r) for r in e.reasons] == [{"absence.full"}]


def test_a_layer_that_is_not_proposed_tells_what_it_would_take(wegwijzer: Wegwijzer) -> None:
    e = explained(wegwijzer, "support.above_school", said("peers.has_equals", value=False))
    assert not e.holds
    assert ("development.far_ahead",) in [tuple(s.fact for s in c.settings) for c in e.changes]


def test_one_id_of_two_things_is_told_apart_by_its_kind(wegwijzer: Wegwijzer) -> None:
    assert explained(wegwijzer, "peer_group").kind == "intervention"
    assert explained(wegwijzer, "protocol:peer_group").kind == "protocol"


def test_an_unknown_id_is_answered_with_the_nearest(wegwijzer: Wegwijzer) -> None:
    with pytest.raises(KnowledgeError, match=r"bedoel je `form\.chronic`"):
        explained(wegwijzer, "form.chronc")


def test_the_smallest_sets_are_all_found() -> None:
    sets, more = minimal_sets("abcd", lambda some: {"a"} <= some or {"b", "c"} <= some or {"c", "d"} <= some)
    assert {frozenset(s) for s in sets} == {frozenset("a"), frozenset("bc"), frozenset("cd")}
    assert not more


def test_a_larger_set_that_a_smaller_part_would_do_for_is_not_told() -> None:
    """Weighing can let one thing do what three do, and two do not."""
    sets, _ = minimal_sets("abc", lambda some: len(some) in (1, 3))
    assert all(len(s) == 1 for s in sets)


def test_nothing_at_all_can_be_enough() -> None:
    assert minimal_sets("ab", lambda _: True) == ([()], False)
