"""Tables from elsewhere: bombs and half files are refused with a sentence, and names in them lead nowhere."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from engine import limits
from tests.hostile.conftest import Run

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
