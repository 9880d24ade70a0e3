"""Several files written and taken away together: all of them, or none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault
from engine.interchange.files import written
from engine.loading.reasons import system_reason

__all__ = ["written_together"]


@contextmanager
def written_together(texts: Mapping[Path, str | None]) -> Iterator[tuple[Path, ...]]:
    """Write files, and give their paths; if that fails, or what is done with them meanwhile does, all is as it was before.

    A text of None takes the file away. Raises `KnowledgeError` when a file cannot be written or taken away.
    """
    before: dict[Path, bytes | None] = {}
    made: list[Path] = []
    try:
        for path, text in texts.items():
            old = path.read_bytes() if path.is_file() else None
            if text is None:
                path.unlink(missing_ok=True)
            else:
                _make_folders(path.parent, made)
                with written(path) as draft:
                    draft.write_bytes(text.encode("utf-8"))
            before[path] = old
        yield tuple(texts)
    except BaseException as problem:
        _undo(before, made)
        if isinstance(problem, OSError):
            where = Location(str(problem.filename or next(iter(texts))))
            raise KnowledgeError([fault("file.unwritable", where, why=system_reason(problem))]) from None
        raise


def _make_folders(folder: Path, made: list[Path]) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir()
        made.append(each)


def _undo(before: Mapping[Path, bytes | None], made: list[Path]) -> None:
    for path, content in before.items():
        if content is not None:
            path.write_bytes(content)
        else:
            path.unlink(missing_ok=True)
    for folder in reversed(made):
        folder.rmdir()
