"""Rules written out as one function mean what they mean one by one."""

from __future__ import annotations

import pytest

from engine.inference.forward import BUSY, ForwardEngine
from engine.inference.programs import program_of
from engine.inference.truth import run_gate
from engine.knowledge.circuit import Gate, Rule
from tests.rule_sets import base_of

TRUTHS = range(4)


def concluded(gate: Gate | int, *truths: int) -> int:
    bits = [*truths, 0]
    program_of([Rule(len(truths), gate)])(bits)
    return bits[-1]


@pytest.mark.parametrize(
    "gate",
    [
        0,
        Gate("all", (0, 1, 2)),
        Gate("any", (0, 1, 2)),
        Gate("not", (Gate("all", (0, Gate("not", (1,)))),)),
        Gate("at_least", (0, 1, 2), 2),
        Gate("at_least", (0, 0, 1), 2),
        Gate("if", (0, 1, 2)),
        Gate("if", (Gate("any", (0, 1)), Gate("not", (2,)), Gate("if", (2, 0, 1)))),
        Gate("all", ()),
        Gate("any", ()),
    ],
    ids=str,
)
def test_every_gate_means_what_the_plain_evaluator_says(gate: Gate | int) -> None:
    for truths in ((a, b, c) for a in TRUTHS for b in TRUTHS for c in TRUTHS):
        assert concluded(gate, *truths) == run_gate(gate, truths)


def test_conditions_may_be_nested_deeper_than_python_can_read() -> None:
    gate: Gate | int = 0
    for _ in range(120):
        gate = Gate("all", (Gate("any", (gate, 1)), 2))
    assert concluded(gate, 1, 0, 3) == run_gate(gate, (1, 0, 3))


def test_a_rule_that_looks_at_a_later_conclusion_sees_what_stood_there() -> None:
    bits = [1, 2, 0]
    program_of([Rule(2, 1), Rule(1, 0)])(bits)
    assert bits == [1, 1, 2]


def test_a_phase_without_rules_does_nothing() -> None:
    bits = [3]
    program_of([])(bits)
    assert bits == [3]


def test_an_engine_concludes_the_same_before_and_after_it_is_busy() -> None:
    engine = ForwardEngine(base_of([Gate("any", (0, Gate("not", (1,)))), Gate("all", (0, 2))], 2))
    for run in range(BUSY + 2):
        bits = [run % 4, run // 4 % 4, 0, 0]
        expected = run_gate(Gate("any", (0, Gate("not", (1,)))), bits)
        engine.run("findings", bits)
        assert bits[2] == expected
        assert bits[3] == run_gate(Gate("all", (0, 2)), bits)
