"""What all commands share: language, the rules folder, the engine, and how faults are said."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from engine.diagnostics import KnowledgeError, Language, Location, fault
from engine.service import Wegwijzer, open_wegwijzer

__all__ = ["DEFAULT_LANGUAGE", "DateText", "command_options", "opened", "say", "write_whole"]

DEFAULT_LANGUAGE: Language = "nl"
BAD_INPUT = 2


class DateText(click.ParamType):
    """A date as yyyy-mm-dd."""

    name = "jjjj-mm-dd"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read a date, or fail with the way out."""
        try:
            return value if isinstance(value, date) else date.fromisoformat(value)
        except ValueError:
            return self.fail(f"`{value}` is geen bestaande datum; schrijf jjjj-mm-dd, zoals 2025-11-03", param, ctx)


def command_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add `--lang`, `--rules` and `--engine`, and say faults as sentences with status 2."""

    @click.option("--lang", type=click.Choice(["nl", "en"]), default=DEFAULT_LANGUAGE, show_default=True, help="Taal / language.")
    @click.option("--rules", type=click.Path(path_type=Path), help="Map met eigen regels van de school / a school's own rules.")
    @click.option(
        "--engine",
        type=click.Choice(["forward", "durable", "both"]),
        help="Motor voor de regels / engine (WEGWIJZER_ENGINE; forward).",
    )
    @functools.wraps(function)
    def run(*, lang: Language, **options: Any) -> Any:
        try:
            return function(lang=lang, **options)
        except KnowledgeError as problem:
            for each in problem.diagnostics:
                click.echo(each.line(lang), err=True)
            sys.exit(BAD_INPUT)

    return run


def opened(rules: Path | None, engine: str | None) -> Wegwijzer:
    """Open the knowledge base that the options ask for."""
    if rules is not None and not rules.is_dir():
        raise KnowledgeError([fault("file.missing", Location(str(rules)))])
    return open_wegwijzer(rules, engine)


def say(text: str) -> None:
    """Write a result to standard output; a reader that stopped listening is no fault."""
    try:
        click.echo(text, nl=False)
    except BrokenPipeError:
        sys.stderr.close()


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all."""
    import os  # noqa: PLC0415 - only where something is written
    import tempfile  # noqa: PLC0415 - as above

    data = content.encode("utf-8") if isinstance(content, str) else content
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".wegwijzer-")
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as problem:
        raise KnowledgeError([fault("file.unwritable", Location(str(path)), why=problem.strerror or "?")]) from None
