"""Nothing is sent anywhere: no command opens a connection."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.hostile.conftest import ROOT, Run

CASE = ROOT / "examples" / "jaimo.yaml"


@pytest.mark.parametrize(
    "words",
    [
        ["advise", CASE],
        ["advise", CASE, "-o", "a.pdf"],
        ["advise", CASE, "-o", "a.docx"],
        ["plan", CASE, "--ics", "p.ics"],
        ["graph", "safety_net", "-o", "r.html"],
        ["graph", "safety_net", "-o", "r.png"],
        ["explain", CASE, "support"],
        ["guide", "plan_of_action", CASE],
        ["population", "--pupils", "5", "-o", "p.csv"],
    ],
    ids=lambda words: "-".join(Path(str(word)).name for word in words),
)
def test_a_command_opens_no_connection(words: list[object], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def refuse(*what: object, **_: object) -> None:
        asked.append(what)
        raise OSError(1, "no network here")

    for name in ("connect", "connect_ex", "sendto"):
        monkeypatch.setattr(socket.socket, name, refuse)
    for name in ("getaddrinfo", "gethostbyname", "create_connection"):
        monkeypatch.setattr(socket, name, refuse)
    monkeypatch.chdir(tmp_path)
    status, _, err = run(*words)
    assert status == 0, err
    assert asked == []
