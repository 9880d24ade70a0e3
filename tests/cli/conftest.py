"""Ways to run the command line in tests."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from cli import speech
from cli.main import main
from engine.service import Wegwijzer, open_wegwijzer

ROOT = Path(__file__).resolve().parents[2]


class Ended(NamedTuple):
    """How a command ended, and what it said."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture
def one_opening(monkeypatch: pytest.MonkeyPatch, wegwijzer: Wegwijzer) -> None:
    """Let commands without `--rules` use the knowledge that is open already, which is the same and saves time."""

    def reopened(rules: Path | None = None, engine: str | None = None) -> Wegwijzer:
        return open_wegwijzer(rules, engine) if rules or engine else wegwijzer

    monkeypatch.setattr(speech, "open_wegwijzer", reopened)


@pytest.fixture
def run(one_opening: None, capfd: pytest.CaptureFixture[str]) -> Run:  # noqa: ARG001 - a fixture that only prepares
    """Run a command line in this process."""

    def run_here(*words: str | Path) -> Ended:
        with pytest.raises(SystemExit) as exit_:
            main([str(word) for word in words])
        out, err = capfd.readouterr()
        return Ended(int(str(exit_.value.code)), out, err)

    return run_here


@pytest.fixture
def run_apart() -> Run:
    """Run a command line in a process of its own, in a folder."""

    def run_there(*words: str | Path, folder: Path = ROOT) -> Ended:
        command = [sys.executable, "-m", "cli.main", *map(str, words)]
        surroundings = os.environ | {"PYTHONPATH": str(ROOT)}
        done = subprocess.run(command, cwd=folder, env=surroundings, check=False, capture_output=True, encoding="utf-8", timeout=120)
        return Ended(done.returncode, done.stdout, done.stderr)

    return run_there
