"""Cases made at the boundaries of what differs: they are there, on both sides, and nothing else is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from engine.impact.differing import differing
from engine.impact.population import PREFIX, population
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import compile_knowledge
from engine.language.parser import parse
from engine.model.case import Case
from engine.model.rules import Condition
from engine.service import Wegwijzer

DAY = date(2026, 11, 3)


def _with(base: KnowledgeBase, name: str, value: float) -> KnowledgeBase:
    parameters = base.knowledge.parameters
    return compile_knowledge(replace(base.knowledge, parameters={**parameters, name: replace(parameters[name], value=value)}))


def _status(base: KnowledgeBase, case: Case) -> Mapping[str, str]:
    found = Inference(base, ForwardEngine(base)).infer(case, DAY)
    return {key: found.status(key) for key in base.knowledge.findings}


def _alert(base: KnowledgeBase, name: str, when: str) -> KnowledgeBase:
    alerts = base.knowledge.alerts
    changed = replace(alerts[name], when=Condition(parse(when, alerts[name].place), alerts[name].place))
    return compile_knowledge(replace(base.knowledge, alerts={**alerts, name: changed}))


@pytest.mark.parametrize(
    ("name", "value"),
    [("gifted_percentile", 95), ("difference_sd", 1.5), ("chronic_months", 7), ("decline_sd", 0.6), ("partial_dropout_percent", 40)],
)
def test_a_shifted_threshold_has_a_case_between_the_old_and_the_new_one(wegwijzer: Wegwijzer, name: str, value: float) -> None:
    after = _with(wegwijzer.base, name, value)
    made = population(wegwijzer.base, after, DAY)
    assert any(_status(wegwijzer.base, case) != _status(after, case) for case in made)
    assert any(_status(wegwijzer.base, case) == _status(after, case) for case in made)


def test_nothing_differs_so_no_case_is_made(wegwijzer: Wegwijzer) -> None:
    assert population(wegwijzer.base, compile_knowledge(wegwijzer.base.knowledge), DAY) == ()
    assert differing(wegwijzer.base, wegwijzer.base).is_nothing


def test_the_same_cases_come_out_each_time(wegwijzer: Wegwijzer) -> None:
    after = _with(wegwijzer.base, "gifted_percentile", 95)
    assert population(wegwijzer.base, after, DAY) == population(wegwijzer.base, after, DAY)


def test_a_percentile_stands_just_below_at_and_above_each_threshold(wegwijzer: Wegwijzer) -> None:
    made = population(wegwijzer.base, _with(wegwijzer.base, "gifted_percentile", 95), DAY)
    values = {o.value for case in made for o in case.observations if o.fact == "potential.percentile"}
    assert {89.99, 90, 90.01, 92.5, 94.99, 95, 95.01, None} <= values


def test_a_yes_no_is_yes_no_unknown_and_seen_differently_by_two_people(wegwijzer: Wegwijzer) -> None:
    made = population(wegwijzer.base, _alert(wegwijzer.base, "alert.child_safety", "not(home.unsafe)"), DAY)
    voices = {tuple(o.value for o in case.observations if o.fact == "home.unsafe") for case in made}
    assert voices == {(True,), (False,), (None,), (True, False)}
    two = next(case for case in made if len(case.observations) == 2)
    assert two.observations[0].by != two.observations[1].by


def test_a_changed_term_is_seen_before_and_after_it_passes(wegwijzer: Wegwijzer) -> None:
    k = wegwijzer.base.knowledge
    protocol = k.protocols["underachievement"]
    task = protocol.tasks["evaluate"]
    assert task.term
    tasks = {**protocol.tasks, "evaluate": replace(task, term=replace(task.term, amount=8))}
    after = compile_knowledge(replace(k, protocols={**k.protocols, "underachievement": replace(protocol, tasks=tasks)}))
    made = population(wegwijzer.base, after, DAY)
    days = {(DAY - e.date).days // 7 for case in made for e in case.events}
    assert {4, 6, 8} <= days


def test_made_cases_bear_no_name_and_say_where_they_stand(wegwijzer: Wegwijzer) -> None:
    made = population(wegwijzer.base, _with(wegwijzer.base, "table_size_max", 7), DAY)
    assert [case.id for case in made] == [f"{PREFIX}{n:03}" for n in range(1, len(made) + 1)]
    assert made[0].title.startswith("alert:alert.crowded_table: table.size")
