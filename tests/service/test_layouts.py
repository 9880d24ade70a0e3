"""A layout is made once for every process of a page, also ahead of who asks first."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from engine.model.diagram import Diagram
from engine.rendering.diagrams.placing import Placed
from engine.service import layouts
from engine.service.laying_out import laying_out
from engine.service.layouts import laid_out
from engine.service.remembering import MadeOnce
from tests.rendering.test_diagram_standing import route


def test_what_one_process_laid_out_another_takes_from_its_copy(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[str] = []

    def lay_out(diagram: Diagram) -> Placed:
        asked.append(diagram.id)
        return Placed(diagram, 1, 1, (), ())

    monkeypatch.setenv("WEGWIJZER_CACHE", str(tmp_path))
    monkeypatch.setattr("engine.rendering.diagrams.layout.lay_out", lay_out)
    diagram, found = route("possible", "kan nog komen"), []
    for _ in ("one process", "another"):
        monkeypatch.setattr(layouts, "_layouts", MadeOnce(2))
        found.append(laid_out(diagram))
    assert found[0] == found[1]
    assert asked == ["r"]


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
