"""Where the shipped files lie, as siblings of `engine` in a checkout and in a wheel alike, and which files a folder of rules has."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from engine.diagnostics import KnowledgeError, Location, fault
from engine.limits import FILE_BYTES
from engine.loading.folders import real_path, yaml_files

__all__ = [
    "KEPT",
    "LAID_FOR",
    "SCHOOL_FILE",
    "KnowledgeFile",
    "digest_of",
    "ground_of",
    "knowledge_files",
    "overlay_chain",
    "schemas_folder",
    "shipped_folder",
]

SCHOOL_FILE = "school.yaml"
KEPT = ".wegwijzer"  # in a school's folder: its versions, and the draft of the next
UNFINISHED = f"{KEPT}/putting.json"  # the version that is being put in force this moment, or was when the machine stopped
LAID_FOR = ".laid-for"  # in a copy of a folder that is tried: where it belongs, since `stands_on` is seen from there
_STANDS_ON = re.compile(r"^stands_on:[ ]+(?P<quote>[\"']?)(?P<folder>[^\"'#\n]+?)(?P=quote)[ ]*(?:#.*)?$", re.MULTILINE)


class KnowledgeFile(NamedTuple):
    """A file with knowledge: the name that messages use, and where it lies.

    `layer` counts the overlays from the base (0) upward, and `inside` is its name within its own folder, the same on every machine.
    """

    name: str
    path: Path
    layer: int
    inside: str


def shipped_folder() -> Path:
    """Give the folder that holds `rules/`, `protocols/` and `schemas/`."""
    return Path(__file__).resolve().parents[2]


def schemas_folder() -> Path:
    """Give the folder of JSON Schemas."""
    return shipped_folder() / "schemas"


def overlay_chain(root: Path) -> list[Path]:
    """Give the overlay folders that a folder stands on, outermost first; empty for a folder that is no overlay.

    Raises `KnowledgeError` when they stand on each other in a circle, or on a folder that is no overlay.
    """
    chain: list[Path] = []
    folder = root
    while _is_file(folder / SCHOOL_FILE):
        chain.insert(0, folder)
        beneath = _beneath(folder / SCHOOL_FILE)
        if beneath is None:
            break
        name, place = beneath
        folder = Path(os.path.normpath(_home_of(folder) / name))
        if not _is_file(folder / SCHOOL_FILE):
            raise KnowledgeError([fault("overlay.no_beneath", place, folder=name, file=SCHOOL_FILE)])
        if real_path(folder) in [real_path(each) for each in chain]:
            cycle = " → ".join(real_path(each).name for each in (*reversed(chain), folder))
            raise KnowledgeError([fault("overlay.cycle", place, cycle=cycle)])
    return chain


def _is_file(path: Path) -> bool:
    """Tell whether there is a file; a name that the system takes for none, since it is too long, names no file."""
    try:
        return path.is_file()
    except OSError:
        return False


def _home_of(folder: Path) -> Path:
    """Give where a folder belongs: where it lies, or for a copy that is tried what it is a copy of."""
    told = folder / LAID_FOR
    return Path(told.read_text(encoding="utf-8")) if told.is_file() else folder


def ground_of(text: str) -> str:
    """Give what the text of a `school.yaml` says it stands on; empty for the rules that ship."""
    match = _STANDS_ON.search(text)
    return match["folder"] if match else ""


def _beneath(path: Path) -> tuple[str, Location] | None:
    """Give the `stands_on:` of an overlay, read as text since it decides which files there are at all."""
    text = _content(path).decode("utf-8", errors="replace")
    match = _STANDS_ON.search(text)
    if match is None:
        return None
    start = match.start("folder")
    return match["folder"], Location(str(path), text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


def knowledge_files(root: Path) -> list[KnowledgeFile]:
    """List the knowledge files of a root: its own, or for a school's overlay the shipped ones with those on top.

    Raises `KnowledgeError` as `overlay_chain` does.
    """
    chain = overlay_chain(root)
    if not chain:
        return _files_under(root, "", 0)
    files = _files_under(shipped_folder(), "", 0)
    for layer, folder in enumerate(chain, start=1):
        files.append(KnowledgeFile(str(folder / SCHOOL_FILE), folder / SCHOOL_FILE, layer, SCHOOL_FILE))
        files += _files_under(folder, f"{folder}/", layer)
    return files


def _files_under(root: Path, prefix: str, layer: int) -> list[KnowledgeFile]:
    """List the knowledge files under a folder, sorted by name; vignettes are cases, not knowledge."""
    found = []
    for part in ("rules", "protocols"):
        for path in yaml_files(root / part) if (root / part).is_dir() else ():
            inside = path.relative_to(root).as_posix()
            if not inside.startswith("rules/vignettes/"):
                found.append(KnowledgeFile(prefix + inside, path, layer, inside))
    return sorted(found)


def _content(path: Path) -> bytes:
    """Give what is in a file, as far as we take it; what is no ordinary file or cannot be read is empty, and loading it says so."""
    try:
        if not path.is_file():
            return b""
        with path.open("rb") as stream:
            return stream.read(FILE_BYTES + 1)
    except OSError:
        return b""


def digest_of(files: Iterable[KnowledgeFile]) -> str:
    """Give the digest of knowledge files: names and contents, whatever the line ends and wherever an overlay lies."""
    total = hashlib.sha256()
    for file in files:
        content = _content(file.path).replace(b"\r\n", b"\n")
        name = f"{file.layer}/{file.inside}" if file.layer else file.inside
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return f"sha256:{total.hexdigest()}"
