"""The commands that explain, suppose, ask and count: what they print, and how they end."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from engine.service import Wegwijzer
from tests.cli.conftest import Ended, Run

ROOT = Path(__file__).resolve().parents[2]
JAIMO = ROOT / "examples" / "jaimo.yaml"
OVERRIDE = (
    "  - {protocol: underachievement, node: find_causes, date: 2026-01-16, by: ib,"
    ' state: overridden, because: "eerst rust", chose: make_plan}\n'
)


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a case that may be written to."""
    path = tmp_path / "case.yaml"
    path.write_text("# van ons\ncase: x\nas_of: 2025-11-03\nfacts:\n  pupil.sector: po\n", encoding="utf-8")
    return path


def ask(path: Path, *answers: str, words: tuple[str, ...] = ()) -> Ended:
    """Run the interview with answers from a pipe."""
    command = [sys.executable, "-m", "cli.main", "ask", str(path), *words]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    typed = "".join(f"{answer}\n" for answer in answers)
    done = subprocess.run(command, input=typed, env=surroundings, check=False, capture_output=True, encoding="utf-8", timeout=120)
    return Ended(done.returncode, done.stdout, done.stderr)


def test_explain_prints_the_answer_first(run: Run) -> None:
    ended = run("explain", JAIMO, "form.underachievement")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.startswith("Presteert al langer onder wat verwacht mag worden – ja\n\nWaarom\n")
    assert ended.out.endswith("form.underachievement --full\n")


def test_explain_in_full_prints_more(run: Run) -> None:
    short, full = run("explain", JAIMO, "support"), run("explain", JAIMO, "support", "--full")
    assert "Waarom niet zwaarder" not in short.out
    assert "Waarom niet zwaarder" in full.out


def test_explain_prints_json(run: Run) -> None:
    assert json.loads(run("explain", JAIMO, "support", "--format", "json", "--lang", "en").out)["verdict"] == "in_school"


def test_explain_of_an_unknown_id_is_bad_input(run: Run) -> None:
    ended = run("explain", JAIMO, "form.chronc")
    assert (ended.status, ended.out) == (2, "")
    assert ended.err == "`form.chronc` bestaat niet; bedoel je `form.chronic`?\n"


def test_whatif_prints_only_what_changes(run: Run) -> None:
    ended = run("whatif", JAIMO, "table.size=9")
    assert (ended.status, ended.err) == (0, "")
    supposed, alerts, *rest = ended.out.split("\n\n")
    assert supposed == "Stel: aantal volwassenen aan tafel bij een overleg: 9."
    assert alerts.strip() == "Let op\n +  Er zitten te veel mensen aan tafel"
    assert not any(part.startswith(("Ondersteuning", "Nu doen")) for part in rest)


def test_whatif_leaves_the_file_as_it_is(run: Run) -> None:
    before = JAIMO.read_bytes()
    run("whatif", JAIMO, "absence.full=true")
    assert JAIMO.read_bytes() == before


def test_whatif_without_a_change_is_bad_usage(run: Run) -> None:
    assert run("whatif", JAIMO).status == 2


def test_ask_keeps_every_answer_at_once(copy: Path) -> None:
    ended = ask(copy, "", "n")
    assert ended.status == 0
    assert copy.read_text(encoding="utf-8") == (
        "# van ons\ncase: x\nas_of: 2025-11-03\nfacts:\n  pupil.sector: po\n  home.unsafe: {value: false, by: ib, date: 2025-11-03}\n"
    )
    assert f"Antwoorden bewaard in {copy}: 1." in ended.out
    assert "Nog te vragen: " in ended.out


def test_ask_takes_an_answer_back(copy: Path) -> None:
    before = copy.read_bytes()
    ended = ask(copy, "", "n", "t", "s")
    assert copy.read_bytes() == before
    assert ended.out.count("Is er thuis iets waardoor") == 2


def test_ask_does_not_take_back_what_someone_else_changed(copy: Path, tmp_path: Path) -> None:
    """The file is changed between the answer and the taking back, by whoever stands at the other end of a pipe."""
    command = [sys.executable, "-u", "-m", "cli.main", "ask", str(copy)]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=surroundings, cwd=tmp_path, encoding="utf-8"
    ) as talk:
        assert talk.stdin
        assert talk.stdout
        talk.stdin.write("\nn\n")
        talk.stdin.flush()
        while "home.unsafe" not in (said := copy.read_text(encoding="utf-8")):
            pass
        copy.write_text(said + "  pupil.year: 3\n", encoding="utf-8")
        _, err = talk.communicate("t\ns\n", timeout=120)
    assert "intussen door iemand anders veranderd" in err
    assert "pupil.year: 3" in copy.read_text(encoding="utf-8")


def test_ask_notes_what_nobody_knows_and_what_does_not_apply(copy: Path) -> None:
    ask(copy, "w", "nvt", words=("--by", "teacher", "--who", "wiskunde"))
    text = copy.read_text(encoding="utf-8")
    assert text.count("{value: unknown, by: teacher, who: wiskunde, date: 2025-11-03") == 2
    assert text.count('note: "niet van toepassing"') == 1


def test_ask_knows_a_mother_as_a_parent_and_keeps_that_it_was_she(copy: Path) -> None:
    ask(copy, "w", words=("--by", "Moeder"))
    assert "by: parent, who: moeder, date: 2025-11-03" in copy.read_text(encoding="utf-8")


def test_ask_hears_at_each_turn_which_of_them_answers(copy: Path) -> None:
    ask(copy, "mentor", "n")
    assert "by: teacher, who: mentor" in copy.read_text(encoding="utf-8")


def test_ask_puts_its_questions_to_the_pupil_with_you(copy: Path) -> None:
    ended = ask(copy, "s", words=("--by", "leerling"))
    assert "Is er thuis iets waardoor je niet veilig bent" in ended.out


def test_ask_puts_off_and_stops(copy: Path) -> None:
    before = copy.read_bytes()
    ended = ask(copy, "", "l", "s")
    assert (ended.status, copy.read_bytes()) == (0, before)
    assert ended.out.count("Is er thuis iets waardoor") == 1


def test_ask_says_why_and_asks_again(copy: Path) -> None:
    ended = ask(copy, "", "?", "s")
    assert "Dit beslist of dit speelt: iemand maakt zich zorgen over de veiligheid thuis" in ended.out


def test_ask_does_not_keep_what_it_cannot_read(copy: Path) -> None:
    before = copy.read_bytes()
    ended = ask(copy, "", "misschien", "s")
    assert copy.read_bytes() == before
    assert "`misschien` past hier niet; antwoord met j/n" in ended.err


def test_ask_raises_an_alert_as_soon_as_there_is_one(copy: Path) -> None:
    assert "! Iemand maakt zich zorgen over de veiligheid thuis" in ask(copy, "", "j", "s").out


def test_ask_goes_on_where_it_stopped(copy: Path) -> None:
    ask(copy, "", "n", "s")
    assert "Is er thuis iets waardoor" not in ask(copy, "", "s").out


def test_ask_ends_by_itself_when_the_advice_stands(copy: Path, wegwijzer: Wegwijzer) -> None:
    left = ("table.size", "offer.reward_withheld")
    lines = [f"  {f.id}: unknown\n" for f in wegwijzer.base.knowledge.facts.values() if f.id not in (*left, "pupil.sector", "home.unsafe")]
    copy.write_text(copy.read_text(encoding="utf-8") + "  home.unsafe: {value: false, by: teacher}\n" + "".join(lines), encoding="utf-8")
    ended = ask(copy, "", "4", "", "n")
    assert "Dit advies staat" in ended.out
    assert f"Antwoorden bewaard in {copy}: 2." in ended.out


def test_ask_of_someone_who_cannot_answer_is_bad_input(copy: Path) -> None:
    ended = ask(copy, words=("--by", "teecher"))
    assert ended.status == 2
    assert ended.err == "`teecher` is niemand die kan antwoorden; bedoel je `teacher`?\n"


def test_ask_of_a_file_that_is_not_there_is_bad_input(tmp_path: Path) -> None:
    ended = ask(tmp_path / "geen.yaml")
    assert ended.status == 2
    assert "bestaat niet" in ended.err


def test_overrides_lists_what_is_set_aside(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(JAIMO.read_text(encoding="utf-8").replace("events:\n", f"events:\n{OVERRIDE}"), encoding="utf-8")
    (tmp_path / "rules.yaml").write_text("parameters: {}\n", encoding="utf-8")
    ended = run("overrides", tmp_path)
    assert (ended.status, ended.err) == (0, "")
    assert "1×  Zoek uit wat er meespeelt" in ended.out
    assert "· eerst rust" in ended.out
    assert "a.yaml" not in ended.out
    assert "jaimo" not in ended.out
    assert json.loads(run("overrides", tmp_path, "--format", "json").out)["cases"] == {"with": 1, "all": 1}


def test_overrides_of_a_folder_without_cases_is_bad_input(run: Run, tmp_path: Path) -> None:
    assert run("overrides", tmp_path).status == 2
    assert run("overrides", tmp_path / "geen").status == 2


def test_an_advice_shows_what_was_decided_otherwise(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(JAIMO.read_text(encoding="utf-8").replace("events:\n", f"events:\n{OVERRIDE}"), encoding="utf-8")
    text = " ".join(run("advise", path).out.split())
    assert "Anders besloten in plaats van ‘Zoek uit wat er meespeelt" in text
    assert "reden: eerst rust" in text
    (override,) = json.loads(run("advise", path, "--format", "json").out)["overrides"]
    assert (override["node"], override["chose"], override["because"]) == ("find_causes", "make_plan", "eerst rust")
