"""Copies of what takes long to make, in the user's own cache folder: never anything about a pupil.

A copy is a pickle that only that user can read or write, and is taken only when our own code is what it was made by; anything else
about it that is not as expected means: make it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from engine.keeping.locking import locked

__all__ = ["is_keeping", "kept", "made_once"]

T = TypeVar("T")
_MOST = 100  # copies of a kind: all routes of a few schools in both languages
_SWITCH = "WEGWIJZER_CACHE"  # "off", or a folder
_OURS = Path(__file__).resolve().parents[1]


def is_keeping() -> bool:
    """Tell whether copies are kept, so that another process finds what this one makes."""
    return _folder() is not None


def kept(kind: str, of: str, build: Callable[[], T], *, most: int = _MOST) -> T:
    """Give what was made before, in whichever process, or have it made.

    `kind` is what it is, `of` all that it depends on besides our own code, `most` how many of a kind are kept.
    """
    path = _path(kind, of)
    if path is None:
        return build()
    found: T | None = _read(path)
    return _made(path, build, most) if found is None else found


def made_once(kind: str, of: str, build: Callable[[], T], *, most: int = _MOST) -> T:
    """Give what was made before, as `kept` does, but have it made once, however many processes ask for it at a time.

    Where no copies are kept, each process makes its own.
    """
    path = _path(kind, of)
    if path is None:
        return build()
    found: T | None = _read(path)
    if found is not None:
        return found
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):  # nothing can be written there, or another has been at it for long: make it all the same
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            held.enter_context(locked(path.parent / f"lock-{path.name[:2]}"))  # a few hundred, so that one seldom waits for another
            found = _read(path)
        return _made(path, build, most) if found is None else found


def _made(path: Path, build: Callable[[], T], most: int) -> T:
    made = build()
    _write(path, made, most)
    return made


def _path(kind: str, of: str) -> Path | None:
    folder = _folder()
    if folder is None:
        return None
    name = hashlib.sha256(f"{of} {_our_code()}".encode(errors="surrogateescape")).hexdigest()[:32]
    return folder / kind / f"{name}.pickle"


def _folder() -> Path | None:
    setting = os.environ.get(_SWITCH, "")
    if setting.lower() == "off":
        return None
    if setting:
        return Path(setting)
    try:
        return _cache_of_user() / "wegwijzer"
    except RuntimeError:  # a user without a home folder
        return None


def _cache_of_user() -> Path:
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData/Local")
    if sys.platform == "darwin":
        return Path.home() / "Library/Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


@lru_cache(maxsize=1)
def _our_code() -> str:
    """Give a digest of our code with its grammar, and of the Python that runs it."""
    total = hashlib.sha256(f"{sys.version} {_OURS}".encode(errors="surrogateescape"))
    for path in sorted(path for kind in ("**/*.py", "**/*.lark") for path in _OURS.glob(kind)):
        stat = path.stat()
        total.update(f"{path.relative_to(_OURS)} {stat.st_size} {stat.st_mtime_ns}".encode(errors="surrogateescape"))
    return total.hexdigest()


def _read(path: Path) -> Any:
    try:
        stat = path.stat()
        if hasattr(os, "getuid") and (stat.st_uid != os.getuid() or stat.st_mode & 0o022):
            return None  # not ours alone: do not trust it
        with path.open("rb") as stream:
            return pickle.load(stream)  # noqa: S301 - our own file, see above; no other user can have written it
    except Exception:  # noqa: BLE001 - a damaged copy must never stop the work: make it again
        return None


def _write(path: Path, made: object, most: int) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                pickle.dump(made, stream, protocol=pickle.HIGHEST_PROTOCOL)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        _forget_older(path.parent, most)
    except OSError:
        return  # nowhere to keep it; the next command makes it again


def _forget_older(folder: Path, most: int) -> None:
    """Keep the newest copies: those of a draft that is being typed come fast."""
    copies = sorted(folder.glob("*.pickle"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for old in copies[most:]:
        old.unlink(missing_ok=True)
