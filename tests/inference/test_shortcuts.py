"""The short ways conclude what the plain way concludes."""

from __future__ import annotations

import pytest
from hypothesis import given

from engine.inference.evaluation import atom_function
from engine.inference.shortcuts import quick_function
from engine.inference.working_memory import WorkingMemory, remember
from engine.knowledge.compiler import compile_knowledge
from engine.knowledge.scope import Scope
from engine.language.parser import parse
from engine.model.case import Case
from engine.model.interval import Interval
from engine.model.knowledge import Knowledge
from tests.rule_sets import FACTS, TODAY, cases, knowledge

SCOPE = Scope(Knowledge(facts=FACTS), "alert")
OPERATORS = ("=", "!=", "<", "<=", ">", ">=")
NEAR = (0.0, 4e-10, -4e-10, 6e-10, -6e-10, 1.9e-9, -1.9e-9, 2.1e-9, -2.1e-9, 1.0, -1.0)


@given(knowledge(), cases())
def test_all_atoms_of_generated_rules_conclude_the_same_either_way(rules: Knowledge, case: Case) -> None:
    base = compile_knowledge(rules)
    scope, memory = Scope(rules, "alert"), remember(rules, case, TODAY)
    for atom in base.atoms.values():
        assert quick_function(atom, scope)(memory) == atom_function(atom, scope)(memory)


@pytest.mark.parametrize("operator", OPERATORS)
def test_numbers_that_differ_no_more_than_the_rounding_are_rounded_first(operator: str) -> None:
    atom = parse(f"pupil.number0 {operator} 50")
    for low in NEAR:
        for high in NEAR:
            for opens in ((False, False), (True, False), (False, True), (True, True)):
                memory = WorkingMemory(TODAY, {}, numbers={"pupil.number0": Interval(50 + min(low, high), 50 + max(low, high), *opens)})
                assert quick_function(atom, SCOPE)(memory) == atom_function(atom, SCOPE)(memory)


@pytest.mark.parametrize(
    "text", ["pupil.number0 in [10..20]", "pupil.number0 in (10..20)", "pupil.number0 between 10 and 20", "pupil.number0 in (< 10)"]
)
def test_ranges_conclude_the_same_either_way(text: str) -> None:
    atom = parse(text)
    for low in range(8, 23):
        for high in range(low, 23):
            memory = WorkingMemory(TODAY, {}, numbers={"pupil.number0": Interval(low, high)})
            assert quick_function(atom, SCOPE)(memory) == atom_function(atom, SCOPE)(memory)


@pytest.mark.parametrize(
    "text",
    [
        'pupil.choice = "red"',
        'pupil.choice != "red"',
        'pupil.choice in ("red", "green")',
        'pupil.level in ("I", "II")',
        'pupil.choice in ("red", null)',
    ],
)
def test_of_people_who_name_different_words_each_is_heard(text: str) -> None:
    atom = parse(text)
    for said in ({"red"}, {"green"}, {"blue"}, {"red", "green"}, {"red", "blue"}, {"green", "blue"}, set()):
        words = frozenset(said)
        memory = WorkingMemory(TODAY, {}, texts={"pupil.choice": words, "pupil.level": words})
        assert quick_function(atom, SCOPE)(memory) == atom_function(atom, SCOPE)(memory)
