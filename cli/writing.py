"""What a command writes: whole or not at all, and a sentence where that cannot be."""

from __future__ import annotations

from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault
from engine.interchange.files import written
from engine.loading.reasons import system_reason

__all__ = ["write_whole"]


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all; a pipe or device just takes what it is given.

    Raises `KnowledgeError` when it cannot be written.
    """
    data = content.encode("utf-8", errors="replace") if isinstance(content, str) else content
    try:
        with written(path) as draft:
            draft.write_bytes(data)
    except OSError as problem:
        raise KnowledgeError([fault("file.unwritable", Location(str(path)), why=system_reason(problem))]) from None
    except ValueError:  # a null byte in the path itself
        raise KnowledgeError([fault("file.missing", Location(str(path)))]) from None
