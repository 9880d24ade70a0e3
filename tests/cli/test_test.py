"""`wegwijzer test`: vignettes against what they expect."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.loading.library import shipped_folder
from engine.service import Wegwijzer, start_school, vignettes
from tests.cli.conftest import Run

GOOD = """case: goed
title: Wie wegblijft, komt niet meer
as_of: 2025-11-03
facts:
  absence.full: true
expect:
  findings: {signal.dropout: true}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "diep").mkdir()
    (tmp_path / "diep" / "goed.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def test_all_as_expected_ends_with_0(run: Run, folder: Path) -> None:
    assert run("test", folder) == (0, "1 van 1 vignetten zoals verwacht\n", "")
    assert run("test", folder, "--lang", "en") == (0, "1 of 1 vignettes as expected\n", "")


def test_one_file_will_do(run: Run, folder: Path) -> None:
    assert run("test", folder / "diep" / "goed.yaml").status == 0


def test_what_comes_out_otherwise_ends_with_1_and_says_what(run: Run, folder: Path) -> None:
    wrong = folder / "fout.yaml"
    wrong.write_text(GOOD.replace("dropout: true", "dropout: false").replace("case: goed", "case: fout"), encoding="utf-8")
    done = run("test", folder)
    assert (done.status, done.err) == (1, "")
    assert done.out.splitlines() == [
        f"{wrong}: Wie wegblijft, komt niet meer",
        " - “Komt op dit moment niet meer op school” (signal.dropout): verwacht nee, nu ja",
        "     Waarom",
        "      · komt niet meer op school",
        "     Dit zou het anders maken",
        "      · komt nog op school, helemaal of voor een deel",
        "",
        "1 van 2 vignetten zoals verwacht",
    ]


def test_a_vignette_that_cannot_be_read_ends_with_2_and_the_others_do_not_hide_it(run: Run, folder: Path) -> None:
    (folder / "kapot.yaml").write_text("case: 'stuk", encoding="utf-8")
    (folder / "stuk.yaml").write_text("case: stuk\nfacts:\n  home.unsafe: ja\n", encoding="utf-8")
    status, out, err = run("test", folder)
    assert (status, out) == (2, "")
    assert [line.split(": ")[0] for line in err.splitlines()] == [f"{folder}/kapot.yaml:1:7", f"{folder}/stuk.yaml:3:16"]


def test_a_case_that_expects_nothing_passes(run: Run, tmp_path: Path) -> None:
    """So that the examples, and a school's own cases, can lie in the same folder."""
    (tmp_path / "zaak.yaml").write_text("case: zaak\n", encoding="utf-8")
    assert run("test", tmp_path).status == 0


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the vignettes that ship be two, of which one does not come out as expected; and a school stand on them, with one of its own."""
    folder = tmp_path / "installed" / "rules" / "vignettes"
    folder.mkdir(parents=True)
    (folder / "goed.yaml").write_text(GOOD, encoding="utf-8")
    (folder / "fout.yaml").write_text(GOOD.replace("dropout: true", "dropout: false").replace("case: goed", "case: fout"), encoding="utf-8")
    monkeypatch.setattr(vignettes, "shipped_folder", lambda: tmp_path / "installed")
    start_school(tmp_path / "school")
    (tmp_path / "school" / "vignettes" / "eigen.yaml").write_text(GOOD.replace("true}", "false}"), encoding="utf-8")
    return folder


def test_with_base_those_of_the_base_come_too(run: Run, shipped: Path) -> None:
    school = shipped.parents[2] / "school"
    assert str(shipped / "fout.yaml") not in run("test", school).out
    assert str(shipped / "fout.yaml") in run("test", school, "--base").out


def test_with_base_none_runs_twice(run: Run, shipped: Path) -> None:
    assert run("test", shipped, "--base").out.endswith("1 van 2 vignetten zoals verwacht\n")


def test_update_writes_those_of_the_school_and_never_those_of_the_base(run: Run, shipped: Path) -> None:
    before = {path: path.read_bytes() for path in shipped.iterdir()}
    done = run("test", shipped.parents[2] / "school", "--base", "--update")
    assert done.status == 1
    assert "1 vignetten bijgewerkt" in done.out
    assert done.out.endswith("1 horen bij de regels eronder en blijven zoals ze zijn\n")
    assert {path: path.read_bytes() for path in shipped.iterdir()} == before
    assert "signal.dropout: true" in (shipped.parents[2] / "school" / "vignettes" / "eigen.yaml").read_text(encoding="utf-8")


def test_the_vignettes_of_an_installed_wegwijzer_are_nobodys_to_write(run: Run, shipped: Path) -> None:
    before = (shipped / "fout.yaml").read_bytes()
    assert run("test", shipped, "--update").status == 1
    assert (shipped / "fout.yaml").read_bytes() == before


def test_a_board_is_not_written_from_a_school_that_stands_on_it(run: Run, tmp_path: Path) -> None:
    board, school = tmp_path / "board", tmp_path / "school"
    for folder in (board, school):
        start_school(folder)
        (folder / "vignettes" / "een.yaml").write_text(GOOD.replace("true}", "false}"), encoding="utf-8")
    told = school / "school.yaml"
    told.write_text(told.read_text(encoding="utf-8") + "stands_on: ../board\n", encoding="utf-8")
    assert run("test", school, "--update").status == 1
    assert "true}" in (school / "vignettes" / "een.yaml").read_text(encoding="utf-8")
    assert "false}" in (board / "vignettes" / "een.yaml").read_text(encoding="utf-8")
    assert run("test", board, "--update").status == 0


def test_in_a_checkout_those_of_the_base_can_be_written(wegwijzer: Wegwijzer) -> None:
    assert (shipped_folder() / "pyproject.toml").is_file()
    assert vignettes._others_folders(wegwijzer.root) == []  # noqa: SLF001 - where they are made
