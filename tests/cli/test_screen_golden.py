"""What `wegwijzer screen` says of an odd export stays as it is: the words on the screen, and the list as JSON."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.goldens import agrees

FOLDER = Path(__file__).parents[1] / "golden" / "screen"


@pytest.fixture
def export(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for name in ("export.csv", "export.mapping.yaml"):
        shutil.copy(FOLDER / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return "export.csv"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_words_of_a_screening(run: Run, export: str, language: str) -> None:
    ended = run("screen", export, "--as-of", "2025-11-20", "--lang", language)
    assert ended.status == 0, ended.err
    agrees(f"screen/export.{language}.txt", _without_version(ended.out))


def test_the_list_as_json(run: Run, export: str, tmp_path: Path) -> None:
    lines = (tmp_path / export).read_text(encoding="cp1252").splitlines(keepends=True)
    (tmp_path / export).write_text("".join(lines[:4] + lines[10:14]), encoding="cp1252", newline="")
    ended = run("screen", export, "--as-of", "2025-11-20", "-o", "lijst.json")
    assert ended.status == 0, ended.err
    agrees(
        "screen/export.json",
        json.dumps(json.loads((tmp_path / "lijst.json").read_text(encoding="utf-8")), ensure_ascii=False, indent=1) + "\n",
    )


def test_enter_takes_what_is_proposed_for_every_odd_header(run: Run, export: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mapping = tmp_path / "export.mapping.yaml"
    known = mapping.read_text(encoding="utf-8")
    mapping.unlink()
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" * 40))
    ended = run("screen", export, "--map", "--as-of", "2025-11-20")
    assert ended.status == 0, ended.err
    assert "van dit vak zijn er 2 kolommen" in ended.err
    assert mapping.read_text(encoding="utf-8") == known


def _without_version(text: str) -> str:
    """Leave out the version of the rules, which changes with every rule."""
    first, _, rest = text.partition("\n")
    return first.split("   ")[0] + "\n" + rest
