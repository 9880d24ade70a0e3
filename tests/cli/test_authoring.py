"""`init`, `new`, `schemas`, `vignette` and `test --update` on the command line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run

CASE = "case: echt\nas_of: 2026-03-09\nfacts:\n  absence.full: {value: true, by: parent, who: Jan}\n"


@pytest.mark.thorough  # tries every vignette there is
def test_from_init_to_a_rule_of_ones_own(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    made = run("init", "my-school", "--region", "noord", "--name", "De Regenboog")
    assert (made.status, made.err) == (0, "")
    assert "my-school/school.yaml" in made.out
    assert 'school: "De Regenboog"' in (tmp_path / "my-school" / "school.yaml").read_text(encoding="utf-8")
    monkeypatch.chdir(tmp_path / "my-school")
    assert run("new", "rule", "alert.ouders_wachten").status == 0
    assert run("test", ".").out == "2 van 2 vignetten zoals verwacht\n"
    assert "schemas" in run("schemas", "--lang", "en").out
    with_base = run("test", ".", "--base").out
    assert [int(of) > 2 for of in re.findall(r"van (\d+) vignetten zoals verwacht", with_base)] == [True]
    assert "signal.dropout" not in with_base


def test_a_vignette_says_what_was_taken_out(run: Run, tmp_path: Path) -> None:
    case, made = tmp_path / "echt.yaml", tmp_path / "vignet-1.yaml"
    case.write_text(CASE, encoding="utf-8")
    done = run("vignette", case, "-o", made, "--title", "Wie niet komt, krijgt het vangnet.")
    assert (done.status, done.out) == (0, "")
    assert "`echt`" in done.err
    assert "namen, vervangen door letters: 1" in done.err
    assert "Jan" not in made.read_text(encoding="utf-8")
    assert run("test", made).status == 0
    assert "case: vignet\n" in run("vignette", case, "--lang", "en").out


def test_update_accepts_what_comes_out_and_says_it(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "fout.yaml"
    path.write_text(CASE + "expect: {findings: {signal.dropout: false}}\n", encoding="utf-8")
    done = run("test", path, "--update", "--lang", "en")
    assert done.status == 0
    assert "expected no, now yes" in done.out
    assert done.out.endswith("1 vignettes updated; read what has changed\n")
    assert run("test", path) == (0, "1 van 1 vignetten zoals verwacht\n", "")


@pytest.mark.parametrize(("words", "name"), [(("new", "rule"), "ID"), (("init",), "DIR"), (("explain",), "CASE")])
def test_what_is_missing_is_named_as_the_help_names_it(words: tuple[str, ...], name: str, run: Run) -> None:
    assert f"hier ontbreekt `{name}`" in run(*words).err
