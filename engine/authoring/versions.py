"""Versions of a school's folder: kept whole or not at all, each with the hash of the one before, and put in force the same way.

A version that is to be put in force is first written down as such; whoever finds that note, after a power cut or a kill, finishes it.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from engine.authoring.records import held, kept_folder, read_record, record_bytes, write_record
from engine.authoring.school_files import path_in, refuse_large, texts_of
from engine.authoring.together import written_together
from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.library import SCHOOL_FILE, UNFINISHED
from engine.model.version import Version, content_digest

__all__ = ["finish", "keep_version", "version_of", "versions_of"]

FORMAT = "wegwijzer/version/1"
_FILE = re.compile(r"(\d{4,9})\.json")
_VERSION = re.compile(r"^version:[ ]*[\"']?([^\"'#\n]*?)[\"']?[ ]*(?:#.*)?$", re.MULTILINE)


def versions_of(root: Path) -> tuple[Version, ...]:
    """Give the versions of a folder, oldest first; one that was changed after it was kept is there, and not sound."""
    folder = kept_folder(root) / "versions"
    names = sorted((path.name for path in folder.iterdir() if _FILE.fullmatch(path.name)), key=_number) if folder.is_dir() else []
    found: list[Version] = []
    before = ""
    for name in names:
        each = _read(folder / name, _number(name), before)
        found.append(each)
        before = each.hash
    return tuple(found)


def version_of(root: Path, number: int) -> Version:
    """Give a version by its number; raises `KnowledgeError` when there is none, or when it is not as it was kept."""
    found = next((each for each in versions_of(root) if each.number == number), None)
    if found is None:
        raise KnowledgeError([fault("version.unknown", Location(), number=number)])
    if not found.is_sound:
        raise KnowledgeError([fault("version.damaged", Location(f"{number:04}.json"))])
    return found


def keep_version(  # noqa: PLR0913 - what is kept of a version
    root: Path, texts: Mapping[str, str], *, who: str, name: str, why: str, approved_by: str
) -> Version:
    """Keep files as the next version of a folder, and put them in force; the caller holds the folder.

    Where the folder is not as the last version left it, that is kept as a version first, so that nothing is lost. Raises `KnowledgeError`
    when nothing can be written; then nothing was.
    """
    refuse_large(texts)
    there = texts_of(root)
    earlier = versions_of(root)
    if not earlier or earlier[-1].digest != content_digest(there):
        _write(root, _next(earlier, there, name=_named(there), found=True))
        earlier = versions_of(root)
    made = _next(earlier, texts, who=who, name=name, why=why, approved_by=approved_by)
    note, file = root / UNFINISHED, _file(root, made.number)
    write_record(note, _shown(made))
    try:
        _write(root, made)
        _put(root, texts)
    except BaseException:  # it could not be put in force: then it is no version either
        file.unlink(missing_ok=True)
        note.unlink(missing_ok=True)
        raise
    note.unlink()
    return version_of(root, made.number)


def finish(root: Path) -> None:
    """Put in force what was being put in force when the machine or the program stopped."""
    note = root / UNFINISHED
    if not note.exists():
        return
    with held(root):
        found = read_record(note)
        if found is None:  # somebody else finished it
            return
        version = _of(*found)
        if not _file(root, version.number).exists():
            _write(root, version)
        _put(root, version.texts)
        note.unlink()


# --- writing ---


def _put(root: Path, texts: Mapping[str, str]) -> None:
    there = texts_of(root)
    new: dict[Path, str | None] = {path_in(root, name): text for name, text in texts.items() if there.get(name) != text}
    gone = {path_in(root, name): None for name in there.keys() - texts.keys()}
    with written_together(new | gone):
        pass


def _next(earlier: tuple[Version, ...], texts: Mapping[str, str], *, name: str, found: bool = False, **told: str) -> Version:
    number = earlier[-1].number + 1 if earlier else 1
    before, now = earlier[-1].hash if earlier else "", dt.datetime.now(dt.UTC).replace(microsecond=0)
    who, why, approved_by = (told.get(key, "") for key in ("who", "why", "approved_by"))
    return Version(number, now, who, name, why, approved_by, before, texts, found=found)


def _write(root: Path, version: Version) -> None:
    write_record(_file(root, version.number), _shown(version))


def _file(root: Path, number: int) -> Path:
    return kept_folder(root) / "versions" / f"{number:04}.json"


def _named(texts: Mapping[str, str]) -> str:
    """Give the name that a folder gives its own version."""
    match = _VERSION.search(texts.get(SCHOOL_FILE, ""))
    return match[1].strip() if match else ""


# --- a record ---


def _shown(v: Version) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "number": v.number,
        "at": v.at.isoformat(),
        "who": v.who,
        "name": v.name,
        "why": v.why,
        "approved_by": v.approved_by,
        "before": v.before,
        "found": v.found,
        "digest": v.digest,
        "files": dict(v.texts),
    }


def _of(record: Any, content: bytes) -> Version:
    return Version(
        number=int(record["number"]),
        at=dt.datetime.fromisoformat(record["at"]),
        who=str(record["who"]),
        name=str(record["name"]),
        why=str(record["why"]),
        approved_by=str(record["approved_by"]),
        before=str(record["before"]),
        found=bool(record["found"]),
        texts={str(name): str(text) for name, text in record["files"].items()},
        hash=hashlib.sha256(content).hexdigest(),
        is_sound=content_digest(record["files"]) == record["digest"],
    )


def _read(path: Path, number: int, before: str) -> Version:
    """Read a version; it is sound when it says what was kept, and follows on the one before."""
    try:
        record, content = read_record(path) or ({}, b"")
        version = _of(record, content)
        content_as_kept = record_bytes(record)
    except (KeyError, TypeError, ValueError, AttributeError):
        return Version(number, dt.datetime.fromtimestamp(0, dt.UTC), "", "", "", "", "", {}, "", is_sound=False)
    sound = version.is_sound and version.number == number and version.before == before and content == content_as_kept
    return replace(version, is_sound=sound)


def _number(name: str) -> int:
    return int(name.partition(".")[0])
