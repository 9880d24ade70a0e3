"""Whether a file that is a zip inside (XLSX, DOCX) can be opened without harm, looked at before any library opens it."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import Path
from typing import IO

from engine.diagnostics import KnowledgeError, Location, fault
from engine.limits import ARCHIVE_BYTES, ARCHIVE_PARTS

__all__ = ["check_archive"]

# What a damaged file can give, or one behind a password; the file itself is open already, so that an `OSError` is a damaged one too.
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError, OverflowError, OSError)
_CHUNK = 1 << 20
_DECLARED = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))
_OVERLAP = max(map(len, _DECLARED))


def check_archive(path: Path, *, limit: int = ARCHIVE_BYTES) -> None:
    """Raise `KnowledgeError` when unpacking would take more than `limit` bytes, or a part declares XML entities of its own.

    The parts are unpacked and counted, piece by piece and kept nowhere: what a zip says of its own sizes may be a lie.
    Raises `OSError` when the file cannot be read at all.
    """
    with path.open("rb") as stream:
        try:
            _read_all(stream, path, limit)
        except _BROKEN:
            raise KnowledgeError([fault("archive.broken", Location(str(path)))]) from None


def _read_all(stream: IO[bytes], path: Path, limit: int) -> None:
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
        if len(parts) > ARCHIVE_PARTS:
            raise KnowledgeError([fault("archive.parts", Location(str(path)), n=len(parts), limit=ARCHIVE_PARTS)])
        left = limit
        for part in parts:
            left = _read_through(archive, part, path, left, limit)


def _read_through(archive: zipfile.ZipFile, part: zipfile.ZipInfo, path: Path, left: int, limit: int) -> int:
    """Unpack one part to nowhere; give how many bytes may still come."""
    is_xml = part.filename.lower().endswith((".xml", ".rels", ".vml"))
    with archive.open(part) as stream:
        tail = b""
        while chunk := stream.read(min(_CHUNK, left + 1)):
            left -= len(chunk)
            if left < 0:
                raise KnowledgeError([fault("archive.too_large", Location(str(path)), limit=f"{limit // 1_000_000} MB")])
            if is_xml and any(word in tail + chunk for word in _DECLARED):
                raise KnowledgeError([fault("archive.declares", Location(str(path)), name=part.filename)])
            tail = chunk[-_OVERLAP:]
    return left
