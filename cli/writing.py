"""Files that are written: whole or not at all, where links lead, and never through a link that someone else put there."""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.reasons import system_reason

__all__ = ["write_whole"]


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; a pipe or device just takes what it is given.

    Raises `KnowledgeError` when it cannot be written.
    """
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    try:
        target = _target(path)
        if target.exists() and not target.is_file() and not target.is_dir():
            target.write_bytes(data)  # to put a file in the place of a device would break the machine
        else:
            _replace(target, data)
    except OSError as problem:
        raise KnowledgeError([fault("file.unwritable", Location(str(path)), why=system_reason(problem))]) from None
    except ValueError:  # a null byte in the path itself
        raise KnowledgeError([fault("file.missing", Location(str(path)))]) from None


def _target(path: Path) -> Path:
    """Give where a path leads: a link stays a link, and the file behind it is written."""
    import os  # noqa: PLC0415 - only where something is written

    if not path.is_symlink():
        return path
    if hasattr(os, "getuid") and path.lstat().st_uid not in (0, os.getuid()):
        raise KnowledgeError([fault("file.foreign_link", Location(str(path)))])
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        target.stat()  # a ring of links: the system says so
    return target


def _replace(path: Path, data: bytes) -> None:
    """Put a new file, of which the name tells nothing, in the place of the old one; it keeps the old one's rights."""
    import os  # noqa: PLC0415 - only where something is written
    import tempfile  # noqa: PLC0415 - as above

    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".wegwijzer-")
    try:
        with os.fdopen(handle, "wb") as stream:
            os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())  # noqa: PTH101 - a name
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Give which rights a new file does not get; it can only be read by setting it."""
    import os  # noqa: PLC0415 - only where something is written

    mask = os.umask(0o077)
    os.umask(mask)
    return mask
