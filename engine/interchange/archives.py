"""Whether a file that is a zip inside (XLSX, DOCX) can be opened without harm, looked at before any library opens it."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault

__all__ = ["check_archive"]

MAX_PARTS = 2_000  # a workbook of a school has some dozens
MAX_UNPACKED = 300_000_000  # bytes: about a million rows of ten columns
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, ValueError)  # also: a password
_CHUNK = 1 << 20
_DECLARED = tuple(word.encode(code) for word in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))
_OVERLAP = max(map(len, _DECLARED))


def check_archive(path: Path, *, limit: int = MAX_UNPACKED) -> None:
    """Raise `KnowledgeError` when unpacking would take more than `limit` bytes, or a part declares XML entities of its own.

    The parts are unpacked and counted, piece by piece and kept nowhere: what a zip says of its own sizes may be a lie.
    Raises `OSError` when the file cannot be read at all.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            if len(parts) > MAX_PARTS:
                raise KnowledgeError([fault("archive.parts", Location(str(path)), n=len(parts), limit=MAX_PARTS)])
            left = limit
            for part in parts:
                left = _read_through(archive, part, path, left, limit)
    except _BROKEN:
        raise KnowledgeError([fault("archive.broken", Location(str(path)))]) from None


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
