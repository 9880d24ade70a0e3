"""`wegwijzer screen` and `population`, as someone who meets them for the first time runs them."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest

from engine.screening import tables
from tests.cli.conftest import Run

EXPORT = """\
Export van het volgsysteem

Leerling;Stamgroep;Geslacht;TIQ;Begrijpend lezen 2025-02-01;Mentor;Leerkracht denkt meer
{rows}
"""


@pytest.fixture
def export(tmp_path: Path) -> Path:
    rows = [f"ll{i:02};{7 + i % 2};{'mv'[i % 2]};{100 + i};{(i * 37) % 100},5;Jansen;{'ja' if i == 3 else 'nee'}" for i in range(40)]
    path = tmp_path / "export.csv"
    path.write_bytes(EXPORT.format(rows="\n".join(rows)).encode("cp1252"))
    return path


KEPT = (
    "pupil: Leerling",
    "group: Stamgroep",
    "fact: potential.iq",
    "m: boy",
    "subject: begrijpend lezen",
    "date: '2025-02-01'",
    "fact: nomination.teacher",
    "Mentor: ignore",
)
ANSWERS = ["", "", "", "", "", "", "", "", "", "", "nomination.teacher"]  # Enter takes what is proposed; one fact is typed


def test_the_first_time_a_person_tells_what_each_column_is_and_the_next_time_it_is_known(
    run: Run, export: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n".join(ANSWERS) + "\n"))
    read: list[Path] = []

    def read_once(path: Path, sheet: str) -> tables.Table:
        read.append(path)
        return open_table(path, sheet)

    open_table = tables.open_table
    monkeypatch.setattr(tables, "open_table", read_once)
    first = run("screen", export, "--map", "--as-of", "2026-03-01")
    assert first.status == 0, first.err
    kept = export.with_suffix(".mapping.yaml").read_text(encoding="utf-8")
    for line in (
        "pupil: Leerling",
        "group: Stamgroep",
        "fact: potential.iq",
        "m: boy",
        "subject: begrijpend lezen",
        "date: '2025-02-01'",
        "Mentor: ignore",
    ):
        assert line in kept
    assert read == [export]
    second = run("screen", export, "--as-of", "2026-03-01")
    assert second.out == first.out
    assert "40 leerlingen; van 40 zijn aanleg en resultaten als score bekend." in second.out


def test_without_a_mapping_a_table_with_odd_headers_says_what_to_do(run: Run, export: Path) -> None:
    ended = run("screen", export)
    assert ended.status == 2
    assert "`--map`" in ended.err


def test_a_list_of_another_kind_is_refused_before_anything_is_done(run: Run, export: Path) -> None:
    ended = run("screen", export, "-o", "lijst.docx")
    assert (ended.status, ended.err.count("\n")) == (2, 1)
    assert ".xlsx" in ended.err


def test_made_up_pupils_go_from_command_to_list_and_page(run: Run, tmp_path: Path) -> None:
    made = run("population", "--pupils", "120", "-o", tmp_path / "bedacht.csv")
    assert made.status == 0, made.err
    ended = run("screen", tmp_path / "bedacht.csv", "-o", tmp_path / "lijst.xlsx", "-o", tmp_path / "lijst.html", "--lang", "en")
    assert ended.status == 0, ended.err
    assert "MADE-UP PUPILS" in ended.out
    assert len(pl.read_excel(tmp_path / "lijst.xlsx", sheet_id=1)) == 120
    assert "no real children" in (tmp_path / "lijst.html").read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_to_is_one_sentence(run: Run, tmp_path: Path) -> None:
    run("population", "--pupils", "20", "-o", tmp_path / "p.csv")
    ended = run("screen", tmp_path / "p.csv", "-o", tmp_path / "nergens" / "lijst.csv")
    assert (ended.status, ended.err.count("\n")) == (2, 1)


def test_the_mapping_never_takes_the_place_of_the_table(run: Run, tmp_path: Path) -> None:
    table = tmp_path / "in.csv"
    table.write_text("pupil;IQ\na;130\n", encoding="utf-8")
    ended = run("screen", table, "--map", "--mapping", table)
    assert (ended.status, table.read_text(encoding="utf-8")) == (2, "pupil;IQ\na;130\n")
    assert "geef de lijst een andere naam" in ended.err
