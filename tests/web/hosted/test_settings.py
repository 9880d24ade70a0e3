"""The settings of a board's page: what is wrong in them is said at its place, and what is right is served."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest

from engine.cases import keys
from engine.cases.accounts import Accounts
from engine.cases.store import CaseStore
from engine.diagnostics import KnowledgeError
from tests.web.hosted.conftest import KEY, LINDE
from web.hosting import open_sites, read_hosting

SOUND = "store: cases.db\nschools:\n  - {school: linde, host: linde.school.test, passphrase_file: sleutel}\n"
COST = keys._COST  # noqa: SLF001 - before tests make it quick
DEPLOYED = Path(__file__).parents[3] / "deploy"


@pytest.fixture
def settings(tmp_path: Path) -> Callable[[str], Path]:
    """Give what writes a file of settings, beside a file with the passphrase."""
    (tmp_path / "sleutel").write_text(KEY, encoding="utf-8")

    def write(text: str) -> Path:
        file = tmp_path / "hosting.yaml"
        file.write_text(text, encoding="utf-8")
        return file

    return write


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (SOUND.replace("passphrase_file: sleutel", "passphrase_file: weg"), 3, "serve.secret"),
        (SOUND + SOUND.splitlines()[2] + "\n", 4, "serve.twice"),
        ("listen: 127.0.0.1:99999\n" + SOUND, 1, "serve.port"),
        ("proxies: ['*']\n" + SOUND, 1, "shape.pattern"),
        ("workers: 0\n" + SOUND, 1, None),
        ("werkers: 2\n" + SOUND, 1, None),
        ("store: cases.db\n", 1, None),
        (SOUND.replace("linde.school.test", "https://linde.school.test"), 3, "shape.pattern"),
    ],
)
def test_a_fault_is_said_at_its_place(settings: Callable[[str], Path], text: str, line: int, said: str | None) -> None:
    with pytest.raises(KnowledgeError) as told:
        read_hosting(settings(text))
    assert line in {each.location.line for each in told.value.diagnostics}
    if said and said.startswith("serve"):
        assert said in {each.code for each in told.value.diagnostics}
    for each in told.value.diagnostics:
        assert KEY not in each.text("nl") + each.text("en")


def test_a_school_that_the_store_does_not_know_is_not_made(settings: Callable[[str], Path], tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError):
        open_sites(read_hosting(settings(SOUND)))
    CaseStore.open(str(tmp_path / "cases.db"), KEY, school="beuk").close()
    with pytest.raises(KnowledgeError):
        open_sites(read_hosting(settings(SOUND)))


def test_secrets_are_in_no_repr(settings: Callable[[str], Path]) -> None:
    assert KEY not in repr(read_hosting(settings(SOUND)))


def test_the_settings_that_we_show_are_of_the_right_form() -> None:
    with pytest.raises(KnowledgeError) as told:  # the secrets are not here
        read_hosting(DEPLOYED / "hosting.yaml")
    assert {each.code for each in told.value.diagnostics} == {"serve.secret"}


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_it_is_served_by_several_processes_and_ends_when_it_is_told(
    settings: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "_COST", COST)  # another process opens it too
    store = CaseStore.open(str(tmp_path / "cases.db"), KEY, school="linde")
    Accounts(store).invite("an", ["ib"])
    store.close()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    file = settings(f"listen: 127.0.0.1:{port}\nworkers: 2\n{SOUND}")
    command = [sys.executable, "-m", "cli.main", "serve", "--hosted", str(file)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ | {"TMPDIR": str(tmp_path)}
    ) as page:
        try:
            assert page.stdout
            assert page.stdout.readline().strip() == f"Wegwijzer voor {LINDE} op 127.0.0.1:{port}"
            assert asked(f"http://127.0.0.1:{port}/health") == "ok"
            assert 'route="/health"' in asked(f"http://127.0.0.1:{port}/metrics")
            with pytest.raises(HTTPError):
                urlopen(f"http://127.0.0.1:{port}/sign-in", timeout=10)
        finally:
            page.send_signal(signal.SIGTERM)
        _, errors = page.communicate(timeout=60)
    assert page.returncode in (0, -signal.SIGTERM)
    assert "Traceback" not in errors
    assert errors.count("Started server process") == 2
    assert list(tmp_path.glob("wegwijzer-*")) == []


def asked(address: str) -> str:
    """Ask for a page that is being started."""
    until = time.monotonic() + 120
    while True:
        try:
            with urlopen(address, timeout=10) as answer:  # noqa: S310 - our own
                return str(answer.read().decode())
        except (URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
