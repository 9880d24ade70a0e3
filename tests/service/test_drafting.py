"""A vignette is kept in the school's own folder, and never over another or outside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import KnowledgeError
from engine.service import open_wegwijzer, start_school

TEXT = "title: Wie wegblijft, krijgt het vangnet.\ncase: {name}\nas_of: 2026-03-09\nfacts: {{absence.full: true}}\nexpect: {{}}\n"


def test_a_vignette_is_kept_under_its_own_name_and_once(tmp_path: Path) -> None:
    start_school(tmp_path / "school")
    wegwijzer = open_wegwijzer(tmp_path / "school")
    text = TEXT.format(name="wie-wegblijft")
    kept = wegwijzer.keep_vignette(text)
    assert kept == tmp_path / "school" / "vignettes" / "wie-wegblijft.yaml"
    assert kept.read_text(encoding="utf-8") == text
    with pytest.raises(KnowledgeError) as told:
        wegwijzer.keep_vignette(text)
    assert (
        told.value.diagnostics[0].text("nl")
        == "`vignettes/wie-wegblijft.yaml` is er al, en er wordt niets overschreven; kies een andere naam"
    )
    with pytest.raises(KnowledgeError) as told:
        wegwijzer.keep_vignette(TEXT.format(name="con"))
    assert told.value.diagnostics[0].code == "draft.name"
