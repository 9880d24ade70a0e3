"""The search among states: what it rules out never happens in a case, and what it finds is no more than is needed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.inference.truth import AGAINST, FOR
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import Gate
from engine.language.parser import parse
from engine.language.syntax import Expression
from engine.verification.forks import Fork, none_opens, several_open
from engine.verification.possibility import Possibility
from engine.verification.states import Look, States, say_state
from tests.strategies import conditions, voices
from tests.vocabulary import CHOICES, DATES, NUMBERS, VOCABULARY, YES_NO, Given, base_of, status_of

ALERT = "alert:alert.spec"
said = st.lists(st.sampled_from([*YES_NO, *NUMBERS, *DATES, *CHOICES, "skill"]).flatmap(voices), max_size=8).map(tuple)


def gate_of(base: KnowledgeBase) -> Gate | int:
    """Give the gate of the one condition of a base."""
    return base.rule_of(base.slots[ALERT]).gate


@given(conditions(), said)
def test_what_cannot_hold_never_holds_in_a_case(condition: Expression, observations: tuple[object, ...]) -> None:
    base = base_of(condition)
    status = status_of(base, Given(tuple(observations)))  # type: ignore[arg-type]
    possibility = Possibility(base)
    if status in ("true", "contradictory"):
        assert possibility.can_hold(ALERT)
    if status in ("false", "contradictory"):
        assert possibility.can_fail(ALERT)


@settings(max_examples=20)  # each takes the whole search, since there is nothing to find
@given(conditions())
def test_a_condition_and_its_opposite_leave_no_gap_and_do_not_overlap(condition: Expression) -> None:
    """Whatever the condition is: four-valued, exactly one of the two is true once enough is known."""
    base = base_of(condition)
    yes, no = gate_of(base), Gate("not", (gate_of(base),))
    fork = Fork(base, (yes, no), 0, 0, decides=True)
    assert none_opens(fork) is None
    assert several_open(fork) is None


@given(conditions())
def test_a_way_for_the_rest_closes_every_gap(condition: Expression) -> None:
    base = base_of(condition)
    fork = Fork(base, (gate_of(base),), 0, 1, decides=True)
    assert none_opens(fork) is None
    assert several_open(fork) is None


@given(conditions())
def test_a_witness_holds_no_more_than_it_needs(condition: Expression) -> None:
    base = base_of(condition)
    gate = gate_of(base)

    def speaks_for(low: Look, high: Look) -> bool | None:
        return True if low.gate(gate) & FOR else None if high.gate(gate) & FOR else False

    states = States(base, [gate])
    found = states.find(speaks_for)
    if found is None:
        return
    assert states.look(found).gate(gate) & FOR
    for name in found:
        less = {n: v for n, v in found.items() if n != name}
        assert not states.look(less).gate(gate) & FOR


@pytest.mark.parametrize(
    ("condition", "witness"),
    [
        ("a", "a"),
        ("not(a) and b", "b, not(a)"),
        ("n > limit", "n = 7"),
        ("n >= limit", "n = 6"),
        ("score >= 100", "score = 100"),
        ("n between 2 and 3", "n = 2"),
        ("n in ]2..3[", "n = 2.5"),
        ('capacity in ["low", "partial"]', 'capacity = "low"'),
        ('skill != "I"', 'skill = "II"'),
        ("n = null", "n = null"),
        ("signal.either and not(b)", "a, not(b)"),
        ("has_event(route.intake)", "has_event(route.intake)"),
        ('has_event(route.intake, "started")', 'has_event(route.intake, "started")'),
        ('support.proposed = "in_school"', 'support.proposed = "in_school"'),
        ("n < m", "n - m = -1"),
        ("weeks_since(day) > 2", "weeks_since(day) = 3"),
        ("at_least(2, a, b, c)", "a, b"),
        ("count(a, b) = 0", "not(a), not(b)"),
        ("if a then b else c", "a, b"),
        ('said_by(a, "pupil")', 'said_by(a, "pupil")'),
        ("a != b", "a, not(b)"),
    ],
)
def test_a_witness_is_said_in_the_words_of_conditions(condition: str, witness: str) -> None:
    base = base_of(parse(condition))
    gate = gate_of(base)
    found = States(base, [gate]).find(lambda low, high: True if low.gate(gate) & FOR else None if high.gate(gate) & FOR else False)
    assert found is not None
    assert say_state(found) == witness


def test_what_is_left_out_counts_for_unknown_or_for_anything() -> None:
    base = base_of(parse("a and b"))
    gate = gate_of(base)
    states = States(base, [gate])
    assert states.look({"a": FOR}).gate(gate) == 0
    assert states.look({"a": AGAINST}).gate(gate) == AGAINST


def test_a_search_that_takes_too_long_says_so_and_accuses_nobody() -> None:
    """Sums that no whole combination reaches, over more yes/no's than can be tried one by one."""
    names = [f"pupil.yes{i}" for i in range(30)]
    facts = {name: replace(VOCABULARY.facts["a"], id=name) for name in names}
    listed = ", ".join(names)
    base = base_of(
        parse(f"at_least(16, {listed}) and not(at_least(16, {', '.join(reversed(names))}))"),
        knowledge=replace(VOCABULARY, facts=facts, measures={}, findings={}, protocols={}),
    )
    states = States(base, [gate_of(base)])
    gate = gate_of(base)
    assert states.find(lambda low, high: True if low.gate(gate) & FOR else None if high.gate(gate) & FOR else False) is None
    assert states.gave_up
    assert Possibility(base).can_hold(ALERT)
