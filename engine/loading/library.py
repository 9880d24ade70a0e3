"""Where the shipped files lie: as siblings of `engine`, in a checkout and in a wheel alike."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

__all__ = ["KnowledgeFile", "knowledge_files", "overlay_chain", "schemas_folder", "shipped_folder"]

KnowledgeFile = tuple[str, Path]  # the name that messages use, and where it lies


def shipped_folder() -> Path:
    """Give the folder that holds `rules/`, `protocols/` and `schemas/`."""
    return Path(__file__).resolve().parents[2]


def schemas_folder() -> Path:
    """Give the folder of JSON Schemas."""
    return shipped_folder() / "schemas"


SCHOOL_FILE = "school.yaml"


def overlay_chain(root: Path) -> list[Path]:
    """Give the overlay folders that a folder stands on, outermost first; empty for a folder that is no overlay."""
    chain: list[Path] = []
    folder = root
    while (folder / SCHOOL_FILE).is_file() and folder.resolve() not in [c.resolve() for c in chain]:
        chain.insert(0, folder)
        beneath = _beneath(folder / SCHOOL_FILE)
        if beneath is None:
            break
        folder = folder / beneath
    return chain


def _beneath(path: Path) -> str | None:
    """Give the `stands_on:` of an overlay, read as text since it decides which files there are at all."""
    match = re.search(
        r"^stands_on:[ ]+[\"']?([^\"'#\n]+?)[\"']?[ ]*(?:#.*)?$", path.read_text(encoding="utf-8", errors="replace"), re.MULTILINE
    )
    return match[1] if match else None


def knowledge_files(root: Path) -> list[KnowledgeFile]:
    """List the knowledge files of a root: its own, or for a school's overlay the shipped ones with those on top."""
    chain = overlay_chain(root)
    if not chain:
        return _files_under(root, "")
    files = _files_under(shipped_folder(), "")
    for folder in chain:
        files += [(str(folder / SCHOOL_FILE), folder / SCHOOL_FILE), *_files_under(folder, f"{folder}/")]
    return files


def _files_under(root: Path, prefix: str) -> list[KnowledgeFile]:
    """List the knowledge files under a folder, sorted by name; vignettes are cases, not knowledge."""
    found = []
    for part in ("rules", "protocols"):
        for path in (root / part).rglob("*.yaml"):
            name = path.relative_to(root).as_posix()
            if not name.startswith("rules/vignettes/"):
                found.append((prefix + name, path))
    return sorted(found)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:  # a folder, or without permission: loading it says so
        return b""


def digest_of(files: list[KnowledgeFile]) -> str:
    """Give the digest of knowledge files: names and contents, whatever the line ends."""
    total = hashlib.sha256()
    for name, path in files:
        content = _content(path).replace(b"\r\n", b"\n")
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return f"sha256:{total.hexdigest()}"
