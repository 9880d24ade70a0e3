"""A long list, as someone at a terminal meets it: how far it is, stopped, and taken up again; and the same by DuckDB and Spark."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

from engine.model.screening import METHODS
from engine.screening.going_through import PART
from tests.cli.conftest import Run

PUPILS = PART + 20_000
pty = pytest.importorskip("pty", reason="a terminal of our own is only made on Linux and macOS")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("long") / "bedacht.parquet"
    command = [sys.executable, "-m", "cli.main", "population", "--pupils", str(PUPILS), "-o", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return path


class _Watched:
    """A command whose messages go to a terminal."""

    def __init__(self, *words: object) -> None:
        ours, theirs = pty.openpty()
        command = [sys.executable, "-m", "cli.main", *map(str, words)]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, start_new_session=True)
        os.close(theirs)
        self._ours, self.seen = ours, ""

    def until(self, text: str) -> None:
        """Read on until something is seen, or the command ends."""
        while text not in self.seen:
            try:
                block = os.read(self._ours, 4096)
            except OSError:  # the terminal is closed: the command has ended
                return
            self.seen += block.decode("utf-8")

    def end(self) -> int:
        """Read to the end; gives the exit status."""
        self.until("\0")
        os.close(self._ours)
        return self.process.wait(120)


def test_a_long_list_shows_how_far_it_is_and_goes_on_where_it_was_stopped(table: Path) -> None:
    target = table.with_name("lijst.parquet")
    stopped = _Watched("screen", table, "-o", target)
    while not (target.with_name("lijst.parquet.partial") / "done.json").is_file() and stopped.process.poll() is None:
        time.sleep(0.01)
    stopped.process.send_signal(signal.SIGINT)
    assert stopped.end() != 0
    assert "Onderbroken. Geef dezelfde opdracht nog eens" in stopped.seen
    assert not target.exists()
    done = json.loads((target.with_name("lijst.parquet.partial") / "done.json").read_text(encoding="utf-8"))["parts"]
    again = _Watched("screen", table, "-o", target)
    assert again.end() == 0
    bars = [line for line in again.seen.replace("\r", "\n").splitlines() if line.startswith("[")]
    whole = f"[{'#' * 40}] {PUPILS:,} / {PUPILS:,}".replace(",", ".")
    assert bars == [whole] * (2 - done)  # of two parts the first was done before, on a slow machine the second as well
    assert pl.scan_parquet(target).select(pl.col("pupil").n_unique()).collect().item() == PUPILS
    assert not target.with_name("lijst.parquet.partial").exists()


def _far(run: Run, folder: Path, engine: str) -> pl.DataFrame:
    run("population", "--pupils", "300", "--schools", "3", "-o", folder / "p.parquet")
    ended = run("screen", folder / "p.parquet", "--engine", engine, "-o", folder / "ver.parquet")
    assert ended.status == 0, ended.err
    assert ended.out.startswith("300 leerlingen\n")
    assert run("screen", folder / "p.parquet", "-o", folder / "hier.parquet").status == 0
    here = pl.read_parquet(folder / "hier.parquet").cast(pl.String).sort("pupil")
    there = pl.read_parquet(folder / "ver.parquet" / "*.parquet" if engine == "spark" else folder / "ver.parquet").cast(pl.String)
    shared = [name for name in there.columns if name in here.columns]
    assert {*METHODS, "support.proposed", "cause.insufficient_offer", "alert.methods_disagree"} <= set(shared)
    assert there.sort("pupil").select(shared).equals(here.select(shared))
    return there


@pytest.mark.filterwarnings("ignore:.*deprecated:DeprecationWarning")  # ibis 12 calls what DuckDB 2 has renamed
@pytest.mark.thorough  # what DuckDB concludes is tried in tests/screening
def test_the_list_of_duckdb_says_what_the_list_of_this_machine_says(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("ibis", reason="needs ibis (extra `duckdb`)")
    _far(run, tmp_path, "duckdb")


@pytest.mark.campaign
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_list_of_spark_says_what_the_list_of_this_machine_says(run: Run, tmp_path: Path) -> None:
    pytest.importorskip("pyspark", reason="needs Spark (extra `spark`) and Java")
    _far(run, tmp_path, "spark")
