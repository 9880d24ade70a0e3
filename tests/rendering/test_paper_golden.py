"""Sheets look as their golden files: what changes on paper is read before it is kept.

With `WEGWIJZER_UPDATE_GOLDEN=1` the goldens are written anew. The mark of the rules is masked, since every change of a rule changes it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.model.reading import Reader
from engine.model.text import Language
from engine.rendering.paper_advice import advice_paper
from engine.rendering.paper_guide import guide_paper
from engine.rendering.paper_printing import printed
from engine.rendering.readers import eyes_of
from engine.service import Wegwijzer

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "paper"
UPDATE = bool(os.environ.get("WEGWIJZER_UPDATE_GOLDEN"))
SHEETS: list[tuple[str, Reader, Language]] = [
    ("jaimo", "school", "nl"),
    ("jaimo", "parents", "nl"),
    ("jaimo", "pupil", "nl"),
    ("thuis", "school", "nl"),
    ("thuis", "parents", "nl"),
    ("thuis", "pupil", "nl"),
    ("thuis", "parents", "en"),
]
GUIDES = sorted(path.stem for path in (ROOT / "rules" / "guides").glob("*.yaml"))


def compare(name: str, wegwijzer: Wegwijzer, text: str | bytes) -> None:
    assert isinstance(text, str)
    digest = wegwijzer.base.knowledge.digest.removeprefix("sha256:")
    masked = text.replace(digest, "…").replace(digest[:12], "…")
    file = GOLDEN / f"{name}.md"
    if UPDATE:
        file.parent.mkdir(exist_ok=True)
        file.write_text(masked, encoding="utf-8", newline="\n")
    assert masked == file.read_text(encoding="utf-8"), "read what changed, then WEGWIJZER_UPDATE_GOLDEN=1"


@pytest.mark.parametrize(("case", "reader", "language"), SHEETS)
def test_an_advice_looks_as_its_golden(wegwijzer: Wegwijzer, case: str, reader: Reader, language: Language) -> None:
    reading, knowledge = wegwijzer.reading(wegwijzer.load(ROOT / "examples" / f"{case}.yaml"), frozenset({reader}))
    compare(f"{case}-{reader}-{language}", wegwijzer, printed(advice_paper(reading, knowledge, language), "md"))


@pytest.mark.parametrize("name", GUIDES)
def test_a_guide_looks_as_its_golden(wegwijzer: Wegwijzer, name: str) -> None:
    guide = wegwijzer.base.knowledge.guides[name]
    reading, knowledge = wegwijzer.reading(wegwijzer.load(ROOT / "examples" / "jaimo.yaml"), eyes_of(guide.audience))
    compare(f"jaimo-{name}", wegwijzer, printed(guide_paper(guide, reading, knowledge), "md"))
