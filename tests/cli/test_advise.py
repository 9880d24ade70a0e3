"""`wegwijzer advise`: the page, its options, and its manners on a command line."""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from engine.rendering.words import WORDS
from engine.service import Wegwijzer
from tests.cli.conftest import ROOT, Run

GOOD = ROOT / "tests" / "golden" / "good"
PAGES = [(p.stem, "nl") for p in sorted(GOOD.glob("*.yaml"))] + [("jaimo", "en")]
UPDATE = bool(os.environ.get("WEGWIJZER_UPDATE_GOLDEN"))
COMMAND = [sys.executable, "-m", "cli.main", "advise"]
_DIGEST = re.compile(r"\(([0-9a-f]{6})\)$", re.MULTILINE)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """Write a small case: someone said something about now, and about last year."""
    path = tmp_path / "zaak.yaml"
    path.write_text(
        """case: zaak
as_of: 2025-11-03
facts:
  absence.full:
    - {value: false, by: ib, date: 2024-11-01}
    - {value: true, by: ib, date: 2025-11-01}
""",
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(("name", "language"), PAGES)
def test_the_page_looks_like_this(name: str, language: str, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, but for the digest of the rules."""
    monkeypatch.chdir(GOOD)
    golden = GOOD / (f"{name}.txt" if language == "nl" else f"{name}.{language}.txt")
    status, out, err = run("advise", f"{name}.yaml", "--lang", language)
    assert (status, err) == (0, "")
    page = _DIGEST.sub("(......)", out)
    if UPDATE:
        golden.write_text(page, encoding="utf-8", newline="\n")
    assert page == golden.read_text(encoding="utf-8")


def test_no_line_of_a_page_is_too_wide_for_a_screen_or_ends_in_white_space(run: Run) -> None:
    for path in sorted(GOOD.glob("*.yaml")):
        lines = run("advise", path).out.splitlines()
        assert [line for line in lines if line != line.rstrip()] == []
        assert [line for line in lines if len(line) > 120 and str(path) not in line] == []


def test_a_case_without_facts_gets_questions(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "leeg.yaml"
    path.write_text("case: leeg\nas_of: 2025-11-03\n", encoding="utf-8")
    done = run("advise", path, "--format", "json")
    assert (done.status, done.err) == (0, "")
    advice = json.loads(done.out)
    assert advice["questions"]
    assert advice["alerts"] == []
    assert not advice["settled"]
    assert run("advise", path).status == 0


def _signal(run: Run, path: Path, *more: str) -> tuple[str, str]:
    advice = json.loads(run("advise", path, "--format", "json", *more).out)
    return advice["as_of"], next(f["status"] for f in advice["findings"] if f["id"] == "signal.dropout")


def test_as_of_asks_on_another_day(run: Run, case: Path) -> None:
    """What was said after that day does not exist yet."""
    assert _signal(run, case) == ("2025-11-03", "true")
    assert _signal(run, case, "--as-of", "2025-10-31") == ("2025-10-31", "false")
    assert _signal(run, case, "--as-of", "2024-10-31") == ("2024-10-31", "unknown")


def test_without_a_day_it_is_today(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "vandaag.yaml"
    path.write_text("case: vandaag\n", encoding="utf-8")
    before = dt.date.today().isoformat()  # noqa: DTZ011 - a school day is local
    shown = json.loads(run("advise", path, "--format", "json").out)["as_of"]
    assert before <= shown <= dt.date.today().isoformat()  # noqa: DTZ011 - as above


def test_json_does_not_tell_where_the_case_lies(run: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    absolute = run("advise", case, "--format", "json").out
    monkeypatch.chdir(case.parent)
    assert run("advise", case.name, "--format", "json").out == absolute


def test_both_languages_advise_the_same(run: Run) -> None:
    """Only texts differ: same keys, ids, numbers and dates."""

    def bare(node: object, key: str = "") -> object:
        if isinstance(node, dict):
            return {name: bare(value, name) for name, value in node.items()}
        if isinstance(node, list):
            return [bare(each, key) for each in node]
        return None if key in ("label", "do", "question", "what", "note", "seek", "pupil", "parents", "school") else node

    path = GOOD / "thuis.yaml"
    dutch, english = (json.loads(run("advise", path, "--format", "json", "--lang", lang).out) for lang in ("nl", "en"))
    assert dutch != english
    assert bare(dutch) == bare(english)


def test_english_has_no_dutch_fixed_words(run: Run, tmp_path: Path) -> None:
    """What people wrote themselves, and the titles of Dutch sources, stay as they are; so the case has no words of its own."""
    english = "\n".join(_without_own_words(run, path, tmp_path) for path in sorted(GOOD.glob("*.yaml")))
    assert "What stands out" in english
    shared = {word.lower() for pair in WORDS.values() for word in pair[1].split()}
    for dutch, other in WORDS.values():
        if dutch != other and dutch.lower() not in shared:
            words = re.escape(dutch).replace(r"\{n\}", r"\d+")
            assert re.search(rf"(?<![\w-]){words}(?![\w-])", english) is None, dutch


def _without_own_words(run: Run, path: Path, tmp_path: Path) -> str:
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "strength." not in line and "note:" not in line]
    copy = tmp_path / path.name
    copy.write_text("\n".join(kept), encoding="utf-8")
    done = run("advise", copy, "--lang", "en")
    assert (done.status, done.err) == (0, "")
    return done.out.split("\nSources and evidence")[0]


def test_english_has_no_dutch_labels(run: Run, wegwijzer: Wegwijzer) -> None:
    page = " ".join(run("advise", GOOD / "jaimo.yaml", "--lang", "en").out.split("\nSources and evidence")[0].split())
    k = wegwijzer.base.knowledge
    labels = [
        n.label for table in (k.findings, k.hypotheses, k.needs, k.alerts, k.interventions, k.layers, k.facts) for n in table.values()
    ]
    assert [each.nl for each in labels if each.nl != each.en and len(each.nl) > 12 and each.nl in page] == []


def test_a_reader_that_stops_is_no_fault() -> None:
    """As in `wegwijzer advise ... | head -1`."""
    command = [*COMMAND, str(GOOD / "thuis.yaml"), "--format", "json"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.readline() == b"{\n"
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(timeout=120) == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_said_in_one_line() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*COMMAND, str(GOOD / "thuis.yaml")], cwd=ROOT, check=False, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=120
        )
    assert done.returncode == 2
    assert done.stderr == "hier kan niet geschreven worden (de schijf is vol); kies een andere plaats\n"


def test_a_console_that_knows_no_accents_is_no_fault(run_apart: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}.items():
        monkeypatch.setenv(name, value)
    path = tmp_path / "één.yaml"
    path.write_text("case: een\nfacts:\n  strength.goes_well_when: {value: 'naïef tekenen 😀', by: pupil}\n", encoding="utf-8")
    done = run_apart("advise", path)
    assert (done.status, done.err) == (0, "")
    assert "naïef tekenen 😀" in done.out


def test_rules_of_another_folder_are_used(run: Run, tmp_path: Path) -> None:
    rules = ROOT / "tests" / "golden" / "bad" / "sound_rules"
    path = tmp_path / "zaak.yaml"
    path.write_text("case: zaak\nfacts:\n  test.percentile: 95\n", encoding="utf-8")
    advice = json.loads(run("advise", path, "--rules", rules, "--format", "json").out)
    assert [(f["id"], f["status"]) for f in advice["findings"]] == [("signal.gifted", "true")]
    assert [step["node"] for step in advice["next_steps"]] == ["hold"]
    assert run("advise", path).status == 2, "the shipped rules know no such fact"


def test_an_engine_that_does_not_exist_is_said(run_apart: Run, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also when it comes from the environment, where no option is checked."""
    monkeypatch.setenv("WEGWIJZER_ENGINE", "forwrd")
    done = run_apart("advise", case)
    assert (done.status, done.out) == (2, "")
    assert done.err == "de motor `forwrd` bestaat niet; bedoel je `forward`?\n"
