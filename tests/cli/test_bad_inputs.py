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
from pathlib import Path

import pytest

from tests.cli.conftest import Run

BAD = Path(__file__).resolve().parents[1] / "golden" / "bad"
GOLDENS = sorted(BAD.glob("*.txt"))
UPDATE = bool(os.environ.get("WEGWIJZER_UPDATE_GOLDEN"))
FATAL = ("binary", "billion_laughs", "brackets")  # run in a process of their own: what they do wrong could end ours
NOWHERE = ("command_line_", "folder", "missing_", "no_vignettes", "rules_folder_", "rules_without_")  # about no line of a file
OVER_SHIPPED = ("school_", "command_line_")  # about the shipped rules, whose lines move when someone edits them
_SHIPPED = re.compile(r"(?<=[( ])((?:rules|protocols)/[\w/]+\.yaml):\d+:\d+")
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


def _commands(golden: Path) -> list[str]:
    lines = golden.read_text(encoding="utf-8").splitlines()
    return [line.removeprefix("$ ") for line in lines if line.startswith("$ ")]


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda p: p.stem)
def test_a_wrong_input_gets_its_sentences(golden: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, run: Run, run_apart: Run) -> None:
    monkeypatch.chdir(folder)
    said = []
    for command in _commands(golden):
        words = shlex.split(command)[1:]
        status, out, err = run_apart(*words, folder=folder) if golden.stem in FATAL else run(*words)
        assert (status, out) == (2, "")
        lines = err.splitlines()
        assert lines == [line for line in lines if _SENTENCE.fullmatch(line)]
        assert len(set(lines)) == len(lines)
        assert golden.stem.startswith(NOWHERE) or any(_PLACED.fullmatch(line) for line in lines)
        steady = _SHIPPED.sub(r"\1:…", err) if golden.stem.startswith(OVER_SHIPPED) else err
        said.append(f"$ {command}\n{steady}")
    if UPDATE:
        golden.write_text("".join(said), encoding="utf-8", newline="\n")
    assert "".join(said) == golden.read_text(encoding="utf-8")


def test_every_wrong_input_has_its_golden() -> None:
    inputs = {p.stem for p in BAD.iterdir() if p.suffix == ".yaml" or p.is_dir()} - {"sound_case", "sound_rules", "school_sound"}
    assert inputs <= {p.stem for p in GOLDENS}
    assert len(GOLDENS) >= 40


def test_the_sound_files_beneath_are_sound(folder: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> None:
    """Else every golden could show a fault of theirs."""
    monkeypatch.chdir(folder)
    assert run("advise", "sound_case.yaml", "--rules", "sound_rules").status == 0
    assert run("advise", "sound_case.yaml").status == 0
