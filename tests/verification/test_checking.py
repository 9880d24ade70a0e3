"""A whole check: on the shipped rules, with and without the sources, and on knowledge that cannot be read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.diagnostics import KnowledgeError
from engine.knowledge.compiler import compile_knowledge
from engine.loading.collection import load_knowledge
from engine.service import check_folder
from engine.verification import states
from engine.verification.atoms import State
from engine.verification.checking import check
from engine.verification.registry import CHECKS
from engine.verification.states import States, Verdict
from tests.verification.conftest import BASE, Checked
from tests.verification.kit import finding

ROOT = Path(__file__).resolve().parents[2]
SHARED = Path(os.environ.get("WEGWIJZER_SHARED") or ROOT.parent / "shared")


@pytest.mark.thorough  # all checks; `make test` and `.ci/run` run the command itself
def test_the_shipped_rules_and_protocols_give_no_finding() -> None:
    report = check_folder()
    assert [d.line("en") for d in report.findings] == []
    assert set(report.skipped) == {"citation.lost", "citation.ambiguous", "text.copied"}


@pytest.mark.thorough  # all checks; `make test` and `.ci/run` run the command itself
def test_every_citation_of_the_shipped_rules_is_found_in_its_source() -> None:
    if not (SHARED / "sources").is_dir():
        pytest.skip("the sources are not here")
    report = check_folder(sources=SHARED / "sources")
    assert [d.line("en") for d in report.findings] == []
    assert report.skipped == ()


@pytest.mark.thorough  # all checks
def test_on_the_shipped_rules_every_search_comes_to_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not found because the search stopped early is not known to be sound."""
    stopped = []

    class Watched(States):
        def find(self, verdict: Verdict) -> State | None:
            found = super().find(verdict)
            stopped.append(self.gave_up)
            return found

    for module in ("possibility", "forks", "rows"):
        monkeypatch.setattr(f"engine.verification.{module}.States", Watched)
    assert check_folder().is_sound
    assert len(stopped) > 100
    assert not any(stopped)


def test_a_search_that_stops_early_accuses_nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(states, "BUDGET", 0)
    assert check_folder().is_sound


def test_without_the_sources_the_checks_that_need_them_are_skipped_and_said() -> None:
    assert check_folder(BASE).skipped == ("citation.lost", "citation.ambiguous", "text.copied")
    assert check_folder(BASE, BASE / "sources").skipped == ()


def test_without_the_prover_the_checks_that_prove_are_skipped_and_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.verification.checking.is_installed", lambda: False)
    report = check_folder(BASE, BASE / "sources")
    assert report.is_sound
    assert set(report.skipped) == {code for code, each in CHECKS.items() if each.needs_proofs}


def test_a_check_runs_where_there_is_no_prover() -> None:
    script = "import sys; sys.modules['z3'] = None\nfrom pathlib import Path\nfrom engine.service import check_folder\n"
    script += f"report = check_folder(Path({str(BASE)!r}))\nprint(report.is_sound, 'rule.never' in report.skipped)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.stdout, done.stderr) == ("True True\n", "")


def test_a_source_that_is_not_in_the_folder_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as problem:
        check_folder(BASE, tmp_path)
    assert [(d.code, d.location.file) for d in problem.value.diagnostics] == [("file.missing", str(tmp_path / "boek.txt"))]


@pytest.mark.parametrize(("name", "code"), [("nowhere", "file.missing"), ("base", "knowledge.empty"), ("base.yaml", "file.no_folder")])
def test_what_holds_no_knowledge_is_bad_input(name: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "base").mkdir()
    (tmp_path / "base.yaml").touch()
    with pytest.raises(KnowledgeError) as problem:
        check_folder(tmp_path / name)
    assert [d.code for d in problem.value.diagnostics] == [code]


def test_knowledge_that_does_not_load_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "facts.yaml").write_text("facts:\n  pupil.tired: {type: bul}\n", encoding="utf-8")
    report = check_folder(tmp_path)
    assert not report.is_sound
    assert set(report.skipped) == set(CHECKS)
    assert all(d.location.file == "rules/facts.yaml" for d in report.findings)


def test_one_check_can_be_run_by_itself() -> None:
    base = compile_knowledge(load_knowledge(BASE))
    assert check(base, BASE, checks=[CHECKS["citation.lost"]]).skipped == ("citation.lost",)
    assert check(base, BASE, BASE / "sources", checks=[CHECKS["citation.lost"]]).skipped == ()


def test_findings_are_sorted_by_place_and_none_stands_twice(checked: Checked) -> None:
    files = finding("pupil.tired", label="{nl: Iets, en: Iets}")
    files |= {"rules/a.yaml": next(iter(files.values())).replace("signal.extra", "signal.other").replace("tired", "keen")}
    places = [d.location for d in checked(files).findings]
    assert places == sorted(set(places))
    assert [p.file for p in places] == ["rules/a.yaml", "rules/extra.yaml"]


def test_a_school_that_changed_what_the_base_has_changed_since_is_told(tmp_path: Path) -> None:
    """What an overlay warns of is a finding of the check."""
    overlay = "school: Een school\nparameters:\n  evaluation_weeks: {value: 8, was: 5, why: Ons ritme., approved_by: directie}\n"
    (tmp_path / "school.yaml").write_text(overlay, encoding="utf-8")
    assert "overlay.base_changed" in {d.code for d in check_folder(tmp_path).findings}


def test_a_check_is_named_by_its_file() -> None:
    names = {p.stem for p in (ROOT / "engine" / "verification" / "checks").glob("*.py")} - {"__init__"}
    assert names == {code.replace(".", "_") for code in CHECKS}
