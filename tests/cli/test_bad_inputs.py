"""Every wrong input of `tests/golden/bad/` gets its sentences: where, what, and what would be right.

A golden file holds command lines after `$ `, each followed by what it says on standard error. A folder `rules_NAME/` is
laid over `sound_rules/`, unless it is `rules_without_...`: so it holds only what is wrong.
With `WEGWIJZER_UPDATE_GOLDEN=1` the goldens are written anew; read the difference before you keep it.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cli import speech
from cli.main import main
from engine.service import Wegwijzer, open_wegwijzer

BAD = Path(__file__).resolve().parents[1] / "golden" / "bad"
ROOT = BAD.parents[2]
GOLDENS = sorted(BAD.glob("*.txt"))
UPDATE = bool(os.environ.get("WEGWIJZER_UPDATE_GOLDEN"))
FATAL = ("binary", "billion_laughs", "brackets")  # run in a process of their own: what they do wrong could end ours
NOWHERE = ("command_line_", "folder", "missing_", "no_vignettes", "rules_folder_", "rules_without_")  # about no line of a file
_PLACED = re.compile(r"[^:]+\.yaml:[1-9]\d*:[1-9]\d*: \S.{9,}")
_SENTENCE = re.compile(r"[^:]+(:[1-9]\d*:[1-9]\d*)?: \S.{9,}")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the wrong inputs, and lay each folder of rules over the sound ones."""
    copy = tmp_path_factory.mktemp("bad")
    shutil.copytree(BAD, copy, dirs_exist_ok=True)
    for each in BAD.glob("rules_*/"):
        if not each.name.startswith("rules_without_"):
            shutil.copytree(BAD / "sound_rules", copy / each.name, dirs_exist_ok=True)
            shutil.copytree(each, copy / each.name, dirs_exist_ok=True)
    return copy


@pytest.fixture
def one_opening(monkeypatch: pytest.MonkeyPatch, wegwijzer: Wegwijzer) -> None:
    """Let commands without `--rules` use the knowledge that is open already."""

    def reopened(rules: Path | None = None, engine: str | None = None) -> Wegwijzer:
        return open_wegwijzer(rules, engine) if rules or engine else wegwijzer

    monkeypatch.setattr(speech, "open_wegwijzer", reopened)


def _commands(golden: Path) -> list[str]:
    lines = golden.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


def _run_here(words: list[str], capfd: pytest.CaptureFixture[str]) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as exit_:
        main(words)
    out, err = capfd.readouterr()
    return int(str(exit_.value.code)), out, err


def _run_apart(words: list[str], folder: Path) -> tuple[int, str, str]:
    command = [sys.executable, "-m", "cli.main", *words]
    surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=surroundings, check=False, capture_output=True, encoding="utf-8", timeout=120)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.usefixtures("one_opening")
@pytest.mark.parametrize("golden", GOLDENS, ids=lambda p: p.stem)
def test_a_wrong_input_gets_its_sentences(
    golden: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    said = []
    for command in _commands(golden):
        words = shlex.split(command)[1:]
        status, out, err = _run_apart(words, folder) if golden.stem in FATAL else _run_here(words, capfd)
        assert (status, out) == (2, "")
        lines = err.splitlines()
        assert lines == [line for line in lines if _SENTENCE.fullmatch(line)]
        assert len(set(lines)) == len(lines)
        assert golden.stem.startswith(NOWHERE) or any(_PLACED.fullmatch(line) for line in lines)
        said.append(f"$ {command}\n{err}")
    if UPDATE:
        golden.write_text("".join(said), encoding="utf-8", newline="\n")
    assert "".join(said) == golden.read_text(encoding="utf-8")


def test_every_wrong_input_has_its_golden() -> None:
    inputs = {p.stem for p in BAD.iterdir() if p.suffix == ".yaml" or p.is_dir()} - {"sound_case", "sound_rules"}
    assert inputs <= {p.stem for p in GOLDENS}
    assert len(GOLDENS) >= 40


def test_the_sound_files_beneath_are_sound(folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    """Else every golden could show a fault of theirs."""
    monkeypatch.chdir(folder)
    assert _run_here(["advise", "sound_case.yaml", "--rules", "sound_rules"], capfd)[0] == 0
    assert _run_here(["advise", "sound_case.yaml"], capfd)[0] == 0
