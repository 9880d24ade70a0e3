"""A small sound knowledge base, to which tests add a fault."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from engine.knowledge.compiler import compile_knowledge
from engine.loading.collection import load_knowledge
from engine.model.verdict import CheckReport
from engine.verification.checking import check

BASE = Path(__file__).with_name("base")
Checked = Callable[[Mapping[str, str]], CheckReport]


@pytest.fixture
def checked(tmp_path: Path) -> Checked:
    """Check the small knowledge base with some files added or replaced, given by name."""

    def run(files: Mapping[str, str]) -> CheckReport:
        shutil.copytree(BASE, tmp_path / "base", dirs_exist_ok=True)
        root = tmp_path / "base"
        for name, text in files.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, encoding="utf-8")
        return check(compile_knowledge(load_knowledge(root)), root, root / "sources")

    return run
