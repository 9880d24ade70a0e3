"""Whatever the rules and whatever is known: a table of pupils concludes of each pupil what the pupil's case concludes."""

from __future__ import annotations

import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.decision.deciding import decide
from engine.inference.conclusions import Inference
from engine.inference.engines import make_engine
from engine.inference.truth import run_gate
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import Gate
from engine.knowledge.compiler import compile_knowledge
from engine.model.case import Case
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import Value
from engine.screening import concluding, leaves
from engine.screening.columns import Columns, coded, coded_numbers
from engine.screening.concluding import Screener
from engine.screening.planes import Plane, decided, packed, run_gate_on_planes
from engine.service import open_wegwijzer
from tests.real_cases import TODAY as A_DAY
from tests.real_cases import findings_facts, values_of
from tests.rule_sets import FACTS, TODAY, gates_over, knowledge, value_of_type
from tests.screening.decisions import otherwise


def _table(rows: list[dict[str, Value]]) -> Columns:
    facts = sorted({fact for row in rows for fact in row})
    return Columns({f: coded(f, (row.get(f) for row in rows)) for f in facts}, len(rows), TODAY)


def _differences(base: KnowledgeBase, columns: Columns) -> list[tuple[str, int]]:
    inference = Inference(base, make_engine("forward", base))
    found = Screener(inference, columns.as_of).conclude(columns)
    out = []
    for pupil in range(columns.pupils):
        decision = decide(inference, inference.infer(columns.case(pupil), columns.as_of))
        out += [(id_, pupil) for id_ in base.knowledge.findings if decision.conclusions.status(id_) != found.status(id_, pupil)]
        out += [(key, pupil) for key in otherwise(decision, found, pupil)]
    return out


_ROWS = st.lists(st.fixed_dictionaries({}, optional={f.id: value_of_type(f.type) for f in FACTS.values()}), min_size=1, max_size=20)


@given(knowledge(), _ROWS)
def test_columns_conclude_what_each_case_concludes(rules: Knowledge, rows: list[dict[str, Value]]) -> None:
    assert _differences(compile_knowledge(rules), _table(rows)) == []


@given(knowledge(), _ROWS)
def test_numbers_computed_for_all_at_once_conclude_the_same(rules: Knowledge, rows: list[dict[str, Value]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(leaves, "FEW", 0)
        assert _differences(compile_knowledge(rules), _table(rows)) == []


@given(
    st.integers(1, 6).flatmap(lambda n: st.tuples(gates_over(n), st.lists(st.lists(st.integers(0, 3), min_size=n, max_size=n), min_size=1)))
)
def test_a_gate_over_planes_is_the_gate_over_one_case(generated: tuple[Gate | int, list[list[int]]]) -> None:
    gate, rows = generated
    truths = np.array(rows, np.uint8).T
    planes = [Plane(packed(t & 1 == 1), packed(t & 2 == 2)) for t in truths]
    found = decided(run_gate_on_planes(gate, planes, len(planes[0].against)), len(rows))
    assert found.tolist() == [run_gate(gate, row) for row in rows]


def test_the_shipped_rules_conclude_of_a_table_what_they_conclude_of_each_pupil() -> None:
    base = open_wegwijzer().base
    lot = random.Random(20251103)  # noqa: S311 - no secret
    rows = [_some_pupil(base.knowledge, lot) for _ in range(300)]
    columns = Columns({f: coded(f, (r.get(f) for r in rows)) for f in sorted({f for r in rows for f in r})}, len(rows), A_DAY)
    assert _differences(base, columns) == []


def _some_pupil(k: Knowledge, lot: random.Random) -> dict[str, Value]:
    facts = [fact for fact in findings_facts(k) if lot.random() < 0.5]
    return {fact.id: lot.choice(values_of(fact)) for fact in facts}


def test_parts_of_a_table_are_put_together_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    base = open_wegwijzer().base
    numbers = np.linspace(0, 100, 1_003)
    columns = Columns(
        {
            "achievement.percentile": coded_numbers("achievement.percentile", numbers),
            "potential.percentile": coded_numbers("potential.percentile", np.full(1_003, 95.0)),
        },
        1_003,
        TODAY,
    )
    whole = Screener(Inference(base, make_engine("forward", base)), TODAY).conclude(columns)
    monkeypatch.setattr(concluding, "PART", 64)
    in_parts = Screener(Inference(base, make_engine("forward", base)), TODAY).conclude(columns)
    assert all(whole.statuses(id_).tolist() == in_parts.statuses(id_).tolist() for id_ in base.knowledge.findings)
    assert in_parts.statuses("signal.absolute_split").tolist() == [1 if n < 50 else 2 for n in numbers]


def test_one_pupil_comes_out_of_a_table_as_a_case() -> None:
    columns = _table([{"pupil.yes0": True}, {"pupil.number0": 4.0}])
    case: Case = columns.case(1)
    assert [(o.fact, o.value) for o in case.observations] == [("pupil.number0", 4.0)]
