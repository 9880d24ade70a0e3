"""A list as Parquet holds what was concluded, whoever opens it; parts put after one another are the whole."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.inference.truth import STATUS
from engine.interchange.thrift import BINARY, I32, I64, LIST, STRUCT, Field, Items, Struct, read_struct, struct_bytes
from engine.screening import parquet
from engine.screening.parquet import concatenate, write_rows
from engine.screening.planes import Plane, packed

_TRUTHS = st.lists(st.tuples(*(st.integers(0, 3),) * 3), max_size=70)


def _planes(rows: list[tuple[int, ...]]) -> dict[str, Plane]:
    columns = np.array(rows, np.uint8).reshape(-1, 3).T
    return {f"finding.{i}": Plane(packed(c & 1 == 1), packed(c & 2 == 2)) for i, c in enumerate(columns)}


def _frame(rows: list[tuple[int, ...]]) -> pl.DataFrame:
    names = [f"leerling {i}" for i in range(len(rows))]
    figures = [None if i % 3 == 0 else i / 4 for i in range(len(rows))]
    return pl.DataFrame(
        {"pupil": names, "figure": figures, "word": ["é"] * len(rows)},
        schema={"pupil": pl.String, "figure": pl.Float32, "word": pl.Categorical},
    )


def _write(folder: Path, parts: list[list[tuple[int, ...]]]) -> Path:
    drafts = []
    for number, rows in enumerate(parts):
        drafts.append(folder / f"{number}.parquet")
        write_rows(_frame(rows), _planes(rows), drafts[-1])
    concatenate(drafts, folder / "whole.parquet")
    return folder / "whole.parquet"


@given(st.lists(_TRUTHS, min_size=1, max_size=4), st.sampled_from([8, 64, 1 << 17]))
def test_parts_come_back_as_what_was_concluded(parts: list[list[tuple[int, ...]]], rows_of_a_group: int) -> None:
    with pytest.MonkeyPatch.context() as patch, TemporaryDirectory() as name:
        patch.setattr(parquet, "ROWS", rows_of_a_group)
        found = pl.read_parquet(_write(Path(name), parts))
    for i in range(3):
        assert found[f"finding.{i}"].to_list() == [STATUS[row[i]] for rows in parts for row in rows]
    expected = pl.concat(_frame(rows) for rows in parts)
    assert found.select("pupil", "figure", "word").cast({"word": pl.String}).equals(expected.cast({"word": pl.String}))


def _as_duckdb(path: Path) -> list[dict[str, Any]]:
    duckdb = pytest.importorskip("duckdb", reason="needs DuckDB (extra `duckdb`)")
    found = duckdb.connect().execute(f"SELECT * FROM '{path}'")  # noqa: S608 - our own path
    names = [each[0] for each in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _as_arrow(path: Path) -> list[dict[str, Any]]:
    arrow = pytest.importorskip("pyarrow.parquet", reason="needs pyarrow (extra `duckdb`)")
    rows: list[dict[str, Any]] = arrow.read_table(path).to_pylist()
    return rows


@pytest.mark.parametrize("read", [_as_duckdb, _as_arrow])
def test_other_programs_read_the_same(tmp_path: Path, read: Any) -> None:
    rows: list[tuple[int, ...]] = [(i % 4, i // 4 % 4, i % 3) for i in range(1_003)]
    path = _write(tmp_path, [rows, rows[:5]])
    assert read(path) == pl.read_parquet(path).to_dicts()


def test_the_types_of_columns_are_kept(tmp_path: Path) -> None:
    schema = pl.read_parquet_schema(_write(tmp_path, [[(0, 1, 2)]]))
    assert schema["finding.0"] == pl.Enum(list(STATUS))
    assert schema["figure"] == pl.Float32


# --- footers ---

_NUMBERS = st.integers(-(2**62), 2**62)
_STRUCTS: st.SearchStrategy[Struct] = st.recursive(
    st.dictionaries(st.integers(1, 300), st.one_of(_NUMBERS.map(lambda n: Field(I64, n)), st.binary().map(lambda b: Field(BINARY, b)))),
    lambda inner: st.dictionaries(
        st.integers(1, 20),
        st.one_of(
            inner.map(lambda s: Field(STRUCT, s)),
            st.lists(inner, max_size=20).map(lambda each: Field(LIST, Items(STRUCT, each))),
            st.lists(st.integers(-9, 9), max_size=20).map(lambda each: Field(LIST, Items(I32, each))),
            st.booleans().map(lambda b: Field(1 if b else 2, b)),
        ),
    ),
    max_leaves=6,
)


@given(_STRUCTS)
def test_a_struct_comes_back_from_its_bytes(struct: Struct) -> None:
    assert read_struct(struct_bytes(struct)) == struct


def test_what_no_footer_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="11"):
        read_struct(b"\x1b\x00")
