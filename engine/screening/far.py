"""A table that outgrows this machine: read, concluded and written by DuckDB or Spark; only counts come back."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from engine.diagnostics import KnowledgeError, Location, fault
from engine.inference.conclusions import Inference
from engine.interchange.files import keep_source, landing, put_folder, written
from engine.loading.reasons import system_reason
from engine.model.screening import METHODS

__all__ = ["screen"]

_ENGINES = frozenset(("duckdb", "_duckdb", "pyspark", "py4j"))  # whose own faults are those of what they read


def screen(path: Path, target: Path, engine: str, inference: Inference, as_of: date) -> dict[str, int]:
    """Write `pupil` and all that is concluded, as words; gives the number of pupils (`pupil`), and how many each method flags.

    Beside these `nameless` rows that were left out, rows of pupils who have more than one (`twice`), and cells that count as `unread`.
    """
    keep_source(path, [target])
    try:
        import ibis  # noqa: PLC0415 - an extra

        from engine.screening.far_intake import taken_in  # noqa: PLC0415 - as above
        from engine.screening.on_ibis import conclude, words_of  # noqa: PLC0415 - as above

        connection = _connected(ibis, engine)
    except ImportError:
        raise KnowledgeError([fault("table.no_engine", Location("wegwijzer screen"), engine=engine)]) from None
    with warnings.catch_warnings(), _told(path):
        warnings.simplefilter("ignore", DeprecationWarning)  # ibis 12 calls what DuckDB 2 has renamed
        taken = taken_in(connection, _read(connection, path), inference.base.knowledge, path)
        found = conclude(taken, inference, as_of)
        words = {id_: _worded(found[id_], words_of(inference, id_)) for id_ in found.columns if id_ != "pupil"}
        _write(connection, found.select("pupil", **words), target, engine)
        written = _read(connection, target)
        counts = {m: written[m].isin(["true", "contradictory"]).sum() for m in METHODS}
        row = connection.to_polars(written.aggregate(pupil=written.count(), **counts)).row(0, named=True)
    left_out = {"nameless": taken.nameless, "twice": taken.twice, "unread": taken.unread}
    return {name: int(count or 0) for name, count in row.items()} | left_out


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """Tell what an engine comes upon on its way as a fault of the table."""
    try:
        yield
    except Exception as problem:
        if type(problem).__module__.partition(".")[0] not in _ENGINES:
            raise
        raise KnowledgeError([fault("table.broken", Location(str(path)), why=str(problem).splitlines()[0])]) from None


def _worded(numbers: Any, words: Sequence[str]) -> Any:
    return numbers.cases(*enumerate(words), else_=words[0])


def _connected(ibis: Any, engine: str) -> Any:
    if engine == "duckdb":
        # A Parquet file's least and greatest leave out NaN (as its format asks); from these DuckDB concludes that there is none.
        return ibis.duckdb.connect(disabled_optimizers="statistics_propagation")
    from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra

    return ibis.pyspark.connect(SparkSession.builder.appName("wegwijzer").getOrCreate())


def _read(connection: Any, path: Path) -> Any:
    if not path.exists():
        raise KnowledgeError([fault("file.missing", Location(str(path)))])
    try:
        table = connection.read_parquet(str(path / "*.parquet") if path.is_dir() else str(path))
    except Exception as problem:  # noqa: BLE001 - each engine has faults of its own
        raise KnowledgeError([fault("table.broken", Location(str(path)), why=str(problem).splitlines()[0])]) from None
    if "pupil" not in table.columns:
        raise KnowledgeError([fault("table.no_pupil", Location(str(path)))])
    return table


def _write(connection: Any, found: Any, target: Path, engine: str) -> None:
    """Write whole or not at all: one file, or from Spark a folder of as many files as it likes."""
    place = landing(target)
    try:
        folder = Path(tempfile.mkdtemp(prefix=".wegwijzer-", dir=place.parent))
    except OSError as problem:  # its own name says nothing to anybody
        raise KnowledgeError([fault("file.unwritable", Location(str(target)), why=system_reason(problem))]) from None
    try:
        draft = folder / "whole.parquet"
        connection.to_parquet(found, str(draft))
        if engine == "spark":
            if place.exists() and not _is_a_list(place):
                raise KnowledgeError([fault("table.partial", Location(str(target)))])
            put_folder(draft, place)
        else:
            with written(target) as last:
                draft.replace(last)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_a_list(folder: Path) -> bool:
    """Tell whether a folder holds what Spark writes, and nothing else."""
    return folder.is_dir() and all(path.name == "_SUCCESS" or path.suffix in (".parquet", ".crc") for path in folder.iterdir())
