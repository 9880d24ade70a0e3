"""`wegwijzer check`: whether the knowledge base is sound."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run

BASE = Path(__file__).resolve().parents[1] / "verification" / "base"


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Give a small knowledge base with one fault."""
    shutil.copytree(BASE, tmp_path / "base")
    label = tmp_path / "base" / "rules" / "needs.yaml"
    label.write_text(label.read_text(encoding="utf-8").replace("en: Challenge", "en: Uitdaging"), encoding="utf-8")
    return tmp_path / "base"


def test_sound_knowledge_ends_with_0(run: Run) -> None:
    skipped = "3 checks skipped, they need the sources (--sources)"
    assert run("check", BASE, "--lang", "en") == (0, f"0 found, 0 allowed with a reason; {skipped}\n", "")
    assert run("check", BASE, "--sources", BASE / "sources") == (0, "0 gevonden, 0 toegestaan met een reden\n", "")


def test_the_shipped_knowledge_is_the_default(run: Run) -> None:
    assert run("check").status == 0


@pytest.mark.parametrize("option", ["", "--rules"])
def test_what_is_found_ends_with_1_and_stands_on_standard_output(option: str, faulty: Path, run: Run) -> None:
    done = run("check", *filter(None, [option]), faulty)
    assert (done.status, done.err) == (1, "")
    assert done.out.startswith("rules/needs.yaml:3:32: Nederlands en Engels zijn hier gelijk")
    assert done.out.splitlines()[0].endswith(" [translation.missing]")


def test_knowledge_that_cannot_be_read_ends_with_1(faulty: Path, run: Run) -> None:
    (faulty / "rules" / "needs.yaml").write_text("needs: [\n", encoding="utf-8")
    done = run("check", faulty)
    assert done.status == 1
    assert "[yaml.syntax]" in done.out


def test_json_and_sarif_can_be_read_back(faulty: Path, run: Run) -> None:
    assert json.loads(run("check", faulty, "--format", "json").out)["findings"][0]["code"] == "translation.missing"
    (only,) = json.loads(run("check", faulty, "--format", "sarif").out)["runs"]
    assert [r["ruleId"] for r in only["results"]] == ["translation.missing"]


def test_a_folder_that_is_not_there_is_bad_input(run: Run, tmp_path: Path) -> None:
    done = run("check", tmp_path / "weg")
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"{tmp_path / 'weg'}: ")
