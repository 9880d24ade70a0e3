"""A child process that is asked questions; when it dies or keeps silent, that is a message and not the end of the program."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
import weakref
from typing import IO, Any, BinaryIO, cast

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.inference.framing import read_message, write_message
from engine.loading.library import shipped_folder

__all__ = ["Child", "ChildFault", "apart"]

_GRACE = 2.0  # seconds in which a process may end by itself


class ChildFault(Exception):  # noqa: N818 - a fault is what the project calls it
    """The child said that something is wrong: the code of a message, and why."""

    def __init__(self, code: str, why: str) -> None:
        """Keep the code and the reason."""
        super().__init__(code, why)
        self.code, self.why = code, why


class Child:
    """A Python module that runs as a process of its own and answers one question at a time."""

    def __init__(self, module: str, patience: float) -> None:
        """Start the module; `patience` is how many seconds an answer may take."""
        self._patience = patience
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the process lives
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            **apart(),
        )
        self.close = weakref.finalize(self, _end, self._process, self._said)

    @property
    def pid(self) -> int:
        """Give the number of the process."""
        return self._process.pid

    def ask(self, question: object) -> dict[str, Any]:
        """Ask, and wait for the answer.

        Raises `ChildFault` when the child answered with a fault, and `KnowledgeError` when it died or kept silent too
        long; in all cases the process has ended then.
        """
        silent = threading.Event()

        def lose_patience() -> None:
            silent.set()
            self._process.kill()

        watchdog = threading.Timer(self._patience, lose_patience)
        watchdog.start()
        try:
            answer = self._exchange(question)
        finally:
            watchdog.cancel()
        if answer is not None and "fault" not in answer:
            return answer
        problem = self._silent() if silent.is_set() else self._died() if answer is None else None
        self.close()
        if problem:
            raise KnowledgeError([problem])
        raise ChildFault(answer["fault"], answer["why"])  # type: ignore[index]

    def _exchange(self, question: object) -> dict[str, Any] | None:
        questions, answers = cast("BinaryIO", self._process.stdin), cast("BinaryIO", self._process.stdout)
        with contextlib.suppress(OSError):  # it died before or while it was asked
            write_message(questions, question)
            return cast("dict[str, Any] | None", read_message(answers))
        return None

    def _silent(self) -> Diagnostic:
        return fault("engine.child_silent", Location(), seconds=f"{self._patience:g}")

    def _died(self) -> Diagnostic:
        """Say how the process ended, with the last line that it wrote as it died."""
        code = self._process.wait(_GRACE)
        how = signal.Signals(-code).name if code < 0 else f"exit {code}"
        self._said.seek(0)
        words = self._said.read().decode(errors="replace").strip().splitlines()
        return fault("engine.child_died", Location(), why=": ".join([how, *words[-1:]]))


def apart() -> dict[str, Any]:
    """Give how every child of ours is started: without a window, and so that it finds the modules which this process finds.

    Nothing is found in the folder where the user happens to be: a file there that is called as a library would be run.
    """
    places = [os.path.abspath(entry) for entry in (*filter(None, sys.path), str(shipped_folder()))]  # noqa: PTH100 - text in, text out
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(places), "PYTHONSAFEPATH": "1"}
    return {"env": env, "creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)}


def _end(process: subprocess.Popen[bytes], said: IO[bytes]) -> None:
    """Let the process go: it ends when its input closes, or is ended."""
    if process.stdin:
        with contextlib.suppress(OSError):
            process.stdin.close()
    try:
        process.wait(_GRACE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout:
        process.stdout.close()
    said.close()
