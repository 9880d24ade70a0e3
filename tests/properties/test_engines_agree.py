"""Whatever the rules and whatever is known: two engines that share no code conclude the same."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decision.deciding import decide
from engine.inference.both import BothEngines
from engine.inference.conclusions import Inference
from engine.inference.durable import DurableEngine
from engine.inference.forward import ForwardEngine
from engine.inference.programs import program_of
from engine.inference.truth import run_gate
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import compile_knowledge
from engine.model.case import Case
from engine.model.knowledge import Knowledge
from tests.rule_sets import TODAY, cases, circuits, knowledge

IN_CAMPAIGN = settings.get_current_profile_name() == "campaign"
pytest.importorskip("durable.engine", reason="the extra `durable` is not installed")


@settings(max_examples=2_000 if IN_CAMPAIGN else 80)
@given(knowledge(), st.lists(cases(), min_size=1, max_size=4))
def test_engines_agree_on_generated_knowledge_and_cases(rules: Knowledge, many: list[Case]) -> None:
    """Intervals, implications and people who contradict each other included; they would raise where they differ."""
    base = compile_knowledge(rules)
    with contextlib.closing(DurableEngine(base)) as second:
        inference = Inference(base, BothEngines(base, ForwardEngine(base), second))
        for case in many:
            decide(inference, inference.infer(case, TODAY))


@settings(max_examples=2_000 if IN_CAMPAIGN else 50)
@given(circuits())
def test_engines_agree_on_generated_gates(generated: tuple[KnowledgeBase, list[list[int]]]) -> None:
    """Also on gates that no condition can make: empty ones, doubled parts, and counts that are never met."""
    base, truths = generated
    with contextlib.closing(DurableEngine(base)) as second:
        for truth in truths:
            rest = [0] * (len(base.keys) - len(truth))
            plain, closures, written, rete = ([*truth, *rest] for _ in range(4))
            for rule in base.stages["findings"]:
                plain[rule.slot] = run_gate(rule.gate, plain)
            ForwardEngine(base).run("findings", closures)
            program_of(base.stages["findings"])(written)
            second.run("findings", rete)
            assert plain == closures == written == rete
