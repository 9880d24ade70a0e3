"""The benchmarks measure what they say: the rule set is the same everywhere, and our engine means what its plain reading means."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.column_contenders import NEEDS
from benchmarks.enactment import case_of_rounds, measure_enactment, table
from benchmarks.engines import Measured, measure, share_of_assumptions
from benchmarks.generate import Condition, case_of, closed_world, finding_of, make_cases, make_rules, open_world
from benchmarks.own_columns import OWN, make_pupils
from benchmarks.own_rules import OwnRules
from benchmarks.report import write
from benchmarks.screening import Screened, make_table, measure_one
from benchmarks.screening import table as screening_table
from engine.service import open_wegwijzer

RULES = make_rules()


def atoms(condition: Condition) -> int:
    return sum(map(atoms, condition[1:])) if condition[0] in ("and", "or", "not") else 1


def test_the_rules_are_200_in_four_strata_and_the_same_each_time() -> None:
    assert len(RULES) == 200
    assert {rule.stratum for rule in RULES} == {1, 2, 3, 4}
    assert make_rules() == RULES
    assert 650 < sum(atoms(rule.when) for rule in RULES) < 800


def test_three_in_ten_facts_of_a_case_are_not_recorded() -> None:
    recorded = sum(map(len, make_cases(200))) / (200 * 120)
    assert 0.68 < recorded < 0.72


def test_who_saw_a_fact_is_not_recorded_either() -> None:
    case = case_of({"b00": True, "n00": 7})
    assert [(o.fact, o.value, o.by) for o in case.observations] == [("b00", True, None), ("n00", 7.0, None)]


def test_what_we_conclude_a_closed_world_concludes_as_well() -> None:
    for case in make_cases(20):
        closed = {finding_of(target, value) for target, value in closed_world(RULES, case)}
        assert {id_ for id_, truth in open_world(RULES, case).items() if truth} < closed


def test_our_engine_concludes_what_the_plain_reading_does() -> None:
    measured = measure("forward, all conclusions told", 20, 0)
    assert (measured.checked, measured.different) == (20, 0)


@pytest.mark.thorough  # draws the largest sheet some times
def test_replaying_and_drawing_are_measured_beside_others_with_as_many_steps() -> None:
    pytest.importorskip("SpiffWorkflow", reason="needs SpiffWorkflow (extra `dev`)")
    found = measure_enactment(1, 1)
    assert [e.name.split(":")[0] for e in found] == ["wegwijzer", "SpiffWorkflow 3.2", "wegwijzer", "Graphviz alone"]
    assert found[0].times == found[1].times
    assert found[2].times == found[3].times
    assert all(name in table(found) for name in ("SpiffWorkflow", "largest sheet"))


def test_a_case_of_the_benchmark_has_twenty_events_of_the_shipped_protocols() -> None:
    plan = open_wegwijzer().plan(case_of_rounds(3))
    assert len(case_of_rounds(3).events) == 20
    assert plan.unplaced == ()


def test_the_page_and_the_picture_name_every_engine(tmp_path: Path) -> None:
    rounds = {name: [Measured(name, 5, 0.1, 0.2, 30, 20, 0, 0.5)] for name in ("forward", "durable", "zen-engine")}
    write(tmp_path, rounds, [OwnRules("forward", 3, 4, 1, 2, 3)], share_of_assumptions(5), 100)
    for file in ("performance.md", "performance.svg"):
        text = (tmp_path / file).read_text(encoding="utf-8")
        assert all(name in text for name in rounds)


@pytest.mark.parametrize(
    "name",
    [
        "wegwijzer: planes of bits",
        "wegwijzer: a loop over forward",
        pytest.param("wegwijzer: ibis on DuckDB", marks=pytest.mark.thorough),  # hundreds of expressions
        "polars by hand, enums",
        "DuckDB SQL by hand",
        "openfisca-core",
    ],
)
@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # ibis 12 calls what DuckDB 2 has renamed
def test_every_contender_over_columns_concludes_what_the_plain_reading_does(name: str, tmp_path: Path) -> None:
    pytest.importorskip(NEEDS.get(name, "polars"), reason="needs what is measured (extra `bench`)")
    make_table(200).write_parquet(tmp_path / "200.parquet")
    measured = measure_one(name, "generated", "memory", tmp_path / "200.parquet", 200)
    assert (measured.checked, measured.different) == (200 * 200, 0)
    assert name in screening_table([measured])


@pytest.mark.parametrize("name", ["wegwijzer: planes of bits", "polars by hand, enums"])
def test_from_file_to_file_they_conclude_the_same(name: str, tmp_path: Path) -> None:
    make_table(200).write_parquet(tmp_path / "200.parquet")
    assert measure_one(name, "generated", "file", tmp_path / "200.parquet", 200).different == 0


@pytest.mark.parametrize(("name", "mode"), [pytest.param(*each, marks=pytest.mark.thorough) if "ibis" in each[0] else each for each in OWN])
@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # as above
def test_our_own_rules_are_measured_over_made_up_pupils(name: str, mode: str, tmp_path: Path) -> None:
    pytest.importorskip("ibis" if "ibis" in name else "polars", reason="needs ibis (extra `duckdb`)")
    make_pupils(120, tmp_path / "120.parquet")
    measured = measure_one(name, "own", mode, tmp_path / "120.parquet", 120)
    assert measured.different == 0
    assert (measured.checked > 0) is ("loop" not in name)


def test_the_table_says_which_aims_were_reached() -> None:
    def ours(mode: str, wall: float, memory: float) -> Screened:
        return Screened("wegwijzer: planes of bits", "generated", mode, 1_000_000, wall, 1.0, wall, memory, 1, 0)

    text = screening_table([ours("memory", 0.1, 400), ours("file", 2.0, 600)])
    assert "10.0 million pupils/s, aim 6: reached; 400 MB, within 500" in text
    assert "0.5 million pupils/s, aim 1: not reached; 600 MB, beyond 500" in text
    fewer = Screened("wegwijzer: planes of bits", "generated", "memory", 10_000, 0.1, 0.1, 0.1, 90, 1, 0)
    assert "aim" not in screening_table([fewer])  # the aims are set for a million
