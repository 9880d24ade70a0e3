"""Whole conditions: what is learnt only adds, and what is asked twice is answered alike."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.evaluation import compare_intervals
from engine.inference.truth import AGAINST, FOR, STATUS, UNKNOWN, Bits, negation
from engine.language.parser import parse
from engine.language.printer import show
from engine.language.syntax import Expression, Not
from engine.model.case import Observation
from engine.model.interval import Interval
from tests.strategies import conditions, voices
from tests.vocabulary import CHOICES, DATES, NUMBERS, YES_NO, Given, base_of, status_of

FACTS = (*YES_NO, *NUMBERS, *DATES, *CHOICES, "score", "skill")
KEPT_BY_VOICE = (*YES_NO, *CHOICES)  # facts of which each informant keeps a value


def bits_of(condition: Expression, said: tuple[Observation, ...]) -> Bits:
    """Conclude a condition from what was said."""
    return STATUS.index(status_of(base_of(condition), Given(said)))


def said() -> st.SearchStrategy[list[Observation]]:
    """Generate what is said about some facts, once each by each person."""
    once = st.lists(st.sampled_from(FACTS).flatmap(voices), max_size=10, unique_by=lambda o: (o.fact, o.by))
    return once.map(lambda all_: list({(o.fact, o.by if o.fact in KEPT_BY_VOICE else ""): o for o in all_}.values()))


@given(conditions(), said(), st.data())
def test_what_is_learnt_never_takes_a_for_or_an_against_away(condition: Expression, known: list[Observation], data: st.DataObject) -> None:
    """A first value of any fact, or another informant's yes/no or choice, only adds."""
    spoken = {(o.fact, o.by if o.fact in KEPT_BY_VOICE else "") for o in known}
    more = data.draw(st.sampled_from(FACTS).flatmap(voices))
    if (more.fact, more.by if more.fact in KEPT_BY_VOICE else "") in spoken:
        return
    if more.fact == "score" and any(o.fact == "skill" for o in known):
        return  # a more precise value replaces a vaguer one
    before = bits_of(condition, tuple(known))
    assert bits_of(condition, (*known, more)) & before == before


@given(conditions(), said())
def test_the_opposite_of_a_condition_has_for_and_against_swapped(condition: Expression, known: list[Observation]) -> None:
    assert bits_of(Not(condition), tuple(known)) == negation(bits_of(condition, tuple(known)))


@given(conditions(), said())
def test_a_condition_that_is_printed_and_read_means_the_same(condition: Expression, known: list[Observation]) -> None:
    assert bits_of(parse(show(condition)), tuple(known)) == bits_of(condition, tuple(known))


@given(conditions(), said(), st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_said_does_not_matter(condition: Expression, known: list[Observation], random: object) -> None:
    shuffled = known.copy()
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert bits_of(condition, tuple(shuffled)) == bits_of(condition, tuple(known))


# --- intervals ---


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    """Generate an interval of small whole numbers, open or closed; a point is closed."""
    low, high = sorted((draw(st.integers(0, 6)), draw(st.integers(0, 6))))
    wide = low != high
    return Interval(low, high, wide and draw(st.booleans()), wide and draw(st.booleans()))


def numbers_in(interval: Interval) -> list[float]:
    """Give numbers from an interval that decide every comparison with whole numbers: its own and the halves between them."""
    halves = [half / 2 for half in range(2 * int(interval.low), 2 * int(interval.high) + 1)]
    near = [interval.low + 0.25, interval.high - 0.25] if not interval.is_point else []
    ends = {interval.low: interval.low_open, interval.high: interval.high_open}
    return [x for x in (*halves, *near) if not ends.get(x, False)]


_MEANS = {
    "=": lambda x, y: x == y,
    "!=": lambda x, y: x != y,
    "<": lambda x, y: x < y,
    "<=": lambda x, y: x <= y,
    ">": lambda x, y: x > y,
    ">=": lambda x, y: x >= y,
}


@pytest.mark.parametrize("operator", list(_MEANS))
@given(a=intervals(), b=intervals())
def test_a_comparison_of_intervals_is_decided_as_all_their_numbers_are(operator: str, a: Interval, b: Interval) -> None:
    """For when all of it satisfies, against when none of it does."""
    outcomes = {_MEANS[operator](x, y) for x in numbers_in(a) for y in numbers_in(b)}
    assert compare_intervals(operator, a, b) == (UNKNOWN if len(outcomes) > 1 else FOR if outcomes == {True} else AGAINST)
