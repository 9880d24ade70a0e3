"""docs/language.md says what the language does: its examples are sound, its functions are all of them, its truth tables are ours."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from engine.inference.truth import both, either
from engine.knowledge.functions import FUNCTIONS, GROUPS
from engine.knowledge.scope import Scope
from engine.knowledge.typing import check_condition
from engine.language.parser import parse
from engine.limits import CONDITION_DEPTH
from engine.loading.collection import load_knowledge
from engine.loading.library import shipped_folder

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "language.md").read_text(encoding="utf-8")
EXAMPLES = [line for block in re.findall(r"```feel\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
LETTERS = "utfc"  # as the bits count: neither, for, against, both


@pytest.fixture(scope="module")
def scope() -> Scope:
    """Give the names of the shipped knowledge, as an action may use them."""
    return Scope(load_knowledge(shipped_folder()), "action")


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_sound_in_the_shipped_rules(example: str, scope: Scope) -> None:
    assert check_condition(parse(example), scope, "docs/language.md") == []


def test_every_function_is_described_and_no_other() -> None:
    table = PAGE.split("## Functions")[1].split("## Truth")[0]
    described = {name for row in table.splitlines() for name in re.findall(r"`(\w+)\(", row.split(" | ")[0])}
    assert described == set(FUNCTIONS)


def test_every_side_is_named() -> None:
    assert all(f"`{group}`" in PAGE for group in GROUPS)


def test_the_depth_is_the_one_that_is_kept() -> None:
    assert f"within each other {CONDITION_DEPTH} deep" in PAGE


@pytest.mark.parametrize(("word", "operation"), [("and", both), ("or", either)])
def test_the_truth_tables_are_those_of_the_engine(word: str, operation: object) -> None:
    assert callable(operation)
    table = PAGE.split(f"| {word} | t | f | u | c |")[1].split("\n\n")[0]
    rows = {cells[0]: cells[1:] for cells in (row.strip("| ").split(" | ") for row in table.splitlines()[2:])}
    written = {(one, other): cell for one, cells in rows.items() for other, cell in zip("tfuc", cells, strict=True)}
    meant = {(LETTERS[a], LETTERS[b]): LETTERS[operation((a, b))] for a, b in product(range(4), repeat=2)}
    assert written == meant
