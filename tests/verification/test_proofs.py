"""Conditions as formulas: they mean what the engine concludes, and what is proved impossible never happens in a case."""

from __future__ import annotations

import z3
from hypothesis import given
from hypothesis import strategies as st

from engine.decision.hypotheses import weigh
from engine.inference.truth import AGAINST, FOR
from engine.knowledge.circuit import Gate
from engine.language.syntax import Expression
from engine.model.rules import STRENGTHS, Strength
from engine.verification.pairs import Pair
from engine.verification.proofs import Proofs, differ, standing, weighed
from tests.strategies import conditions, voices
from tests.vocabulary import CHOICES, DATES, NUMBERS, YES_NO, Given, base_of, status_of

ALERT = "alert:alert.spec"
NAMES = (*YES_NO, *NUMBERS, *DATES, *CHOICES, "skill")
said = st.lists(st.sampled_from(NAMES).flatmap(voices), max_size=8).map(tuple)
bits = st.sampled_from((0, FOR, AGAINST, FOR | AGAINST))
arguments = st.lists(st.tuples(st.sampled_from(STRENGTHS), bits), max_size=7)
STANDINGS = ("contradictory", "confirmed", "excluded", "likely", "possible", "unlikely", "unknown")


def fixed(value: int) -> Pair:
    """Give a pair that is known."""
    return Pair(z3.BoolVal(bool(value & FOR)), z3.BoolVal(bool(value & AGAINST)))


def value_of(formula: object) -> object:
    """Work out a formula without symbols."""
    return z3.simplify(formula)


@given(conditions(), said)
def test_what_is_proved_impossible_never_happens_in_a_case(condition: Expression, observations: tuple[object, ...]) -> None:
    base = base_of(condition)
    status = status_of(base, Given(tuple(observations)))  # type: ignore[arg-type]
    proofs = Proofs(base)
    pair = proofs.conclusion(ALERT)
    if status in ("true", "contradictory"):
        assert not proofs.never(pair)
    if status in ("false", "contradictory"):
        assert not proofs.cannot(pair.con, pair, agreed=False)


@given(conditions())
def test_a_condition_never_differs_from_its_opposite_turned_round(condition: Expression) -> None:
    proofs = Proofs(base_of(condition))
    pair = proofs.conclusion(ALERT)
    twice = proofs.gate(Gate("not", (Gate("not", (proofs.base.slots[ALERT],)),)))
    assert proofs.cannot(differ(pair, twice), pair, agreed=False)


@given(arguments)
def test_a_hypothesis_stands_where_the_engine_lets_it_stand(found: list[tuple[Strength, int]]) -> None:
    pairs = [(strength, fixed(value)) for strength, value in found]
    expected = weigh(found)
    assert STANDINGS[value_of(standing(pairs)).as_long()] == expected.standing  # type: ignore[attr-defined]
    pair = weighed(pairs)
    assert z3.is_true(value_of(pair.pro)) == bool(expected.bits & FOR)
    assert z3.is_true(value_of(pair.con)) == bool(expected.bits & AGAINST)
