"""Trying an answer decides the same as deciding the whole case anew, whatever is known and whatever is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings

from engine.decision.deciding import decide
from engine.decision.trials import Trials
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.knowledge.compiler import compile_knowledge
from engine.model.case import Case, Observation
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import Value
from engine.service import Wegwijzer
from tests import rule_sets
from tests.real_cases import TODAY, findings_facts
from tests.rule_sets import cases


def same(inference: Inference, case: Case, more: Sequence[Observation]) -> None:
    """Compare a try with the whole case decided anew."""
    day = case.as_of or TODAY
    trial = Trials(inference, decide(inference, inference.infer(case, day))).tell(more)
    whole = decide(inference, inference.infer(replace(case, observations=(*case.observations, *more)), day))
    differs = [inference.base.keys[i] for i, bits in enumerate(whole.conclusions.bits) if trial.conclusions.bits[i] != bits]
    assert differs == []
    assert trial.placement == whole.placement
    assert trial.weighed == whole.weighed
    before = decide(inference, inference.infer(case, day)).conclusions.bits
    assert {slot for slot, bits in enumerate(before) if bits != whole.conclusions.bits[slot]} <= trial.changed


@settings(max_examples=60)
@given(rule_sets.knowledge(), cases(), cases())
def test_a_try_is_the_whole_on_generated_rules(rules: Knowledge, case: Case, more: Case) -> None:
    base = compile_knowledge(rules)
    same(Inference(base, ForwardEngine(base)), case, more.observations)


def test_a_try_is_the_whole_on_the_shipped_rules(wegwijzer: Wegwijzer) -> None:
    """With one or two answers on vignettes; nobody is named, since two people can also differ, which nothing rests on."""
    knowledge = wegwijzer.base.knowledge
    dice = Random(3)  # noqa: S311 - no secret
    for case in wegwijzer.vignettes()[::12]:
        for _ in range(6):
            same(wegwijzer.inference, case, dice.sample(answers(knowledge, dice), dice.choice([1, 1, 2])))


def answers(knowledge: Knowledge, dice: Random) -> list[Observation]:
    """Give one observation of every kind of fact, by nobody in particular."""
    out = []
    for fact in findings_facts(knowledge):
        values = fact.values or {}
        kinds: dict[str, Value] = {
            "bool": dice.random() < 0.5,
            "choice": dice.choice(list(values) or [""]),
            "level": dice.choice(["I", "III", "V"]),
            "date": dice.choice(["2021-09-01", "2025-01-10"]),
        }
        number = float(round(dice.uniform(fact.low or 0, fact.high or 100)))
        out.append(Observation(fact.id, kinds.get(fact.type, number)))
    return out


def test_trying_leaves_the_case_as_it_was(wegwijzer: Wegwijzer) -> None:
    case = wegwijzer.vignettes()[0]
    decision, _ = wegwijzer.decide(case, TODAY)
    bits, standing = list(decision.conclusions.bits), dict(decision.conclusions.memory.standing)
    Trials(wegwijzer.inference, decision).tell([Observation("absence.any", value=False), Observation("absence.full", value=True)])
    assert decision.conclusions.bits == bits
    assert decision.conclusions.memory.standing == standing
