"""What the targets share: good files to spoil, rules that are opened once, and a check that faults can be told."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path

from engine.diagnostics import KnowledgeError
from engine.loading import library
from engine.service import Wegwijzer, open_wegwijzer

__all__ = ["ROOT", "SOUND", "TODAY", "Target", "cases", "on_sound_rules", "sentences", "texts", "told", "wegwijzer"]

ROOT = Path(__file__).resolve().parents[2]
SOUND = ROOT / "tests" / "golden" / "bad" / "sound_rules"
TODAY = date(2026, 3, 1)

Target = Callable[[bytes], None]


def texts(*patterns: str) -> list[str]:
    """Give the texts of the files of a pattern."""
    return [path.read_text(encoding="utf-8") for pattern in patterns for path in sorted(ROOT.glob(pattern))]


@cache
def wegwijzer() -> Wegwijzer:
    """Give the rules that ship."""
    return open_wegwijzer()


@cache
def cases() -> list[str]:
    """Give good case files."""
    return texts("tests/golden/good/*.yaml", "examples/*.yaml", "rules/vignettes/geval-0*.yaml")


def sentences(problem: KnowledgeError) -> None:
    """Check that what is said can be said: a line each, in both languages, printable, and at a place that exists."""
    assert problem.diagnostics
    for each in problem.diagnostics:
        assert each.location.line >= 0
        assert each.location.column >= 0
        for language in ("nl", "en"):
            line = each.line(language)
            assert line.isprintable(), line
            assert len(line) < 3_000, len(line)


@contextmanager
def told() -> Iterator[None]:
    """Let faults pass that can be told, and nothing else."""
    try:
        yield
    except KnowledgeError as problem:
        sentences(problem)


@cache
def _base() -> Path:
    """Copy the small sound rules, with the schemas beside them, as the base that an overlay stands on."""
    folder = Path(tempfile.mkdtemp(prefix="wegwijzer-fuzz-"))
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    return folder


@contextmanager
def on_sound_rules() -> Iterator[Path]:
    """Have the small sound rules in the place of those that ship, and give a folder to work in."""
    kept = library.shipped_folder
    library.shipped_folder = _base
    try:
        with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name:
            yield Path(name)
    finally:
        library.shipped_folder = kept
