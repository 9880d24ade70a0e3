"""`wegwijzer test`: vignettes against what they expect."""

from __future__ import annotations

from pathlib import Path

import pytest

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
