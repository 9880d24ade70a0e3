"""A compiled copy of a knowledge base, kept under the digest of its files so that commands start fast; and of what is made of one.

The copy is a pickle in the user's own cache folder, readable by that user alone, and is taken only when the digest of
the knowledge files and of our own code agree; anything else about it that is not as expected means: compile again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pickle
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from engine.loading.library import digest_of, knowledge_files, shipped_folder
from engine.loading.locking import locked

__all__ = ["cached", "is_keeping", "made_once"]

T = TypeVar("T")
_MOST = 100  # copies of a kind: a few versions of the rules, or all routes of a few schools in both languages
_SWITCH = "WEGWIJZER_CACHE"  # "off", or a folder


def cached(root: Path, build: Callable[[], T], variant: str = "") -> T:
    """Give what `build` makes of the files under a root, from the kept copy where there is one.

    `variant` tells copies of the same files apart, such as the day on which the rules are valid.
    """
    folder = _folder()
    files = knowledge_files(root)
    if folder is None or not files:
        return build()
    spelled = "\0".join(file.name for file in files)  # places in the copy name the files as the folder was named
    name = _key(f"{digest_of(files)} {variant} {spelled}")
    kept = folder / f"{name}.pickle"
    found: T | None = _read(kept)
    if found is not None:
        return found
    made = build()
    _write(kept, made)
    return made


def is_keeping() -> bool:
    """Tell whether copies are kept, so that another process finds what this one makes."""
    return _folder() is not None


def made_once(kind: str, of: str, build: Callable[[], T]) -> T:
    """Give what was made before, in whichever process, or have it made: once, however many processes ask for it at a time.

    `kind` is what it is, `of` all that it depends on besides our own code. Where no copies are kept, each process makes its own.
    """
    folder = _folder()
    if folder is None:
        return build()
    kept = folder / kind / f"{_key(of)}.pickle"
    found: T | None = _read(kept)
    if found is not None:
        return found
    with contextlib.ExitStack() as held:
        with contextlib.suppress(OSError):  # nothing can be written there, or another has been at it for long: make it all the same
            kept.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            held.enter_context(locked(kept.parent / f"lock-{kept.name[0]}"))  # a few, so that one seldom waits for another
            found = _read(kept)
        if found is None:
            found = build()
            _write(kept, found)
    return found


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


def _key(digest: str) -> str:
    """Make the name of the copy: knowledge, our code with its grammar and schemas, and the Python that runs it."""
    total = hashlib.sha256(f"{digest} {sys.version} {shipped_folder()}".encode(errors="surrogateescape"))
    ours = [path for kind in ("engine/**/*.py", "engine/**/*.lark", "schemas/*.json") for path in shipped_folder().glob(kind)]
    for path in sorted(ours):
        stat = path.stat()
        total.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}".encode())
    return total.hexdigest()[:32]


def _read(path: Path) -> Any:
    try:
        stat = path.stat()
        if hasattr(os, "getuid") and (stat.st_uid != os.getuid() or stat.st_mode & 0o022):
            return None  # not ours alone: do not trust it
        with path.open("rb") as stream:
            return pickle.load(stream)  # noqa: S301 - our own file, see above; no other user can have written it
    except Exception:  # noqa: BLE001 - a damaged copy must never stop the work: compile again
        return None


def _write(path: Path, made: object) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                pickle.dump(made, stream, protocol=pickle.HIGHEST_PROTOCOL)
            Path(name).replace(path)
        finally:
            Path(name).unlink(missing_ok=True)
        _forget_older(path)
    except OSError:
        return  # nowhere to keep it; the next command compiles again


def _forget_older(path: Path) -> None:
    """Keep the newest copies: those of a draft that is being typed come fast."""
    copies = sorted(path.parent.glob("*.pickle"), key=lambda p: p.stat().st_mtime_ns, reverse=True)
    for old in copies[_MOST:]:
        old.unlink(missing_ok=True)
