"""The editor that is committed is the one that its sources build, to the byte, where npm can be had."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

EDITOR = Path(__file__).parents[2] / "web" / "editor"
STATIC = EDITOR.parent / "static"


def test_every_package_of_the_editor_has_a_fixed_version_and_names_no_registry() -> None:
    asked = json.loads((EDITOR / "package.json").read_text(encoding="utf-8"))["dependencies"]
    lock = (EDITOR / "package-lock.json").read_text(encoding="utf-8")
    locked = json.loads(lock)["packages"]
    assert {name: locked[f"node_modules/{name}"]["version"] for name in asked} == asked
    assert "http" not in lock
    assert all("integrity" in each for name, each in locked.items() if name)


def test_the_licence_of_whatever_is_in_the_editor_lies_beside_it() -> None:
    told = (STATIC / "editor.LICENSE.txt").read_text(encoding="utf-8")
    locked = json.loads((EDITOR / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    names = {name.removeprefix("node_modules/") for name in locked if name} - {"esbuild-wasm"}
    assert {name for name in names if f"{name} " not in told} == set()
    assert "MIT" in told


def test_building_the_editor_again_gives_the_same_bytes(tmp_path: Path) -> None:
    npm = shutil.which("npm")
    node = shutil.which("node")
    if npm is None or node is None:
        pytest.skip("no npm on this machine")
    here = tmp_path / "editor"
    shutil.copytree(EDITOR, here, ignore=shutil.ignore_patterns("node_modules"))
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    if subprocess.run(command, cwd=here, check=False, capture_output=True, timeout=300).returncode:
        pytest.skip("the packages of the editor cannot be had here")
    subprocess.run([node, "build.mjs", str(tmp_path)], cwd=here, check=True, capture_output=True, timeout=300)
    for name in ("editor.js", "editor.LICENSE.txt"):
        assert (tmp_path / name).read_bytes() == (STATIC / name).read_bytes()
