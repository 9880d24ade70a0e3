"""DuckDB takes a table in as this machine does: what is refused here does not count there, and what cannot be read is told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from engine.diagnostics import KnowledgeError
from engine.model.mapping import TableMapping
from engine.model.screening import METHODS
from engine.rendering.screening_words import far_text
from engine.service import Wegwijzer
from tests.real_cases import TODAY

pytest.importorskip("ibis", reason="needs ibis (extra `duckdb`)")
pytest.importorskip("duckdb", reason="needs DuckDB (extra `duckdb`)")
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # ibis 12 calls what DuckDB 2 has renamed

NAN = float("nan")
Columns = dict[str, tuple[list[object], object]]
FACTS: Columns = {
    "potential.percentile": ([97.0, NAN, 101.0, 98.0, 97.5, -3.0, 99.0], pl.Float64),
    "achievement.percentile": ([NAN, 40.0, 40.0, 41.0, float("inf"), 50.0, NAN], pl.Float64),
    "potential.level": (["II", "I", "VII", "onbekend", "A", "", " IV "], pl.String),
    "achievement.band": (["29-50", "50-29", "3-30", "III", "101-120", "", None], pl.String),
    "achievement.level": (["III", "n.v.t.", "V", "?", "banaan", "I", None], pl.String),
    "nomination.giftedness": (["ja", "misschien", "false", "waar", "x", "0", None], pl.String),
}


def _table(folder: Path, pupils: Sequence[str | None], columns: Columns) -> Path:
    path = folder / "p.parquet"
    series = [pl.Series(name, cells, dtype) for name, (cells, dtype) in columns.items()]  # type: ignore[arg-type]
    pl.DataFrame([pl.Series("pupil", pupils, pl.String), *series]).write_parquet(path)
    return path


def _lists(wegwijzer: Wegwijzer, path: Path, engine: str = "duckdb") -> tuple[pl.DataFrame, pl.DataFrame, dict[str, int]]:
    """Give the lists of this machine and of an engine, as far as both say something, and what the engine counted."""
    here, there = path.with_name("hier.parquet"), path.with_name("ver.parquet")
    wegwijzer.screen(path, TableMapping(), targets=[here], as_of=TODAY)
    counts = wegwijzer.screen_far(path, there, engine, TODAY)
    ours, theirs = (pl.read_parquet(p / "*.parquet" if p.is_dir() else p).cast(pl.String).sort(pl.all()) for p in (here, there))
    shared = [name for name in theirs.columns if name in ours.columns]
    assert {*METHODS} <= {*shared}
    return ours.select(shared).sort(shared), theirs.select(shared).sort(shared), counts


@pytest.mark.thorough  # one by one; all at once is tried below
@pytest.mark.parametrize("fact", FACTS)
def test_a_cell_that_is_refused_here_counts_as_unknown_there(wegwijzer: Wegwijzer, tmp_path: Path, fact: str) -> None:
    whole: Columns = {
        "potential.percentile": ([97.0] * 7, pl.Float64),
        "achievement.percentile": ([40.0] * 7, pl.Float64),
    }
    path = _table(tmp_path, list("abcdefg"), whole | {fact: FACTS[fact]})
    here, there, counts = _lists(wegwijzer, path)
    assert there.equals(here)
    assert counts["unread"] == wegwijzer.screen(path, TableMapping(), as_of=TODAY).bad_cells


def test_all_that_can_be_wrong_at_once_comes_to_the_same_list(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    here, there, counts = _lists(wegwijzer, _table(tmp_path, ["a", "b", None, " ", "b", "-", "c"], FACTS))
    assert there.equals(here)
    assert (counts["pupil"], counts["nameless"], counts["twice"]) == (4, 3, 2)


@pytest.mark.campaign
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_spark_takes_the_same_table_in_as_well(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs Spark (extra `spark`) and Java")
    here, there, counts = _lists(wegwijzer, _table(tmp_path, ["a", "b", None, " ", "b", "-", "c"], FACTS), "spark")
    assert there.equals(here)
    assert (counts["pupil"], counts["nameless"], counts["twice"]) == (4, 3, 2)


def test_what_did_not_count_is_told() -> None:
    counts = {"pupil": 4, "nameless": 3, "twice": 2, "unread": 5} | dict.fromkeys(METHODS, 0)
    told = far_text(counts, "nl")
    assert "5 cellen zijn niet te lezen en tellen als onbekend" in told
    assert "3 rijen zonder leerling tellen niet mee" in told
    assert "2 rijen zijn van leerlingen met meer dan één rij" in told
    assert "rijen" not in far_text(counts | {"nameless": 0, "twice": 0, "unread": 0}, "nl")


@pytest.mark.parametrize(
    ("fact", "cells"),
    [("potential.percentile", ["97", "40"]), ("potential.level", [2, 3]), ("achievement.percentile", [date(2026, 1, 1)] * 2)],
)
def test_a_column_of_another_kind_is_refused(wegwijzer: Wegwijzer, tmp_path: Path, fact: str, cells: list[object]) -> None:
    path = _table(tmp_path, ["a", "b"], {fact: (cells, None)})
    with pytest.raises(KnowledgeError) as caught:
        wegwijzer.screen_far(path, tmp_path / "ver.parquet", "duckdb", TODAY)
    assert [d.code for d in caught.value.diagnostics] == ["table.far_type"]
    assert not (tmp_path / "ver.parquet").exists()


def test_a_column_in_which_nothing_stands_is_unknown(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    columns: Columns = {
        "potential.percentile": ([None] * 2, pl.Null),
        "potential.level": (["I", "II"], None),
    }
    here, there, _ = _lists(wegwijzer, _table(tmp_path, ["a", "b"], columns))
    assert there.equals(here)


@pytest.mark.parametrize("pupils", [[], [None, "-"]])
def test_a_table_without_a_pupil_is_refused(wegwijzer: Wegwijzer, tmp_path: Path, pupils: list[str | None]) -> None:
    path = _table(tmp_path, pupils, {"potential.percentile": ([97.0] * len(pupils), pl.Float64)})
    if not pupils:
        with pytest.raises(KnowledgeError, match="geen enkele leerling"):
            wegwijzer.screen_far(path, tmp_path / "ver.parquet", "duckdb", TODAY)
        return
    assert wegwijzer.screen_far(path, tmp_path / "ver.parquet", "duckdb", TODAY)["pupil"] == 0


def test_a_table_that_breaks_off_gets_a_sentence(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    path = _table(tmp_path, ["a", "b"], {"potential.percentile": ([97.0, 98.0], pl.Float64)})
    whole = path.read_bytes()
    path.write_bytes(whole[:4] + bytes(40) + whole[44:])
    with pytest.raises(KnowledgeError) as caught:
        wegwijzer.screen_far(path, tmp_path / "ver.parquet", "duckdb", TODAY)
    assert [d.code for d in caught.value.diagnostics] == ["table.broken"]


def test_a_list_that_cannot_be_written_is_told_with_its_own_name(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    path = _table(tmp_path, ["a", "b"], {"potential.percentile": ([97.0, 98.0], pl.Float64)})
    with pytest.raises(KnowledgeError) as caught:
        wegwijzer.screen_far(path, tmp_path / "nergens" / "ver.parquet", "duckdb", TODAY)
    (told,) = caught.value.diagnostics
    assert (told.code, told.location.file) == ("file.unwritable", str(tmp_path / "nergens" / "ver.parquet"))


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_the_table_that_is_read_is_never_written_over(wegwijzer: Wegwijzer, tmp_path: Path, engine: str) -> None:
    path = _table(tmp_path, ["a", "b"], {"potential.percentile": ([97.0, 98.0], pl.Float64)})
    (tmp_path / "anders.parquet").symlink_to(path)
    before = path.read_bytes()

    def screen(target: Path) -> object:
        if engine == "duckdb":
            return wegwijzer.screen_far(path, target, "duckdb", TODAY)
        return wegwijzer.screen(path, TableMapping(), targets=[target], as_of=TODAY)

    for target in (path, tmp_path / "anders.parquet"):
        with pytest.raises(KnowledgeError) as caught:
            screen(target)
        assert [d.code for d in caught.value.diagnostics] == ["table.own_source"]
    assert path.read_bytes() == before
