"""Belnap's four truth values: the laws that every gate keeps, whatever speaks for and against its parts."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.truth import AGAINST, BOTH, FOR, STATUS, UNKNOWN, Bits, both, either, evaluator, negation, run_gate
from engine.knowledge.circuit import Gate, slots_of
from tests.rule_sets import gates_over
from tests.strategies import bits_of

SLOTS = 5
gates = gates_over(SLOTS)
truths = bits_of(SLOTS)


def inverted(*parts: Gate | int) -> tuple[Gate, ...]:
    """Give the opposite of each part."""
    return tuple(Gate("not", (part,)) for part in parts)


# --- the table ---


@pytest.mark.parametrize(("one", "other"), list(product(range(4), repeat=2)))
def test_and_asks_for_from_each_and_against_from_one(one: Bits, other: Bits) -> None:
    assert both((one, other)) == (one & other & FOR) | ((one | other) & AGAINST)


@pytest.mark.parametrize(("one", "other"), list(product(range(4), repeat=2)))
def test_or_asks_for_from_one_and_against_from_each(one: Bits, other: Bits) -> None:
    assert either((one, other)) == ((one | other) & FOR) | (one & other & AGAINST)


def test_not_swaps_for_and_against() -> None:
    assert [negation(bits) for bits in (UNKNOWN, FOR, AGAINST, BOTH)] == [UNKNOWN, AGAINST, FOR, BOTH]


def test_a_status_is_named_by_its_bits() -> None:
    assert {bits: STATUS[bits] for bits in (UNKNOWN, FOR, AGAINST, BOTH)} == {0: "unknown", 1: "true", 2: "false", 3: "contradictory"}


def test_all_of_nothing_holds_and_any_of_nothing_does_not() -> None:
    assert (both(()), either(())) == (FOR, AGAINST)


# --- one meaning, run in two ways ---


@given(gates, truths)
def test_a_compiled_gate_means_what_the_plain_one_means(gate: Gate | int, truth: list[Bits]) -> None:
    assert evaluator(gate)(truth) == run_gate(gate, truth)


# --- what is learnt never takes away ---


@given(gates, truths, st.data())
def test_a_voice_more_never_takes_a_for_or_an_against_away(gate: Gate | int, truth: list[Bits], data: st.DataObject) -> None:
    before = run_gate(gate, truth)
    slot = data.draw(st.integers(0, SLOTS - 1))
    more = truth.copy()
    more[slot] |= data.draw(st.sampled_from([FOR, AGAINST, BOTH]))
    assert run_gate(gate, more) & before == before


@given(gates, truths)
def test_a_gate_whose_slots_are_all_decided_is_decided(gate: Gate | int, truth: list[Bits]) -> None:
    """Without unknowns and contradictions the four values are the two of everyday logic."""
    plain = [FOR if bits & FOR else AGAINST for bits in truth]
    assert run_gate(gate, plain) in (FOR, AGAINST)


@given(gates, truths)
def test_nothing_but_its_slots_speaks_for_or_against_a_gate(gate: Gate | int, truth: list[Bits]) -> None:
    looked_at = set(slots_of(gate))
    others_changed = [bits if slot in looked_at else negation(bits) ^ BOTH for slot, bits in enumerate(truth)]
    assert run_gate(gate, others_changed) == run_gate(gate, truth)


# --- laws ---


@given(gates, truths)
def test_not_not_is_nothing(gate: Gate | int, truth: list[Bits]) -> None:
    assert run_gate(Gate("not", inverted(gate)), truth) == run_gate(gate, truth)


@given(st.lists(gates, max_size=4).map(tuple), truths)
def test_not_all_is_any_not(parts: tuple[Gate | int, ...], truth: list[Bits]) -> None:
    assert run_gate(Gate("not", (Gate("all", parts),)), truth) == run_gate(Gate("any", inverted(*parts)), truth)


@given(st.lists(gates, max_size=4).map(tuple), truths)
def test_not_any_is_all_not(parts: tuple[Gate | int, ...], truth: list[Bits]) -> None:
    assert run_gate(Gate("not", (Gate("any", parts),)), truth) == run_gate(Gate("all", inverted(*parts)), truth)


@given(st.lists(gates, min_size=1, max_size=5).map(tuple), st.integers(1, 5), truths)
def test_not_at_least_so_many_is_that_the_rest_do_not(parts: tuple[Gate | int, ...], count: int, truth: list[Bits]) -> None:
    """Fewer than `count` of k hold just when k - count + 1 do not."""
    fewer = Gate("not", (Gate("at_least", parts, count),))
    others = Gate("at_least", inverted(*parts), len(parts) - count + 1)
    assert run_gate(fewer, truth) == run_gate(others, truth)


@given(gates, gates, gates, truths)
def test_not_of_a_choice_is_the_choice_of_nots(one: Gate | int, two: Gate | int, three: Gate | int, truth: list[Bits]) -> None:
    chosen = Gate("if", (one, two, three))
    assert run_gate(Gate("not", (chosen,)), truth) == run_gate(Gate("if", (one, *inverted(two, three))), truth)


@given(gates, gates, gates, truths)
def test_a_choice_by_the_opposite_takes_the_other_branch(one: Gate | int, two: Gate | int, three: Gate | int, truth: list[Bits]) -> None:
    assert run_gate(Gate("if", (*inverted(one), three, two)), truth) == run_gate(Gate("if", (one, two, three)), truth)


@given(st.lists(gates, min_size=1, max_size=5).map(tuple), truths)
def test_at_least_one_is_any(parts: tuple[Gate | int, ...], truth: list[Bits]) -> None:
    assert run_gate(Gate("at_least", parts, 1), truth) == run_gate(Gate("any", parts), truth)


@given(st.lists(gates, min_size=1, max_size=5).map(tuple), truths)
def test_at_least_as_many_as_there_are_is_all(parts: tuple[Gate | int, ...], truth: list[Bits]) -> None:
    assert run_gate(Gate("at_least", parts, len(parts)), truth) == run_gate(Gate("all", parts), truth)


@given(st.permutations(list(range(SLOTS))), st.sampled_from(["all", "any", "at_least"]), st.integers(1, SLOTS), truths)
def test_the_order_of_the_parts_does_not_matter(order: list[int], operation: str, count: int, truth: list[Bits]) -> None:
    ordered, shuffled = (Gate(operation, tuple(parts), count) for parts in (range(SLOTS), order))  # type: ignore[arg-type]
    assert run_gate(ordered, truth) == run_gate(shuffled, truth)
