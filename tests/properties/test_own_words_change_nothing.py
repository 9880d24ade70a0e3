"""Whatever an overlay names, saying there what stands there already changes no advice, and is no warning."""

from __future__ import annotations

import json
import random
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from engine.loading.document import Document, read_document
from engine.loading.laying import written
from engine.loading.library import knowledge_files, shipped_folder
from engine.loading.naming import names_in, value_at
from engine.rendering.advice_json import advice_json
from engine.service import Wegwijzer, open_wegwijzer

CASE = shipped_folder() / "examples" / "jaimo.yaml"


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [read_document(file.path, name=file.name) for file in knowledge_files(shipped_folder())]


def _apart(names: list[str]) -> list[str]:
    """Leave out names that lie within another: which of two changes counts there is another matter."""
    return [name for name in names if not any(name.startswith(f"{other}.") for other in names)]


def _said(wegwijzer: Wegwijzer) -> dict[str, Any]:
    case = wegwijzer.load(CASE)
    said: dict[str, Any] = json.loads(advice_json(wegwijzer.advise(case), wegwijzer.base.knowledge))
    return {key: value for key, value in said.items() if key != "knowledge"}


@pytest.mark.parametrize("seed", [1, 2])
def test_saying_what_stands_there_changes_no_advice(wegwijzer: Wegwijzer, documents: list[Document], seed: int) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    names = _apart(dice.sample(sorted(names_in(documents)), 300))
    changes = []
    for name in names:
        found = value_at(documents, name)
        if len(found) == 1:
            (value,) = found
            was = written(value)
            changes.append({"replaces": name, "with": value, "was": was if was.startswith("digest:") else value, "why": "zo was het al"})
    assert len(changes) > 150
    with TemporaryDirectory() as folder:
        Path(folder, "school.yaml").write_text(json.dumps({"school": "Een school", "changes": changes}), encoding="utf-8")
        own = open_wegwijzer(Path(folder))
    assert [d.text("en") for d in own.base.knowledge.warnings] == []
    assert len(own.base.knowledge.local[0].changes) == len(changes)
    assert _said(own) == _said(wegwijzer)
