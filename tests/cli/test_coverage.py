"""`wegwijzer test --coverage`: how much of the rules the vignettes make true and false."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

VIGNETTE = "case: goed\ntitle: Wie wegblijft, komt niet meer\nfacts: {absence.full: true}\nexpect:\n  findings: {signal.dropout: true}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "goed.yaml").write_text(VIGNETTE, encoding="utf-8")
    return tmp_path


def test_one_vignette_covers_little_and_that_is_no_fault_by_itself(run: Run, folder: Path) -> None:
    done = run("test", folder, "--coverage")
    assert (done.status, done.err) == (0, "")
    assert "rules/alerts.yaml" in done.out
    assert done.out.splitlines()[0] == "1 van 1 vignetten zoals verwacht"
    assert done.out.splitlines()[-1].startswith("alles ")


def test_less_than_was_asked_for_ends_with_1(run: Run, folder: Path) -> None:
    assert run("test", folder, "--at-least", "50").status == 1
    assert run("test", folder, "--at-least", "0").status == 0


def test_a_threshold_shows_the_figures_too(run: Run, folder: Path) -> None:
    assert "geen vignet maakt `alert:alert.child_safety` waar" in run("test", folder, "--at-least", "10").out


def test_a_percentage_beyond_a_hundred_is_bad_input(run: Run, folder: Path) -> None:
    done = run("test", folder, "--at-least", "101")
    assert (done.status, done.out) == (2, "")
