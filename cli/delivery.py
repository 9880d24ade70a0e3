"""Where a result goes: to a file that is written whole, or to standard output."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TypeVar

from cli.speech import say, write_whole
from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.reasons import system_reason

__all__ = ["deliver", "form_of", "refuse_screen"]


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


def _pipe(content: bytes) -> None:
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        return  # a reader that stopped listening is no fault
    except OSError as problem:
        raise KnowledgeError([fault("file.unwritable", Location(), why=system_reason(problem))]) from None
