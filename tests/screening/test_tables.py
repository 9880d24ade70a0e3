"""Tables as schools have them: read whatever program wrote them, and what is wrong in them is said where it stands."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from engine.diagnostics import KnowledgeError
from engine.screening.tables import ROW, open_table

ROWS = [("l1", "101,5"), ("l2", "130")]


def _cells(path: Path, sheet: str = "") -> list[tuple[object, ...]]:
    table = open_table(path, sheet)
    return [row for part in table.parts(1) for row in part.iter_rows()]


def _text(rows: Sequence[Sequence[str]], separator: str) -> str:
    return "".join(separator.join(row) + "\r\n" for row in rows)


@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_cells_are_divided_by_what_divides_the_lines(tmp_path: Path, separator: str) -> None:
    path = tmp_path / "t.csv"
    path.write_text(_text([("pupil", "potential.iq"), *ROWS], separator), encoding="utf-8")
    assert _cells(path) == [("l1", "101,5", 2), ("l2", "130", 3)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_letters_of_any_program_are_read(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("leerling;groep\nZoë;één\n".encode(encoding))
    assert open_table(path).header == ("leerling", "groep")
    assert _cells(path) == [("Zoë", "één", 2)]


def test_titles_above_the_header_do_not_count_and_rows_keep_their_number_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sep=;\nExport 2026\n\nleerling;IQ\nl1;100\nl2;120\n", encoding="utf-8")
    assert _cells(path) == [("l1", "100", 5), ("l2", "120", 6)]


_TITLED = [("School De Linde", "", "", "", "groep 5"), ("",), ("leerling", "groep", "IQ", "RW", "BL"), ("",)]


def test_a_title_of_two_cells_is_no_header_and_the_first_rows_may_be_empty_or_short(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(_text([*_TITLED, ("l0", "5"), ("l1", "5", "100", "I", "II")], ";"), encoding="utf-8")
    assert open_table(path).ragged == ((5, 2),)
    assert _cells(path) == [(None, None, None, None, None, 4), ("l1", "5", "100", "I", "II", 6)]


def test_a_title_of_two_cells_is_no_header_of_a_workbook(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([*_TITLED, ("l1", "5", "100", "I", "II")]):
            sheet.write_row(at, 0, row)
    assert open_table(tmp_path / "t.xlsx").header == ("leerling", "groep", "IQ", "RW", "BL")
    assert _cells(tmp_path / "t.xlsx") == [("l1", "5", "100", "I", "II", 5)]


def test_headers_of_one_name_are_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("leerling;Score;Score;\nl1;1;2;3\n", encoding="utf-8")
    assert open_table(path).header == ("leerling", "Score", "Score (2)", "kolom 4")


def test_a_row_with_another_number_of_cells_is_left_out_and_known(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("leerling;IQ\nl1;100;7\nl2\nl3;90\n", encoding="utf-8")
    assert open_table(path).ragged == ((2, 3), (3, 1))
    assert _cells(path) == [("l3", "90", 4)]


def test_a_workbook_and_a_parquet_hold_the_same(tmp_path: Path) -> None:
    frame = pl.DataFrame({"pupil": ["l1", "l2"], "potential.iq": [101.5, 130.0], "discrepancy.since": [None, "2025-02-01"]})
    dated = frame.with_columns(pl.col("discrepancy.since").str.to_date())
    dated.write_excel(tmp_path / "t.xlsx", worksheet="Blad1")
    dated.write_parquet(tmp_path / "t.parquet")
    assert _cells(tmp_path / "t.xlsx", "Blad1") == [("l1", "101.5", None, 2), ("l2", "130", "2025-02-01", 3)]
    assert [row[:2] for row in _cells(tmp_path / "t.parquet")] == [("l1", 101.5), ("l2", 130.0)]


@pytest.mark.parametrize("above", [0, 2, 70])
def test_rows_of_a_workbook_keep_their_number_though_some_are_empty(tmp_path: Path, above: int) -> None:
    with xlsxwriter.Workbook(str(tmp_path / "t.xlsx")) as book:
        sheet = book.add_worksheet()
        for at, row in {0: ("pupil", "potential.iq"), 1: ("l1", "100"), 4: ("l2", "110"), 7: ("l3", "120")}.items():
            sheet.write_row(above + at, 1, row)
    assert _cells(tmp_path / "t.xlsx") == [("l1", "100", above + 2), ("l2", "110", above + 5), ("l3", "120", above + 8)]
    table = open_table(tmp_path / "t.xlsx")
    assert table.first_row == above + 2
    assert [part.rows() for part in table.after(1).parts(9, ["pupil"])] == [[("l2", above + 5), ("l3", above + 8)]]


def test_parts_make_the_whole(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("pupil;potential.iq\n" + "".join(f"l{i};{i}\n" for i in range(1_000)), encoding="utf-8")
    parts = list(open_table(path).parts(300))
    assert [len(p) for p in parts] == [300, 300, 300, 100]
    assert pl.concat(parts)[ROW].to_list() == list(range(2, 1_002))
    assert next(open_table(path).after(600).parts(300))["pupil"][0] == "l600"


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("t.docx", b"x", "table.kind"),
        ("t.csv", b"", "table.empty"),
        ("t.csv", b"een titel\n\n", "table.empty"),
        ("t.xlsx", b"no workbook", "archive.broken"),
        ("t.parquet", b"no parquet", "table.damaged"),
    ],
)
def test_what_is_no_table_is_said(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(KnowledgeError) as problem:
        open_table(tmp_path / name)
    assert [d.code for d in problem.value.diagnostics] == [code]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    pl.DataFrame({"a": [1], "b": [2]}).write_excel(tmp_path / "t.xlsx", worksheet="Blad1")
    with pytest.raises(KnowledgeError, match="`Blad1`"):
        open_table(tmp_path / "t.xlsx", "Blad2")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_column_may_be_called_in_several_lines(form: str, tmp_path: Path) -> None:
    """As people make them with Alt+Enter in Excel."""
    rows = [["pupil", "Score\nrekenen", "IQ\u2028(WISC)"], ["a", "20", "130"], ["b", "30", "120"]]
    path = tmp_path / f"t.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows([["Titel"], *rows])
    else:
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for i, row in enumerate(rows):
                sheet.write_row(i, 0, row)
    table = open_table(path)
    assert table.header == ("pupil", "Score rekenen", "IQ (WISC)")
    (part,) = table.parts(10)
    assert part.drop(ROW).rows() == [("a", "20", "130"), ("b", "30", "120")]
