"""A process that a damaged table may take down: the command goes on in a child that it made of itself, and tells how that ended."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.limits import TABLE_MEMORY
from engine.screening.capped import cap_memory

__all__ = ["WORKPLACE", "in_expendable_process", "is_expendable", "let_fall", "workplace_prefix"]

WORKPLACE = "wegwijzer-"  # how the folders begin in which rows lie for a while
_TRUSTING = (".xlsx", ".xlsm", ".parquet")  # whose readers trust what they read; a CSV is text, in which nothing unfolds
_THREADED = ("numpy", "polars", "fastexcel")  # libraries that start threads of their own, which a child would miss
_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP")  # by their names, since Windows has not all of them
_PATIENCE = 3.0  # seconds that who is stopped has to end in order; who stops it again after that, means it
_INTERRUPTED = 130
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
    """Go on in a child, on Linux: this process waits for it, and ends as it ended. Elsewhere, and for a CSV, nothing happens.

    Only for a command that is alone in its process and has not loaded the readers of tables yet. When the child falls, `tell` is given
    what to say of `path`, and gives the status to end with; what the child left in folders of its own goes, also in those of the
    files `beside` which it wrote. In the child a reader that gives up is a `KnowledgeError`.
    """
    if path.suffix.lower() not in _TRUSTING or not _can_fork():
        yield
        return
    _fill_places()
    _flush()
    ours, theirs = os.pipe()
    child = os.fork()
    if child:
        os.close(ours)
        _end_as(child, theirs, path, beside, tell)
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
    return sys.platform == "linux" and not _expendable and threading.active_count() == 1 and not sys.modules.keys() & set(_THREADED)


def _fill_places() -> None:
    """See to it that what is opened never takes the place of a standard stream that was closed."""
    while (place := os.open(os.devnull, os.O_RDWR)) <= 2:  # noqa: PLR2004 - of standard error
        pass
    os.close(place)


def _flush() -> None:
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:  # as of a program that was started with it closed
            stream.flush()


# --- the one that waits ---


def _end_as(child: int, pipe: int, path: Path, beside: Iterable[Path], tell: Callable[[Diagnostic], int]) -> NoReturn:
    """Wait for the child, hand on what stops us, and end as it did; a fall is told."""
    stopped = _hand_on(child, pipe)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status < 0 or stopped:
        _clear_away(child, {Path(tempfile.gettempdir()), *(each.parent for each in beside)})
    if status < 0:
        status = _INTERRUPTED if stopped else tell(fault("table.damaged", Location(str(path))))
    _flush()
    os._exit(status)  # what was to be done at the end, the child did


def _hand_on(child: int, pipe: int) -> list[float]:
    """Hand what stops us on to a child, unless we were started not to be stopped by it; gives a list of when that was.

    By the pipe on which it listens, since a signal may reach any thread of it, and then does not wake the one that waits for somebody.
    """
    stopped: list[float] = []

    def stop(*_: object) -> None:
        stopped.append(time.monotonic())
        with contextlib.suppress(ProcessLookupError, BrokenPipeError):
            if stopped[-1] - stopped[0] > _PATIENCE:
                os.kill(child, signal.SIGKILL)
            else:
                os.write(pipe, b".")

    for number in _stopping():
        signal.signal(number, stop)
    return stopped


def _stopping() -> list[signal.Signals]:
    """Give what stops us: not what one who started us had us not listen to, as `nohup` does."""
    known = [signal.Signals[name] for name in _STOPPING if hasattr(signal, name)]
    return [number for number in known if signal.getsignal(number) != signal.SIG_IGN]


def _clear_away(child: int, folders: Iterable[Path]) -> None:
    for folder in folders:
        for left in folder.glob(f"{WORKPLACE}{child}-*"):
            shutil.rmtree(left, ignore_errors=True)


# --- the child ---


def _listen(pipe: int) -> None:
    """Be stopped by who waits for us and by nobody else, and end when that one is gone."""
    for number in _stopping():
        signal.signal(number, signal.SIG_IGN)  # a terminal tells both
    signal.signal(signal.SIGTERM, _be_stopped)

    def wait() -> None:
        said = b"."
        while said:
            said = os.read(pipe, 1)
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)  # so that no rows stay behind
        time.sleep(_PATIENCE)  # who waits for us is gone
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()


def _be_stopped(*_: object) -> NoReturn:
    """Be stopped once: what is done to end in order is done to its end."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


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
