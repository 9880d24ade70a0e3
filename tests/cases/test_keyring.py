"""What keeps passphrases on a machine: a real one that needs no desktop, in a process of its own as somebody would start it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from engine.cases import passphrases

ROOT = Path(__file__).resolve().parents[2]
IN_A_FILE = "keyrings.alt.file.PlaintextKeyring"
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `wegwijzer store` with a keyring of its own and without a passphrase."""

    def run_with(backend: str, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("WEGWIJZER_", "PYTHON_KEYRING"))}
        surroundings |= {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path / "data")}
        surroundings |= {"WEGWIJZER_STORE": str(tmp_path / "cases.db"), "WEGWIJZER_WHO": "ib", "PYTHONPATH": str(ROOT), **more}
        surroundings |= {"PYTHON_KEYRING_BACKEND": backend} if backend else {}
        command = [sys.executable, "-m", "cli.main", "store", *words]
        return subprocess.run(
            command,
            env=surroundings,
            cwd=tmp_path,
            check=False,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            timeout=300,
        )

    return run_with


def test_a_real_keyring_keeps_the_passphrase_that_was_made_and_the_next_command_opens_with_it(run: Run, tmp_path: Path) -> None:
    made = run(IN_A_FILE, "new", "valk")
    assert made.returncode == 0, made.stderr
    assert "Schrijf het ook op" in made.stderr
    assert run(IN_A_FILE, "list").stdout == "valk\n"
    assert run(IN_A_FILE, "rekey").returncode == 0
    assert run(IN_A_FILE, "list").stdout == "valk\n"
    assert [path.name for path in tmp_path.rglob("*.cfg")] == ["keyring_pass.cfg"]
    other = run("", "list", WEGWIJZER_PASSPHRASE="vier losse woorden hier")  # noqa: S106 - of a test
    assert other.returncode == 2


def test_a_keyring_that_its_own_library_does_not_recommend_is_not_used_unless_it_was_chosen(run: Run, tmp_path: Path) -> None:
    """A passphrase in a file of plain text protects nothing; without a better place it is asked for."""
    refused = run("", "new", "valk")
    assert refused.returncode == 2
    assert not list(tmp_path.rglob("*.cfg"))
    assert not (tmp_path / "cases.db").exists()


def test_what_is_kept_can_be_found_and_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring  # noqa: PLC0415 - as late as where it is used
    from keyrings.alt.file import PlaintextKeyring  # noqa: PLC0415 - as above

    in_a_file = PlaintextKeyring()
    in_a_file.file_path = str(tmp_path / "kept.cfg")
    monkeypatch.delenv("WEGWIJZER_PASSPHRASE", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", IN_A_FILE)
    monkeypatch.setattr(keyring.core, "_keyring_backend", in_a_file)
    assert passphrases.found_passphrase("/opslag") is None
    assert passphrases.keep_passphrase("/opslag", "vier losse woorden hier")
    assert passphrases.found_passphrase("/opslag") == "vier losse woorden hier"
    assert passphrases.found_passphrase("/ander") is None
    passphrases.forget_passphrase("/opslag")
    passphrases.forget_passphrase("/opslag")
    assert passphrases.found_passphrase("/opslag") is None
