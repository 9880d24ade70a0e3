"""The same gates in another engine conclude of every pupil what is concluded of each alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from engine.decision.deciding import Decision
from engine.inference.conclusions import Inference
from engine.model.mapping import TableMapping
from engine.screening.completed import completed
from engine.screening.going_through import going_through
from engine.screening.intake import Intake
from engine.screening.made_up import Population, made_up
from engine.screening.tables import open_table
from engine.service import Wegwijzer
from tests.real_cases import TODAY

LAYER = "support.proposed"
ibis = pytest.importorskip("ibis", reason="needs ibis (extra `duckdb` or `spark`)")
pytestmark = pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # ibis 12 calls what DuckDB 2 has renamed
PUPILS = 2_000


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Give made-up pupils, some with a level in place of a percentile, some with an IQ."""
    frame = pl.concat(made_up(Population(pupils=PUPILS, seed=12, missing=0.3)))
    place = pl.int_range(pl.len())
    frame.with_columns(
        pl.when(place % 3 == 0).then(pl.lit("II")).when(place % 7 == 0).then(pl.lit("A")).alias("potential.level"),
        pl.when(place % 5 == 0).then(100 + place % 50).cast(pl.Float64).alias("potential.iq"),
        pl.when(place % 4 == 0).then(pl.lit("III")).alias("achievement.level"),
        pl.when(place % 6 == 0).then(place % 12).cast(pl.Float64).alias("discrepancy.months"),
    ).write_parquet(tmp_path / "bedacht.parquet")
    return tmp_path / "bedacht.parquet"


def words_of(inference: Inference, column: str) -> Sequence[str]:
    """Give the words of a column's numbers."""
    from engine.screening import on_ibis  # noqa: PLC0415 - needs ibis

    return on_ibis.words_of(inference, column)


def _differing(wegwijzer: Wegwijzer, path: Path, connection: Any) -> list[tuple[str, str, str, str]]:
    from engine.screening.far_intake import taken_in  # noqa: PLC0415 - needs ibis
    from engine.screening.on_ibis import conclude  # noqa: PLC0415 - as above

    taken = taken_in(connection, connection.read_parquet(path), wegwijzer.base.knowledge, path)
    found = connection.to_polars(conclude(taken, wegwijzer.inference, TODAY)).to_dicts()
    there = {row["pupil"]: row for row in found}
    opened = open_table(path)
    mapping, _ = completed(TableMapping(), opened, wegwijzer.base.knowledge)
    out: list[tuple[str, str, str, str]] = []
    for looked in going_through(Intake(opened, mapping, wegwijzer.base.knowledge, TODAY), wegwijzer.inference):
        for i, pupil in enumerate(looked.pupils.names.to_list()):
            decision, _ = wegwijzer.decide(looked.case(i, "pupil"), TODAY)
            for id_, number in there[pupil].items():
                if id_ != "pupil" and words_of(wegwijzer.inference, id_)[number] != _alone(decision, id_):
                    out.append((pupil, id_, _alone(decision, id_), words_of(wegwijzer.inference, id_)[number]))
    assert len(there) == PUPILS
    told = set(found[0])
    decided = looked.concluded.decided
    assert {*wegwijzer.base.knowledge.findings, *(key.removeprefix("alert:") for key in decided.truths), *decided.standings} <= told
    assert LAYER in told
    return out


def _alone(decision: Decision, id_: str) -> str:
    """Give the word for what is decided of a pupil alone."""
    if id_ == LAYER:
        return decision.placement.proposed
    if id_ in decision.weighed:
        return decision.weighed[id_].standing
    return decision.conclusions.status(f"alert:{id_}" if id_.startswith("alert.") else id_)


def test_duckdb_concludes_of_two_thousand_pupils_what_is_concluded_of_each(wegwijzer: Wegwijzer, table: Path) -> None:
    pytest.importorskip("duckdb", reason="needs DuckDB (extra `duckdb`)")
    assert _differing(wegwijzer, table, ibis.duckdb.connect()) == []


@pytest.mark.campaign
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Spark leaves its sockets to the collector
def test_spark_concludes_of_two_thousand_pupils_what_is_concluded_of_each(wegwijzer: Wegwijzer, table: Path) -> None:
    sql = pytest.importorskip("pyspark.sql", reason="needs Spark (extra `spark`) and Java")
    session = sql.SparkSession.builder.master("local[2]").appName("wegwijzer").getOrCreate()
    try:
        assert _differing(wegwijzer, table, ibis.pyspark.connect(session)) == []
    finally:
        session.stop()
