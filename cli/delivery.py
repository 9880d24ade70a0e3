"""Where a result goes: to a file that is written whole, or to standard output."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from cli.speech import say, write_whole
from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.reasons import system_reason

__all__ = ["deliver", "deliver_folder", "form_of", "refuse_screen"]


Form = TypeVar("Form", bound=str)


def form_of(asked: Form | None, output: Path | None, known: tuple[Form, ...], default: Form) -> Form:
    """Give the format that was asked for, else the one that the name of the file ends with, else the default."""
    named = output.suffix.removeprefix(".").lower() if output else ""
    return asked or next((form for form in known if form == named), default)


def refuse_screen(form: str, output: Path | None, command: str, name: str) -> None:
    """Raise `KnowledgeError` when a format that is no text would go to a screen."""
    if output is None and sys.stdout.isatty():
        raise KnowledgeError([fault("usage.binary", Location(command), form=form, example=f"-o {name}.{form}")])


def deliver(content: str | bytes, output: Path | None) -> None:
    """Write a result to a file, or to standard output; raises `KnowledgeError` when that cannot be."""
    if output is not None:
        write_whole(output, content)
    elif isinstance(content, str):
        say(content)
    else:
        _pipe(content)


def deliver_folder(pages: Mapping[str, str], folder: Path, mark: str) -> None:
    """Write pages as a folder, whole or not at all; one that is there is replaced only when it holds nothing but such pages.

    Such a page is known by the `mark` in it.
    Raises `KnowledgeError` when the folder holds anything else, or when it cannot be written; then what was there is still there.
    """
    from engine.interchange.files import landing  # noqa: PLC0415 - only where a folder is written

    try:
        place = landing(folder)
        if place.exists() and not _holds_pages_only(place, mark):
            raise KnowledgeError([fault("book.folder", Location(str(folder)))])
        place.parent.mkdir(parents=True, exist_ok=True)
        _put_pages(pages, place)
    except OSError as problem:
        raise KnowledgeError([fault("file.unwritable", Location(str(folder)), why=system_reason(problem))]) from None


def _put_pages(pages: Mapping[str, str], folder: Path) -> None:
    import shutil  # noqa: PLC0415 - only where a folder is written
    import tempfile  # noqa: PLC0415 - as above

    from engine.interchange.files import put_folder  # noqa: PLC0415 - as above

    made = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".wegwijzer-"))
    try:
        for name, text in pages.items():
            (made / name).write_text(text, encoding="utf-8", newline="\n")
        made.chmod(0o755)
        put_folder(made, folder)
    finally:
        shutil.rmtree(made, ignore_errors=True)


def _holds_pages_only(folder: Path, mark: str) -> bool:
    """Tell whether a folder is empty, or holds a handbook that was made before and nothing else."""
    if not folder.is_dir():
        return False
    found = list(folder.iterdir())
    names = {path.name for path in found}
    return not found or ({"index.html", "search.html"} <= names and all(_is_page(path, mark) for path in found))


def _is_page(path: Path, mark: str) -> bool:
    """Tell whether a file is a page of a handbook: one of another website is not."""
    if path.suffix != ".html" or path.is_symlink() or not path.is_file():
        return False
    return mark in path.read_text(encoding="utf-8", errors="replace")


def _pipe(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        return  # a reader that stopped listening is no fault
    except OSError as problem:
        raise KnowledgeError([fault("file.unwritable", Location(), why=system_reason(problem))]) from None
