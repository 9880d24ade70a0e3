"""A process that a damaged table may take down: the command goes on in a child that it made of itself, and tells how that ended."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.limits import TABLE_MEMORY
from engine.screening.capped import cap_memory

__all__ = ["WORKPLACE", "in_expendable_process", "is_expendable", "let_fall", "workplace_prefix"]

WORKPLACE = "wegwijzer-"  # how the folders begin in which rows lie for a while
_SLOW = ("numpy", "polars", "fastexcel")  # libraries that start threads of their own, which a child would miss
_STOPPED = (signal.SIGINT, signal.SIGTERM)
_expendable = False


def is_expendable() -> bool:
    """Tell whether nobody loses anything when this process falls."""
    return _expendable


def let_fall() -> None:
    """Say of this process that nobody loses anything when it falls."""
    global _expendable  # noqa: PLW0603 - what is so of a process is so for all in it
    _expendable = True


def workplace_prefix() -> str:
    """Give how the folders of this process begin in which rows lie for a while, so that who outlives it can find them."""
    return f"{WORKPLACE}{os.getpid()}-"


@contextmanager
def in_expendable_process(path: Path, beside: Iterable[Path], tell: Callable[[Diagnostic], int]) -> Iterator[None]:
    """Go on in a child, on Linux: this process waits for it, and ends as it ended. Elsewhere nothing happens.

    Only for a command that is alone in its process and has not loaded the readers of tables yet. When the child falls, `tell` is given
    what to say of `path`, and gives the status to end with; what the child left in folders of its own goes, also in those of the
    files `beside` which it wrote. In the child a reader that gives up is a `KnowledgeError`.
    """
    if not _can_fork():
        yield
        return
    sys.stdout.flush()
    sys.stderr.flush()
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(ours)
        _end_as(child, path, beside, tell)
    os.close(theirs)
    let_fall()
    _listen(ours)
    cap_memory(TABLE_MEMORY)
    with _quiet():
        try:
            yield
        except MemoryError:
            raise KnowledgeError([fault("table.damaged", Location(str(path)))]) from None
        except BaseException as problem:
            if type(problem).__name__ == "PanicException":  # of any library written in Rust
                raise KnowledgeError([fault("table.damaged", Location(str(path)))]) from None
            raise


def _can_fork() -> bool:
    """Tell whether a child of this process is whole: on Linux, with one thread, and before libraries have threads of their own."""
    return sys.platform == "linux" and not _expendable and threading.active_count() == 1 and not sys.modules.keys() & set(_SLOW)


# --- the one that waits ---


def _end_as(child: int, path: Path, beside: Iterable[Path], tell: Callable[[Diagnostic], int]) -> NoReturn:
    """Wait for the child, hand on what stops us, and end as it did; a fall is told."""
    for number in _STOPPED:
        signal.signal(number, lambda *_: _stop(child))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status < 0:
        _clear_away(child, {Path(tempfile.gettempdir()), *(each.parent for each in beside)})
        status = tell(fault("table.damaged", Location(str(path))))
        sys.stderr.flush()
    os._exit(status)  # what was to be done at the end, the child did


def _stop(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGTERM)


def _clear_away(child: int, folders: Iterable[Path]) -> None:
    for folder in folders:
        for left in folder.glob(f"{WORKPLACE}{child}-*"):
            shutil.rmtree(left, ignore_errors=True)


# --- the child ---


def _listen(pipe: int) -> None:
    """Be stopped by who waits for us and by nobody else, and end when that one is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal tells both
    signal.signal(signal.SIGTERM, signal.default_int_handler)

    def wait() -> None:
        os.read(pipe, 1)
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep what a library writes as it falls from the screen: it may hold what a table says of a pupil."""
    said, errors = os.dup(2), sys.stderr
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    sys.stderr = open(said, "w", buffering=1, encoding="utf-8", errors="replace", newline="\n", closefd=False)  # noqa: SIM115 - no path
    try:
        yield
    finally:
        sys.stderr.flush()
        os.dup2(said, 2)
        os.close(said)
        sys.stderr = errors
