"""A compiled copy of a knowledge base, kept under the digest of its files so that commands start fast."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from engine.keeping.copies import kept
from engine.loading.library import digest_of, knowledge_files, schemas_folder

__all__ = ["cached"]

T = TypeVar("T")
_MOST = 24  # a few versions of the rules of a few schools


def cached(root: Path, build: Callable[[], T], variant: str = "") -> T:
    """Give what `build` makes of the files under a root, from the kept copy where there is one.

    `variant` tells copies of the same files apart, such as the day on which the rules are valid.
    """
    files = knowledge_files(root)
    if not files:
        return build()
    spelled = "\0".join(file.name for file in files)  # places in the copy name the files as the folder was named
    return kept("", f"{digest_of(files)} {variant} {spelled} {_schemas()}", build, most=_MOST)


def _schemas() -> str:
    """Say of which size and time the schemas are by which the files were checked."""
    stats = [path.stat() for path in sorted(schemas_folder().glob("*.json"))]
    return " ".join(f"{stat.st_size} {stat.st_mtime_ns}" for stat in stats)
