"""Where the shipped files lie: as siblings of `engine`, in a checkout and in a wheel alike."""

from __future__ import annotations

import hashlib
from pathlib import Path

__all__ = ["KnowledgeFile", "knowledge_files", "schemas_folder", "shipped_folder"]

KnowledgeFile = tuple[str, Path]  # the name that messages use, and where it lies


def shipped_folder() -> Path:
    """Give the folder that holds `rules/`, `protocols/` and `schemas/`."""
    return Path(__file__).resolve().parents[2]


def schemas_folder() -> Path:
    """Give the folder of JSON Schemas."""
    return shipped_folder() / "schemas"


def knowledge_files(root: Path) -> list[KnowledgeFile]:
    """List the knowledge files under a root, sorted by name; vignettes are cases, not knowledge."""
    found = []
    for part in ("rules", "protocols"):
        for path in (root / part).rglob("*.yaml"):
            name = path.relative_to(root).as_posix()
            if not name.startswith("rules/vignettes/"):
                found.append((name, path))
    return sorted(found)


def digest_of(files: list[KnowledgeFile]) -> str:
    """Give the digest of knowledge files: names and contents, whatever the line ends."""
    total = hashlib.sha256()
    for name, path in files:
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(f"{name}\0{len(content)}\0".encode())
        total.update(content)
    return f"sha256:{total.hexdigest()}"
