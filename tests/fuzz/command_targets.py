"""Whole command lines, run in this process over a folder of odd files."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine.service import Wegwijzer, open_wegwijzer
from tests.fuzz.commands import command_line, store_lines
from tests.fuzz.dice import Dice
from tests.fuzz.seeds import cases, wegwijzer
from tests.fuzz.store_targets import KEY, PASSWORD, WORRY, fast, template

__all__ = ["commands", "run", "store_commands"]


def commands(content: bytes) -> None:
    """Run a command line over odd files: it ends with 0, 1 or 2, and bad input is told in sentences."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name, _surroundings({"WEGWIJZER_STORE": f"{name}/a/none.db"}):
        words = command_line(Dice(content), Path(name), cases())
        _ended_well(words, Path(name))


def store_commands(content: bytes) -> None:
    """Run some command lines of the store over odd files, on a copy of a store: as above, and what stands apart is not said unasked."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name:
        folder, dice = Path(name), Dice(content)
        lines = store_lines(dice, folder, cases())
        file = folder / "a" / "cases.db"
        shutil.copyfile(template(), file)
        told = {"WEGWIJZER_STORE": str(file), "WEGWIJZER_PASSPHRASE": KEY, "WEGWIJZER_NEW_PASSPHRASE": KEY, "WEGWIJZER_WHO": "ib"}
        told["WEGWIJZER_ACCOUNT_PASSWORD"] = PASSWORD
        with fast(), _surroundings(told):
            for words in lines:
                out = _ended_well(words, folder)
                assert WORRY not in out or "--safety" in words, words


def _ended_well(words: list[str], folder: Path) -> str:
    """Run a command line in `a/b`; check how it ended and that nothing lies where it should not, and give what it said."""
    status, out, err = run(words, folder / "a" / "b")
    assert status in (0, 1, 2), (words, status, err)
    assert "Traceback" not in out + err, (words, err)
    if status == 2:
        assert err.strip(), words
    assert sorted(p.name for p in folder.rglob(".wegwijzer-*")) == [], words
    assert sorted(p.name for p in folder.iterdir()) == ["a", "outside.yaml"], words
    assert (folder / "outside.yaml").read_text(encoding="utf-8") == "case: buiten\n"
    return out + err


@contextmanager
def _surroundings(told: Mapping[str, str]) -> Iterator[None]:
    """Set variables of the environment for a while."""
    kept = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in kept.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _Text(io.TextIOWrapper):
    """A stream that keeps what is written."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="replace", newline="\n")

    def value(self) -> str:
        self.flush()
        found: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return found.decode("utf-8", "replace")


def run(words: list[str], folder: Path) -> tuple[object, str, str]:
    """Run a command line in this process and in a folder; give its status and what it said."""
    from cli import speech  # noqa: PLC0415 - only for this target
    from cli.main import main  # noqa: PLC0415 - as above

    def opened(rules: Path | None = None, engine: str | None = None) -> Wegwijzer:
        return open_wegwijzer(rules, engine) if rules or engine else wegwijzer()

    kept = (sys.stdin, sys.stdout, sys.stderr, Path.cwd(), speech.open_wegwijzer)  # type: ignore[attr-defined]
    out, err, status = _Text(), _Text(), None
    sys.stdin, sys.stdout, sys.stderr = io.StringIO("ja\n3\n?\nt\nl\n\x1b[A\nstop\n"), out, err
    speech.open_wegwijzer = opened  # type: ignore[attr-defined]
    os.chdir(folder)
    try:
        main(words)
    except SystemExit as ended:
        status = ended.code
    finally:
        os.chdir(kept[3])
        sys.stdin, sys.stdout, sys.stderr = kept[:3]
        speech.open_wegwijzer = kept[4]  # type: ignore[attr-defined]
    return status, out.value(), err.value()
