"""Files and folders put in their place: whole or not at all, where links lead, and never through a link that someone else put there."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault

__all__ = ["OLD", "keep_source", "landing", "put_folder", "written"]

OLD = ".wegwijzer-old"  # added to the name of a folder while another takes its place


def landing(path: Path) -> Path:
    """Give where a path leads: a link stays a link, and what is behind it is written.

    Raises `KnowledgeError` at somebody else's link, and `OSError` at a ring of links.
    """
    if not path.is_symlink():
        return path
    if hasattr(os, "getuid") and path.lstat().st_uid not in (0, os.getuid()):
        raise KnowledgeError([fault("file.foreign_link", Location(str(path)))])
    target = Path(os.path.realpath(path))
    if target.is_symlink():
        target.stat()  # a ring of links: the system says so
    return target


def keep_source(source: Path, targets: Iterable[Path]) -> None:
    """Raise `KnowledgeError` where something would be written over what it is made from, or inside it, or around it."""
    own = Path(os.path.realpath(source))
    for target in targets:
        there = Path(os.path.realpath(target))
        same = there.exists() and own.exists() and there.samefile(own)  # also where two spellings are one name
        if same or own == there or own in there.parents or there in own.parents:
            raise KnowledgeError([fault("table.own_source", Location(str(target)))])


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """Give a draft to write, and put it in its place when that went well; a pipe or device just takes what it is given.

    The draft lies beside its place, can be read by nobody else, and its name tells nothing. A file that is replaced hands its rights on.
    Raises `OSError`, and `KnowledgeError` at somebody else's link; then what was there is still there.
    """
    import tempfile  # noqa: PLC0415 - only where something is written

    target = landing(path)
    if target.is_dir():
        target.write_bytes(b"")  # the system says why not
    is_device = target.exists() and not target.is_file()
    handle, name = tempfile.mkstemp(dir=None if is_device else target.parent, prefix=".wegwijzer-", suffix=target.suffix)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        if is_device:  # to put a file in the place of a device would break the machine
            target.write_bytes(draft.read_bytes())
            draft.unlink()
        else:
            _sync(draft)
            os.chmod(name, target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())  # noqa: PTH101 - a name
            draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def put_folder(made: Path, folder: Path) -> None:
    """Put a folder in the place of another, which is kept beside it until the new one stands, and put back where it cannot.

    Whenever this stops, the old folder is there, in its place or under its name with `OLD`; the next time begins with putting it back.
    Raises `OSError`.
    """
    import shutil  # noqa: PLC0415 - only where a folder is replaced

    old = folder.with_name(folder.name + OLD)
    if old.exists():
        if folder.exists():
            shutil.rmtree(old)
        else:
            old.rename(folder)
    if folder.exists():
        folder.rename(old)
    try:
        made.rename(folder)
    except BaseException:
        if old.exists():
            old.rename(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _sync(draft: Path) -> None:
    """Have what was written reach the disk before it takes the place of something."""
    with draft.open("rb+") as stream:
        os.fsync(stream.fileno())


def _umask() -> int:
    """Give which rights a new file does not get; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
