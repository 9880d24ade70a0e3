"""What ships: everything that the command needs lies in the wheel."""

from __future__ import annotations

import tomllib
from pathlib import Path, PurePath

import pytest

ROOT = Path(__file__).resolve().parents[1]
CONFIG = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
APART = [name.replace(".", "/") for name in CONFIG["tool"]["setuptools"]["packages"]["find"]["exclude"] if "*" not in name]
SHIPPED = [name for name in CONFIG["tool"]["setuptools"]["packages"]["find"]["include"] if "*" not in name]


def files_of(folder: str) -> list[Path]:
    """Give the files of a shipped folder, but not what Python left there, nor what is meant to stay behind."""
    found = (p for p in (ROOT / folder).rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return sorted(p for p in found if not any(p.is_relative_to(ROOT / apart) for apart in APART))


@pytest.mark.parametrize("folder", [name for name in SHIPPED if (ROOT / name).is_dir()])
def test_no_file_of_a_shipped_folder_stays_behind(folder: str) -> None:
    patterns = ["*.py", *CONFIG["tool"]["setuptools"]["package-data"]["*"]]
    left = [str(p.relative_to(ROOT)) for p in files_of(folder) if not any(PurePath(p.name).match(pattern) for pattern in patterns)]
    assert files_of(folder)
    assert left == []


@pytest.mark.parametrize("folder", [name for name in SHIPPED if (ROOT / name).is_dir()])
def test_no_shipped_folder_has_a_dot_in_its_name(folder: str) -> None:
    """A folder with a dot in its name is not found as a package, so its files would silently stay behind."""
    inside = {parent for file in files_of(folder) for parent in file.relative_to(ROOT).parents}
    assert [p for p in inside if "." in p.name] == []


@pytest.mark.parametrize("package", ["engine", "cli"])
def test_a_package_says_that_it_is_typed(package: str) -> None:
    assert (ROOT / package / "py.typed").is_file()
