"""What the tests of screening share: the shipped rules, and a table that is written and gone through."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from engine.loading.mappings import load_mapping
from engine.model.mapping import TableMapping
from engine.model.screening import Screening
from engine.service import Wegwijzer, open_wegwijzer
from tests.real_cases import TODAY

Screen = Callable[..., Screening]


@pytest.fixture(scope="session")
def wegwijzer() -> Wegwijzer:
    return open_wegwijzer()


@pytest.fixture
def screen(wegwijzer: Wegwijzer, tmp_path: Path) -> Screen:
    """Write a table, and a mapping where one is given, and go through it."""

    def run(table: str | bytes, mapping: str = "", **asked: object) -> Screening:
        path = tmp_path / "leerlingen.csv"
        path.write_bytes(table.encode("utf-8") if isinstance(table, str) else table)
        known = TableMapping()
        if mapping:
            (tmp_path / "koppeling.yaml").write_text(mapping, encoding="utf-8")
            known = load_mapping(tmp_path / "koppeling.yaml", wegwijzer.base.knowledge)
        return wegwijzer.screen(path, known, as_of=TODAY, **asked)  # type: ignore[arg-type]

    return run
