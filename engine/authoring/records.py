"""What is kept in a school's folder beside its files: one writer at a time, and each record whole or not at all."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from engine.diagnostics import KnowledgeError, Location, fault
from engine.keeping.locking import locked
from engine.loading.library import KEPT
from engine.loading.reasons import system_reason

__all__ = ["held", "kept_folder", "read_record", "record_bytes", "write_record"]

_IGNORED = "# what belongs to this machine; the versions are worth keeping\n/draft.json\n/lock\n/putting.json\n/trials/\n.wegwijzer-*\n"


def kept_folder(root: Path) -> Path:
    """Give the folder in which versions and the draft of a school's folder lie."""
    return root / KEPT


@contextmanager
def held(root: Path) -> Iterator[Path]:
    """Hold a school's folder, so that nobody else writes in it meanwhile, also no other process; gives the folder of what is kept.

    The system lets go when the process ends, however it ends. Raises `KnowledgeError` when nothing can be written there.
    """
    folder = kept_folder(root)
    try:
        if not folder.is_dir():
            folder.mkdir(exist_ok=True)  # somebody else may begin at the same moment
            (folder / ".gitignore").write_text(_IGNORED, encoding="utf-8")
        with locked(folder / "lock"):
            yield folder
    except OSError as problem:
        raise KnowledgeError([fault("file.unwritable", Location(str(problem.filename or folder)), why=system_reason(problem))]) from None


def record_bytes(value: Any) -> bytes:
    """Write a record, the same value always the same."""
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


def write_record(path: Path, value: Any) -> bytes:
    """Write a record whole, on the disk before it gets its name; gives what was written."""
    content = record_bytes(value)
    path.parent.mkdir(exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".wegwijzer-")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return content


def read_record(path: Path) -> tuple[Any, bytes] | None:
    """Give a record and its bytes; None where there is none, or where it is none of ours."""
    try:
        content = path.read_bytes()
        return json.loads(content), content
    except (OSError, ValueError):
        return None
