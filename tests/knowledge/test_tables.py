"""Decision tables: every policy means what DMN says, and what is not known leaves the outcome open."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import KnowledgeError
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.inference.truth import Status
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import compile_knowledge
from engine.knowledge.tables import outcome_key
from engine.language.parser import parse
from engine.language.syntax import AllOf, Expression, Literal, Membership, Name, Not
from engine.model.case import Case, Observation
from engine.model.rules import Condition
from engine.model.table import DecisionTable, Policy, TableInput, TableOutput, TableRow
from tests.vocabulary import HERE, NO_LABEL, NOWHERE, TODAY, VOCABULARY, finding

POLICIES: tuple[Policy, ...] = ("U", "A", "F", "P", "C")
INPUTS = ("a", "b", "colour")
COLOURS = ("red", "green", "blue")
VALUES = ("high", "middle", "low")  # in order of priority
Row = tuple[tuple[str, ...], str]
Facts = dict[str, bool | str]

REACH = "table.reach.level"


def cell_fits(cell: str, name: str) -> Expression | None:
    """Give the condition of a cell."""
    if cell == "-":
        return None
    if cell in ("true", "false"):
        return Name(name) if cell == "true" else Not(Name(name))
    return Membership(Name(name), (Literal(cell),))


def row_of(row: Row) -> TableRow:
    """Make a row from its cells and its value."""
    cells, value = row
    tests = tuple(test for cell, name in zip(cells, INPUTS, strict=True) if (test := cell_fits(cell, name)))
    return TableRow(cells, Condition(AllOf(tests) if tests else Literal(value=True), HERE), (value,), HERE, NOWHERE)


def base_with(policy: Policy, rows: list[Row], **more: object) -> KnowledgeBase:
    """Compile the small vocabulary with one table."""
    output = TableOutput(REACH, NO_LABEL, dict.fromkeys(VALUES, NO_LABEL))
    inputs = tuple(TableInput(Name(name), NO_LABEL) for name in INPUTS)
    table = DecisionTable("table.reach", NO_LABEL, policy, inputs, (output,), tuple(map(row_of, rows)), HERE, NOWHERE)
    return compile_knowledge(replace(VOCABULARY, tables={table.id: table}, **more))  # type: ignore[arg-type]


def outcomes(base: KnowledgeBase, facts: Facts) -> dict[str, Status]:
    """Conclude each value of the output."""
    said = tuple(Observation(name, value, by="teacher") for name, value in facts.items())
    conclusions = Inference(base, ForwardEngine(base)).infer(Case("table", TODAY, said, ()), TODAY)
    return {value: conclusions.status(outcome_key(REACH, value)) for value in VALUES}


def fitting(rows: list[Row], facts: Facts) -> list[str]:
    """Give the values of the rows that fit, in their order, the way a reader with a finger on the page finds them."""
    shown = {name: str(value).lower() for name, value in facts.items()}
    return [value for cells, value in rows if all(cell in ("-", shown[name]) for cell, name in zip(cells, INPUTS, strict=True))]


def chosen(policy: Policy, found: list[str]) -> set[str]:
    """Give the values that a policy takes of those that fit."""
    if policy == "F":
        return set(found[:1])
    if policy == "P":
        return set(sorted(found, key=VALUES.index)[:1])
    return set(found)


tables = st.lists(
    st.tuples(
        st.tuples(*(st.sampled_from(["-", "true", "false"]) for _ in "ab"), st.sampled_from(["-", *COLOURS])), st.sampled_from(VALUES)
    ),
    min_size=1,
    max_size=5,
)
known = st.fixed_dictionaries({"a": st.booleans(), "b": st.booleans(), "colour": st.sampled_from(COLOURS)})


@given(st.sampled_from(POLICIES), tables, known)
def test_with_everything_known_a_table_says_what_its_policy_says(policy: Policy, rows: list[Row], facts: Facts) -> None:
    wanted = chosen(policy, fitting(rows, facts))
    assert outcomes(base_with(policy, rows), facts) == {value: "true" if value in wanted else "false" for value in VALUES}


@given(st.sampled_from(POLICIES), tables, known, st.sets(st.sampled_from(INPUTS)))
def test_what_a_table_says_of_part_of_the_facts_holds_whatever_the_rest_is(
    policy: Policy, rows: list[Row], facts: Facts, left: set[str]
) -> None:
    base = base_with(policy, rows)
    early = outcomes(base, {name: value for name, value in facts.items() if name not in left})
    late = outcomes(base, facts)
    assert all(early[value] in ("unknown", late[value]) for value in VALUES)


@pytest.mark.parametrize("policy", POLICIES)
def test_nothing_known_leaves_every_outcome_open(policy: Policy) -> None:
    base = base_with(policy, [(("true", "-", "-"), "high"), (("false", "-", "-"), "middle"), (("-", "true", "-"), "low")])
    assert outcomes(base, {}) == dict.fromkeys(VALUES, "unknown")


def test_an_earlier_row_that_says_the_same_stands_in_nobodys_way() -> None:
    base = base_with("F", [(("true", "-", "-"), "high"), (("-", "true", "-"), "high")])
    assert outcomes(base, {"b": True})["high"] == "true"


def test_an_earlier_row_that_says_otherwise_keeps_a_later_one_open() -> None:
    base = base_with("F", [(("true", "-", "-"), "high"), (("-", "true", "-"), "low")])
    assert outcomes(base, {"b": True}) == {"high": "unknown", "middle": "false", "low": "unknown"}


def test_people_who_disagree_on_an_input_make_the_outcome_contradictory() -> None:
    base = base_with("U", [(("true", "-", "-"), "high"), (("false", "-", "-"), "low")])
    said = (Observation("a", value=True, by="teacher"), Observation("a", value=False, by="parent"))
    conclusions = Inference(base, ForwardEngine(base)).infer(Case("table", TODAY, said, ()), TODAY)
    assert [conclusions.status(outcome_key(REACH, value)) for value in ("high", "low")] == ["contradictory"] * 2


@pytest.mark.parametrize(
    ("asked", "colour", "status"),
    [
        (f'{REACH} = "high"', "red", "true"),
        (f'"high" = {REACH}', "red", "true"),
        (f'{REACH} != "high"', "red", "false"),
        (f'{REACH} in ["high", "low"]', "green", "true"),
        (f'{REACH} in ("high", "middle")', "green", "false"),
        (f'not({REACH} = "low") and a', "green", "false"),
        (f'if {REACH} = "low" then a else b', "red", "unknown"),
        (f'count({REACH} = "high", {REACH} = "low") >= 1', "blue", "false"),
    ],
)
def test_a_condition_asks_for_an_outcome_as_for_any_choice(asked: str, colour: str, status: str) -> None:
    findings = {**VOCABULARY.findings, "signal.asks": finding("signal.asks", parse(asked))}
    base = base_with("U", [(("-", "-", "red"), "high"), (("-", "-", "green"), "low")], findings=findings)
    case = Case("table", TODAY, (Observation("colour", colour, by="teacher"),), ())
    assert Inference(base, ForwardEngine(base)).infer(case, TODAY).status("signal.asks") == status


@pytest.mark.parametrize("asked", [f'{REACH} < "low"', f"{REACH} = colour", f"{REACH} = remark"])
def test_an_outcome_is_compared_with_a_text_only(asked: str) -> None:
    findings = {**VOCABULARY.findings, "signal.asks": finding("signal.asks", parse(asked))}
    with pytest.raises(KnowledgeError) as problem:
        base_with("U", [(("-", "-", "red"), "high")], findings=findings)
    assert "condition.output" in {d.code for d in problem.value.diagnostics}


def test_a_value_that_the_table_does_not_have_is_a_fault() -> None:
    findings = {**VOCABULARY.findings, "signal.asks": finding("signal.asks", parse(f'{REACH} = "higher"'))}
    with pytest.raises(KnowledgeError, match="bedoel je `high`"):
        base_with("U", [(("-", "-", "red"), "high")], findings=findings)


def test_a_table_that_rests_on_itself_is_a_circle() -> None:
    findings = {**VOCABULARY.findings, "signal.asks": finding("signal.asks", parse(f'{REACH} = "high"'))}
    output = TableOutput(REACH, NO_LABEL, dict.fromkeys(VALUES, NO_LABEL))
    row = TableRow(("true",), Condition(parse("signal.asks"), HERE), ("high",), HERE, NOWHERE)
    table = DecisionTable("table.reach", NO_LABEL, "U", (TableInput(Name("signal.asks"), NO_LABEL),), (output,), (row,), HERE, NOWHERE)
    with pytest.raises(KnowledgeError) as problem:
        compile_knowledge(replace(VOCABULARY, tables={table.id: table}, findings=findings))
    assert [d.code for d in problem.value.diagnostics] == ["knowledge.cycle"]


def test_every_combination_of_policy_and_rows_has_one_conclusion_a_value() -> None:
    for policy, value in product(POLICIES, VALUES):
        assert outcome_key(REACH, value) in base_with(policy, [(("-", "-", "-"), "high")]).slots
