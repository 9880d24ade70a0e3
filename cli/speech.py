"""What all commands share: language, the rules folder, the engine, and how faults are said."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import click

from cli.writing import write_whole
from engine.diagnostics import Diagnostic, KnowledgeError, Language, Location, fault
from engine.limits import FAULTS_SAID
from engine.loading.reasons import system_reason
from engine.model.values import is_date
from engine.rendering.plain import visible
from engine.service import Wegwijzer, open_wegwijzer

__all__ = ["BAD_INPUT", "DEFAULT_LANGUAGE", "DateText", "Started", "command_options", "complain", "opened", "say", "write_whole"]

DEFAULT_LANGUAGE: Language = "nl"
BAD_INPUT = 2
ENGINES = ("forward", "durable", "both")


@dataclass(frozen=True, slots=True)
class Started:
    """How we were started: `alone` in a process of our own, or called by a program."""

    alone: bool


class DateText(click.ParamType):  # type: ignore[type-arg]  # generic in newer releases only
    """A date as yyyy-mm-dd; another text is bad input."""

    name = "jjjj-mm-dd"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:  # noqa: ARG002 - click's signature
        """Read a date; raises `KnowledgeError` with the way out."""
        if isinstance(value, date):
            return value
        if not is_date(value):
            raise KnowledgeError([fault("shape.date", Location(param.opts[-1] if param else ""), value=value)])
        return date.fromisoformat(value)


def command_options(function: Callable[..., Any], engines: Sequence[str] = ENGINES) -> Callable[..., Any]:
    """Add `--lang`, `--rules` and `--engine` (of which some commands have others), and say faults as sentences with status 2."""
    shown = "Motor voor de regels / engine (WEGWIJZER_ENGINE; forward)." if engines is ENGINES else f"Motor / engine ({engines[0]})."

    @click.option("--lang", type=click.Choice(["nl", "en"]), default=DEFAULT_LANGUAGE, show_default=True, help="Taal / language.")
    @click.option("--rules", type=click.Path(path_type=Path), help="Map met eigen regels van de school / a school's own rules.")
    @click.option("--engine", type=click.Choice(engines), help=shown)
    @functools.wraps(function)
    def run(*, lang: Language, **options: Any) -> Any:
        try:
            return function(lang=lang, **options)
        except KnowledgeError as problem:
            complain(problem.diagnostics, lang)
        except OSError as problem:  # the system may refuse anything at any time, such as a name that is too long
            complain([fault("file.unreadable", Location(str(problem.filename or "")), why=system_reason(problem))], lang)

    return run


def complain(faults: Iterable[Diagnostic], language: Language) -> NoReturn:
    """Say faults, one a line, and exit with the status of bad input."""
    found = list(faults)
    for each in found[:FAULTS_SAID]:
        click.echo(each.line(language), err=True)
    if more := found[FAULTS_SAID:]:
        click.echo(fault("faults.more", Location(more[0].location.file), n=len(more)).line(language), err=True)
    sys.exit(BAD_INPUT)


def opened(rules: Path | None, engine: str | None, language: Language = DEFAULT_LANGUAGE) -> Wegwijzer:
    """Open the knowledge base that the options ask for; what the base has changed beneath a school's own changes is said, not hidden."""
    if rules is not None and not rules.is_dir():
        raise KnowledgeError([fault("file.no_folder" if rules.exists() else "file.missing", Location(str(rules)))])
    wegwijzer = open_wegwijzer(rules, engine)
    for each in wegwijzer.base.knowledge.warnings:
        if each.code == "overlay.base_changed":
            click.echo(each.line(language), err=True)
    return wegwijzer


def say(text: str) -> None:
    """Write a result to standard output; a reader that stopped listening is no fault.

    Raises `KnowledgeError` when it cannot be written for another reason, such as a full disk.
    """
    try:
        click.echo(visible(text), nl=False)
    except OSError as problem:
        _swallow_the_rest()
        if not isinstance(problem, BrokenPipeError):
            raise KnowledgeError([fault("file.unwritable", Location(), why=system_reason(problem))]) from None


def _swallow_the_rest() -> None:
    """Send what is still in the buffer to nowhere, so that Python does not stumble over it when it exits."""
    import os  # noqa: PLC0415 - only where a reader has gone

    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
