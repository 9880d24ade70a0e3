"""The page on one's own machine, started as a counsellor starts it."""

from __future__ import annotations

import datetime as dt
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from engine.demonstrating import PUPILS, demonstration
from engine.service import Wegwijzer


@pytest.fixture
def machine(tmp_path: Path) -> dict[str, str]:
    """Give the surroundings of somebody who never used Wegwijzer, in an empty folder."""
    (tmp_path / "leeg").mkdir()
    (tmp_path / "tmp").mkdir()
    kept = {k: v for k, v in os.environ.items() if not k.startswith("WEGWIJZER_")}
    kept["WEGWIJZER_CACHE"] = "off"  # so that no routes are laid out ahead, which takes the machine a minute
    return kept | {"XDG_STATE_HOME": str(tmp_path / "state"), "TMPDIR": str(tmp_path / "tmp"), "HOME": str(tmp_path)}


@pytest.fixture
def command() -> list[str]:
    """Give the command that serves made-up pupils at a free port."""
    return [sys.executable, "-m", "cli.main", "serve", "--demo", "--no-open"]


@pytest.fixture
def running(machine: dict[str, str], command: list[str], tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start the page, and give its address."""
    words = [*command, "--port", "0"]
    root = str(Path(__file__).parents[2])
    env = machine | {"PYTHONPATH": root}
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=tmp_path / "leeg", env=env) as page:
        assert page.stdout
        first = page.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/enter\?token=\S+", first)
        assert found, first
        yield page, found[0]
        if page.poll() is None:
            page.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="signals and folders of another kind")
def test_made_up_pupils_are_shown_once_and_are_gone_at_the_end(
    running: tuple[subprocess.Popen[str], str], machine: dict[str, str], command: list[str], tmp_path: Path
) -> None:
    page, address = running
    token = address.partition("token=")[2]
    base, port = address.partition("/enter")[0], address.split(":")[2].partition("/")[0]
    asked = Request(f"{base}/cases", headers={"Authorization": f"Bearer {token}"})  # noqa: S310 - our own
    with urlopen(asked, timeout=60) as answer:  # noqa: S310 - our own
        text = answer.read().decode()
    assert all(pupil in text for pupil in PUPILS)
    with pytest.raises(HTTPError):
        urlopen(f"{base}/cases", timeout=60)  # noqa: S310 - our own
    notes = list((tmp_path / "state").rglob("serve-*.json"))
    assert [oct(note.stat().st_mode & 0o777) for note in notes] == ["0o600"]
    env = machine | {"PYTHONPATH": str(Path(__file__).parents[2])}
    again = subprocess.run(
        [*command, "--port", port], capture_output=True, text=True, env=env, cwd=tmp_path / "leeg", check=False, timeout=120
    )
    assert (again.returncode, again.stdout.strip()) == (0, f"Wegwijzer draait al: {address}")
    page.send_signal(signal.SIGINT)
    said, errors = page.communicate(timeout=60)
    assert (page.returncode, errors) == (0, "")
    assert "Gestopt. De bedachte leerlingen zijn weg." in said
    assert list((tmp_path / "tmp").glob("wegwijzer-*")) == []
    assert list((tmp_path / "state").rglob("serve-*.json")) == []
    assert list((tmp_path / "leeg").iterdir()) == []


def test_made_up_pupils_show_what_there_is_to_see(wegwijzer: Wegwijzer) -> None:
    today = dt.date(2026, 11, 27)
    with demonstration(wegwijzer, today) as records:
        place = Path(records.store.place)
        advices = [wegwijzer.advise(records.case(pupil), today) for pupil in PUPILS]
        due = records.due(today + dt.timedelta(days=7))
        assert place.exists()
    assert not place.exists()
    assert len({advice.support.proposed for advice in advices}) >= 3
    assert sum(1 for advice in advices if advice.alerts) >= 2
    assert len({protocol.protocol for advice in advices for protocol in advice.steps}) >= 4
    assert any(step.overdue for _, step in due)
