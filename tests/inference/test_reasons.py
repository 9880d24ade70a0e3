"""Which parts of a condition are told as the reason for its truth."""

from __future__ import annotations

import pytest
from hypothesis import given

from engine.decision.deciding import decide
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.inference.justification import justify, justify_all
from engine.inference.reasons import reason
from engine.inference.truth import run_gate
from engine.knowledge.circuit import Gate
from engine.knowledge.compiler import compile_knowledge
from engine.model.case import Case
from engine.model.knowledge import Knowledge
from tests.rule_sets import TODAY, cases, knowledge

U, F, A, B = 0, 1, 2, 3
NESTED = Gate("any", (0, Gate("all", (1, Gate("not", (2,))))))


@pytest.mark.parametrize(
    ("gate", "truths", "told"),
    [
        (0, (F,), [0]),
        (Gate("all", (0, 1, 2)), (F, F, F), [0, 1, 2]),
        (Gate("all", (0, 1, 2)), (F, A, A), [1, 2]),
        (Gate("all", (0, 1, 2)), (F, U, U), [1, 2]),
        (Gate("any", (0, 1, 2)), (F, A, F), [0, 2]),
        (Gate("any", (0, 1, 2)), (A, U, A), [1]),
        (Gate("not", (Gate("all", (0, 1)),)), (F, A), [1]),
        (Gate("at_least", (0, 1, 2), 2), (F, A, F), [0, 2]),
        (NESTED, (A, F, A), [1, 2]),
        (NESTED, (F, F, F), [0]),
        (NESTED, (A, U, F), [0, 2]),
        (Gate("all", (0, 1)), (B, F), [0, 1]),
    ],
    ids=str,
)
def test_a_truth_is_told_by_what_speaks_for_it_and_a_falsehood_by_what_speaks_against(
    gate: Gate | int, truths: tuple[int, ...], told: list[int]
) -> None:
    assert list(reason(gate)(truths, run_gate(gate, truths))) == told


def test_what_is_kept_for_one_case_is_told_of_no_other() -> None:
    """More cases than are kept; each must be told as if it were the only one."""
    gate = Gate("any", tuple(range(6)))
    kept = reason(gate)
    cases = [tuple(n // 4**i % 4 for i in range(6)) for n in range(4**6)]
    for truths in (*cases[:1500], *cases[:20]):
        wanted = run_gate(gate, truths)
        assert list(kept(truths, wanted)) == list(reason(gate)(truths, wanted))


@given(knowledge(), cases())
def test_telling_many_conclusions_at_once_tells_each_as_by_itself(rules: Knowledge, case: Case) -> None:
    base = compile_knowledge(rules)
    inference = Inference(base, ForwardEngine(base))
    conclusions = decide(inference, inference.infer(case, TODAY)).conclusions
    assert justify_all(conclusions, base.slots) == {key: justify(conclusions, key) for key in base.slots}
