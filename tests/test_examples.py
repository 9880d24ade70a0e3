"""The cases that a newcomer tries first."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RUN = "import sys; sys.argv[0] = 'wegwijzer'; from cli.main import main; main()"
EXAMPLES = sorted((ROOT / "examples").glob("*.yaml"))


def test_there_are_examples() -> None:
    assert {path.stem for path in EXAMPLES} >= {"jaimo", "thuis"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.stem)
def test_an_example_gets_a_next_step_and_no_complaint(path: Path) -> None:
    command = [sys.executable, "-c", RUN, "advise", str(path), "--format", "json"]
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8", timeout=120)
    assert done.stderr == ""
    assert done.returncode == 0
    advice = json.loads(done.stdout)
    assert advice["case"] == path.stem
    assert advice["next_steps"]
