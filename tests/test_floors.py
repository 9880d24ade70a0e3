"""The floors of the house: who may import whom, and that the drawing is true."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the import contracts of `pyproject.toml` over a folder."""
    command = [sys.executable, "-c", LINT, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, check=False, capture_output=True, encoding="utf-8", timeout=120)


def exists(part: str) -> bool:
    """Tell whether a part of the engine is there, as a module or as a package."""
    return (ROOT / "engine" / f"{part}.py").is_file() or (ROOT / "engine" / part / "__init__.py").is_file()


def test_every_import_goes_downward() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def floors_of_the_contract() -> list[str]:
    """Give the layers of the engine's contract, top floor first."""
    config = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contract = next(c for c in config["tool"]["importlinter"]["contracts"] if c["id"] == "floors")
    return list(contract["layers"])


def floors_of_the_drawing() -> list[str]:
    """Give the lines of the drawing in the docs that show a floor of the engine, top floor first."""
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    return [line for line in page.splitlines() if re.match(r" *\d+ +\(?engine/", line)]


def test_the_drawing_shows_the_floors_of_the_contract() -> None:
    kept = [set(re.findall(r"\w+", layer)) for layer in floors_of_the_contract()]
    drawn = [set(re.findall(r"engine/(\w+)", line)) for line in floors_of_the_drawing()]
    assert drawn == kept


def test_brackets_stand_around_the_parts_that_do_not_exist_yet() -> None:
    layers = " ".join(floors_of_the_contract())
    planned = {part for part in re.findall(r"\w+", layers) if not exists(part)}
    assert set(re.findall(r"\((\w+)\)", layers)) == planned
    assert set(re.findall(r"\(engine/(\w+)", " ".join(floors_of_the_drawing()))) == planned
