"""`wegwijzer book`: the handbook as a folder or a file, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

BASE = Path(__file__).resolve().parents[1] / "verification" / "base"
DAY = ("--as-of", "2026-11-03")


def test_a_folder_is_made_that_opens_at_its_index(run: Run, tmp_path: Path) -> None:
    assert run("book", BASE, "-o", tmp_path / "boek", *DAY) == (0, "", "")
    assert "<h1>Handboek</h1>" in (tmp_path / "boek" / "index.html").read_text(encoding="utf-8")
    assert {path.suffix for path in (tmp_path / "boek").iterdir()} == {".html"}


def test_a_handbook_that_was_made_before_is_replaced_whole(run: Run, tmp_path: Path) -> None:
    run("book", BASE, "-o", tmp_path / "boek", *DAY)
    (tmp_path / "boek" / "oud.html").write_text("oud", encoding="utf-8")
    assert run("book", "--rules", BASE, "-o", tmp_path / "boek", "--lang", "en", *DAY).status == 0
    assert not (tmp_path / "boek" / "oud.html").exists()
    assert "<h1>Handbook</h1>" in (tmp_path / "boek" / "index.html").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["boek"]


def test_a_folder_with_anything_else_in_it_stays_as_it_is(run: Run, tmp_path: Path) -> None:
    (tmp_path / "belangrijk.docx").write_text("x", encoding="utf-8")
    done = run("book", BASE, "-o", tmp_path)
    assert (done.status, done.out) == (2, "")
    assert "hier staat iets anders dan een eerder gemaakt handboek" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["belangrijk.docx"]


def test_a_file_that_ends_with_pdf_is_a_pdf(run: Run, tmp_path: Path) -> None:
    assert run("book", BASE, "-o", tmp_path / "boek.pdf", *DAY).status == 0
    assert (tmp_path / "boek.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("words", "says"), [((), "hier ontbreekt `--output`"), (("nergens", "-o", "x"), "nergens: dit bestand of deze map bestaat niet")]
)
def test_bad_input_is_one_sentence_with_the_way_out(words: tuple[str, ...], says: str, run: Run) -> None:
    done = run("book", *words)
    assert (done.status, done.out) == (2, "")
    assert says in done.err
