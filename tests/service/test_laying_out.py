"""Routes are laid out ahead of who asks first, where others find what was made."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from engine.service.laying_out import laying_out


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
