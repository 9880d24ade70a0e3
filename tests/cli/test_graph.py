"""`wegwijzer graph`: the pictures on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Run

THUIS = ROOT / "examples" / "thuis.yaml"


def test_without_more_words_it_is_an_svg_on_standard_output(run: Run) -> None:
    done = run("graph", "pyramid")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("<svg ")
    assert done.out.endswith("</svg>\n")


def test_text_needs_no_layout(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_DOT", "none")
    done = run("graph", "safety_net", "--format", "text", "--as-of", "2026-02-01", "--lang", "en")
    assert done.status == 0
    assert done.out.startswith("Safety net after dropping out\nrules: basis ")
    assert " 2. Hold the intake" in done.out


def test_without_a_layout_the_way_out_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_DOT", "none")
    done = run("graph", "safety_net")
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    assert "--format text" in done.err


def test_an_unknown_picture_names_the_nearest(run: Run) -> None:
    done = run("graph", "piramide")
    assert (done.status, done.out) == (2, "")
    assert "`piramide`" in done.err
    assert "bedoel je `pyramid`?" in done.err


@pytest.mark.parametrize(
    ("ending", "start"),
    [
        ("svg", b"<svg "),
        ("png", b"\x89PNG"),
        ("pdf", b"%PDF"),
        ("dot", b"digraph "),
        ("mmd", b"---\ntitle: "),
        ("bpmn", b"<?xml "),
        ("html", b"<!doctype html>"),
        ("txt", b"Volgen en bijsturen\n"),
    ],
)
def test_the_name_of_the_file_tells_its_form(ending: str, start: bytes, run: Run, tmp_path: Path) -> None:
    path = tmp_path / f"route.{ending}"
    done = run("graph", "monitoring", "-o", path)
    assert done == (0, "", "")
    assert path.read_bytes().startswith(start)


def test_the_format_goes_before_the_name(run: Run, tmp_path: Path) -> None:
    run("graph", "monitoring", "--format", "text", "-o", tmp_path / "route.svg")
    assert (tmp_path / "route.svg").read_text(encoding="utf-8").startswith("Volgen en bijsturen")


def test_further_sheets_are_written_beside_the_first(run: Run, tmp_path: Path) -> None:
    done = run("graph", "causes", "-o", tmp_path / "map.svg")
    names = ["map-1.svg", "map-2.svg", "map-3.svg", "map-4.svg", "map.svg"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert done.err.splitlines() == [str(tmp_path / name) for name in names[:-1]]


def test_a_case_is_laid_over_a_route(run: Run) -> None:
    done = run("graph", "safety_net", "--case", THUIS, "--format", "text")
    assert "thuis, 19 maart 2026" in done.out
    assert "[nu, uiterlijk 23 maart 2026]" in done.out


def test_a_case_is_laid_over_the_pyramid_and_over_all_routes(run: Run) -> None:
    assert "[nu voorgesteld]" in run("graph", "pyramid", "--case", THUIS, "--format", "text").out
    assert "[loopt nu]" in run("graph", "all", "--case", THUIS, "--format", "text").out


def test_no_case_can_be_laid_over_causes(run: Run) -> None:
    done = run("graph", "causes", "--case", THUIS)
    assert (done.status, done.out) == (2, "")
    assert "`causes`" in done.err


def test_bpmn_holds_a_protocol_only(run: Run) -> None:
    done = run("graph", "pyramid", "--format", "bpmn")
    assert (done.status, done.out) == (2, "")


def test_the_same_rules_side_by_side_differ_in_nothing(run: Run) -> None:
    done = run("graph", "safety_net", "--against", ROOT, "--format", "text")
    assert done.status == 0
    assert ": geen verschil" in done.out


def test_a_changed_rule_shows_against_the_rules_before(run: Run, tmp_path: Path) -> None:
    import shutil  # noqa: PLC0415 - only here

    for part in ("rules", "protocols"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("vignettes"))
    file = tmp_path / "protocols" / "safety_net.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("safety_net_intake_weeks", "P3W"), encoding="utf-8")
    done = run("graph", "safety_net", "--against", tmp_path, "--format", "text")
    assert "[\u2260 anders, was: binnen 3 weken]" in done.out
    assert done.out.count("\u2260") == 1
