"""Tables from elsewhere: bombs and half files are refused with a sentence, and names in them lead nowhere."""

from __future__ import annotations

import random
import subprocess
import sys
import zipfile
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import xlsxwriter

from engine import limits
from engine.screening.rehearsal import rehearse
from tests.hostile.conftest import Run
from tests.refusals import refused

HEAD = "pupil;pupil.sector;pupil.year;potential.percentile;achievement.percentile\n"


def workbook(path: Path) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((HEAD.strip().split(";"), ["a", "po", 7, 95, 20])):
            sheet.write_row(row, 0, cells)
    return path


def test_a_workbook_that_would_burst_is_refused(tmp_path: Path, run: Run) -> None:
    path = workbook(tmp_path / "a.xlsx")
    assert run("screen", path, "--as-of", "2026-03-01")[0] == 0
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as packed, packed.open("xl/media/x.bin", "w") as stream:
        for _ in range(limits.ARCHIVE_BYTES // 10_000_000 + 1):
            stream.write(bytes(10_000_000))
    assert path.stat().st_size < 1_000_000
    status, out, err = run("screen", path, "--as-of", "2026-03-01")
    assert (status, out) == (2, "")
    assert err == f"{path}: uitgepakt is dit bestand te groot (hoogstens 300 MB); splits het, of bewaar het als CSV\n"


def test_a_workbook_with_entities_of_its_own_is_refused(tmp_path: Path, run: Run) -> None:
    path = workbook(tmp_path / "a.xlsx")
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("xl/extra.xml", '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>')
    status, out, err = run("screen", path, "--as-of", "2026-03-01")
    assert (status, out) == (2, "")
    assert "`xl/extra.xml`" in err


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"sep=",
        b"sep=;",
        b"\0" * 100,
        b'"' * 200_000,
        b"a;b\n" + b'"' + b"x" * 200_000,
        b"\xff\xfea",
        b";;;;\n;;;;\n",
    ],
    ids=lambda content: content[:12].hex() or "empty",
)
def test_a_table_that_is_none_is_told(content: bytes, tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    status, _, err = run("screen", tmp_path / "a.csv", "--as-of", "2026-03-01")
    assert status == 2
    assert err.startswith(str(tmp_path / "a.csv"))


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_a_file_of_the_wrong_kind_is_told(form: str, tmp_path: Path, run: Run) -> None:
    (tmp_path / f"a.{form}").write_bytes(b"PK\x03\x04 no such thing PAR1")
    status, _, err = run("screen", tmp_path / f"a.{form}", "--as-of", "2026-03-01")
    assert status == 2
    assert err.startswith(str(tmp_path / f"a.{form}"))


def parquet(path: Path, rows: int = 90) -> Path:
    frame = pl.DataFrame({"pupil": [f"p{i}" for i in range(rows)], "pupil.year": [7] * rows, "potential.percentile": [95.0] * rows})
    frame.write_parquet(path)
    return path


def test_a_damaged_parquet_file_is_told_and_takes_nothing_down_with_it(tmp_path: Path, run: Run) -> None:
    """Its reader is fast and trusts what it reads: some of these made it abort, and us with it."""
    path = parquet(tmp_path / "a.parquet")
    good, dice = path.read_bytes(), random.Random(5)  # noqa: S311 - no secret
    told = 0
    for _ in range(5):
        spoilt = bytearray(good)
        for _ in range(6):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        path.write_bytes(spoilt)
        status, _, err = run("screen", path, "--as-of", "2026-03-01")
        assert status in (0, 2)
        assert "Traceback" not in err
        assert "panicked" not in err
        told += "dit bestand is beschadigd" in err
    assert told > 1


def test_a_parquet_file_that_would_burst_is_refused(tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """By its rows, and by what it takes to read them."""
    path = parquet(tmp_path / "a.parquet", 5_000)
    program = "import runpy, sys; from engine import limits; limits.{} = {}; sys.argv[0:1] = []; "
    program += "runpy.run_module('engine.screening.rehearsal', run_name='__main__')"
    real = subprocess.run
    for name, limit, says in (("TABLE_ROWS", 4_999, "meer dan"), ("TABLE_MEMORY", 150_000_000, "te groot om hier te lezen")):

        def limited(command: list[str], name: str = name, limit: int = limit, **more: Any) -> object:
            return real([command[0], "-c", program.format(name, limit), *command[2:]], **more)

        with monkeypatch.context() as patched:
            patched.setattr(subprocess, "run", limited)
            status, out, err = run("screen", path, "--as-of", "2026-03-01")
        assert (status, out) == (2, ""), err
        assert says in err
    assert run("screen", path, "--as-of", "2026-03-01")[0] == 0


@pytest.mark.parametrize(("form", "library"), [("parquet", "polars"), ("xlsx", "fastexcel")])
def test_a_file_beside_the_table_that_is_called_as_a_library_is_not_run(
    form: str, library: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child that tries a table found it before the library, ran it, and its peaceful end was taken for a sound table."""
    damaged = tmp_path / f"a.{form}"
    if form == "xlsx":
        workbook(damaged)
    else:
        damaged.write_bytes(parquet(damaged).read_bytes()[:-20] + b"PAR1")
    for name in (library, "engine"):
        (tmp_path / f"{name}.py").write_text("open('run', 'w').close()\nraise SystemExit(0)\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with nullcontext() if form == "xlsx" else refused("table.damaged"):
        rehearse(damaged)
    assert not (tmp_path / "run").exists()


def test_one_cell_in_the_last_corner_of_a_sheet_does_not_take_all_memory(tmp_path: Path, run: Run) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "a.xlsx")) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((HEAD.strip().split(";"), ["a", "po", 7, 95, 20])):
            sheet.write_row(row, 0, cells)
        sheet.write(1_048_575, 16_383, "x")
    status, out, err = run("screen", tmp_path / "a.xlsx", "--as-of", "2026-03-01")
    assert (status, out) == (2, "")
    assert "te groot om hier te lezen" in err


def test_a_table_of_very_many_columns_is_refused(tmp_path: Path, run: Run) -> None:
    (tmp_path / "a.csv").write_text(";".join(f"k{i}" for i in range(limits.TABLE_COLUMNS + 1)) + "\n1;2\n", encoding="utf-8")
    status, _, err = run("screen", tmp_path / "a.csv", "--as-of", "2026-03-01")
    assert status == 2
    assert f"{limits.TABLE_COLUMNS + 1} kolommen" in err


def test_case_files_for_pupils_stay_in_their_folder_whatever_the_pupils_are_called(tmp_path: Path, run: Run) -> None:
    names = ("../../buiten", "/etc/x", "C:\\x", "con", "..", "a\x1b[31m", "é" * 300)
    rows = "".join(f"{name};po;7;{95 - i};20\n" for i, name in enumerate(names))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text(HEAD + rows, encoding="utf-8")
    assert run("screen", tmp_path / "in" / "a.csv", "--cases", tmp_path / "in" / "cases", "--as-of", "2026-03-01")[0] == 0
    made = sorted(p for p in tmp_path.rglob("*") if p.is_file() and p.name != "a.csv")
    assert made
    assert {p.parent for p in made} == {tmp_path / "in" / "cases"}
    assert all(p.name.isascii() and len(p.name) < 80 for p in made)


@pytest.mark.skipif(sys.platform != "linux", reason="a process is only split on Linux; elsewhere a table is tried first")
def test_the_command_itself_tells_of_files_that_take_its_reader_down(tmp_path: Path) -> None:
    """As people give it: a process of its own, which goes through the table in a child."""
    good, dice = parquet(tmp_path / "a.parquet").read_bytes(), random.Random(11)  # noqa: S311 - no secret
    with xlsxwriter.Workbook(str(tmp_path / "0.xlsx")) as book:
        sheet = book.add_worksheet()
        for row, cells in enumerate((HEAD.strip().split(";"), ["a", "po", 7, 95, 20])):
            sheet.write_row(row, 0, cells)
        sheet.write(1_048_575, 16_383, "x")
    for number in range(6):
        spoilt = bytearray(good)
        for _ in range(6):
            spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
        (tmp_path / f"{number}.parquet").write_bytes(spoilt)
    kept = sorted(p.name for p in tmp_path.iterdir())
    for path in (tmp_path / "0.xlsx", *(tmp_path / f"{number}.parquet" for number in range(6))):
        command = [sys.executable, "-m", "cli.main", "screen", str(path), "--as-of", "2026-03-01", "-o", str(tmp_path / "lijst.csv")]
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=120)
        assert done.returncode in (0, 2), done.stderr
        assert "panicked" not in done.stderr
        assert "Traceback" not in done.stderr
        if done.returncode:
            assert done.stderr.startswith(f"{path}: ")
            assert len(done.stderr.splitlines()) == 1
        (tmp_path / "lijst.csv").unlink(missing_ok=True)
        assert sorted(p.name for p in tmp_path.iterdir()) == kept
        if path.suffix == ".xlsx":
            assert "te groot om hier te lezen" in done.stderr
