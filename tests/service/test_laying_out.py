"""Routes are laid out ahead of who asks first, where others find what was made."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from engine.model.diagram import Diagram
from engine.rendering.diagrams.standing import roomy
from engine.service import Wegwijzer
from engine.service.laying_out import lay_out_all, laying_out


@pytest.mark.parametrize(("kept", "begun"), [("", 1), ("off", 0)])
def test_routes_are_laid_out_meanwhile_only_where_others_find_them(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: str, begun: int
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    start = subprocess.Popen

    def remember(command: list[str], **how: object) -> subprocess.Popen[bytes]:
        started.append(start(command, **how))  # type: ignore[call-overload]  # as it was asked
        return started[-1]

    monkeypatch.setenv("WEGWIJZER_CACHE", kept or str(tmp_path))
    monkeypatch.setattr(subprocess, "Popen", remember)
    with laying_out([None, None]):
        assert [each.poll() for each in started] == [None] * begun
    assert [each.returncode is None for each in started] == [False] * begun


def test_what_is_laid_out_ahead_is_what_pages_ask_for(monkeypatch: pytest.MonkeyPatch, wegwijzer: Wegwijzer) -> None:
    ahead: list[Diagram] = []
    monkeypatch.setattr("engine.rendering.diagrams.layout.lay_out", ahead.append)
    monkeypatch.setattr(os, "nice", lambda _: 0, raising=False)
    lay_out_all([wegwijzer.root])
    case = wegwijzer.load(Path(__file__).parents[2] / "examples" / "jaimo.yaml")
    today = ahead[0].imprint.day
    for language in ("nl", "en"):
        assert roomy(wegwijzer.graph("underachievement", language, case=case, as_of=today, whole=True)[0]) in ahead
        for name in ("all", "above_school"):
            assert set(wegwijzer.graph(name, language, as_of=today)) <= set(ahead)
