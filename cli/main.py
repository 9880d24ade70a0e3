"""`wegwijzer`: finds the command that was asked for and imports only that one."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from cli.speech import BAD_INPUT, DEFAULT_LANGUAGE, Started, complain
from cli.usage import asked_language, usage_fault
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest

__all__ = ["main"]

INTERRUPTED = 130  # as shells say it
OWN_FAULT = 70  # as `sysexits.h` calls it: neither an answer nor bad input
_DEBUG = "WEGWIJZER_DEBUG"  # for developers, with made-up cases: show the whole of a fault of our own

COMMANDS = (  # in the order in which they are listed
    *("advise", "ask", "explain", "whatif", "plan", "graph", "guide", "overrides", "store", "serve"),  # for those who know a pupil
    *("screen", "population"),
    *("init", "new", "schemas", "check", "test", "vignette", "diff", "book"),  # for those who write the rules
)


class _Commands(click.Group):
    """Loads each command's module when it is used, so that every command starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"cli.commands.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            known = ", ".join(f"`{command}`" for command in COMMANDS)
            values = {"name": name, "known": known, "nearest": nearest(name, COMMANDS)}
            raise KnowledgeError([Diagnostic("usage.command", Location("wegwijzer"), values)])
        return super().resolve_command(ctx, args)


def _show_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click's signature
    if not asked:
        return
    from importlib import metadata  # noqa: PLC0415 - only where it is asked for

    try:
        version = metadata.version("wegwijzer")
    except metadata.PackageNotFoundError:  # a checkout that is not installed
        version = "?"
    click.echo(f"wegwijzer {version}")
    ctx.exit()


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Wegwijzer: wat nu voor deze leerling, waarom, en wat weten we nog niet? (What next for this pupil, and why?)",
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version, help="Versie / version.")
def group() -> None:
    """Hold the commands together."""


def _own_fault(problem: Exception) -> Diagnostic:
    """Say where in our code a fault came up, and nothing of the values that it came up with."""
    last = problem.__traceback__
    while last and last.tb_next:
        last = last.tb_next
    place = f"{Path(last.tb_frame.f_code.co_filename).name}:{last.tb_lineno}" if last else "?"
    return fault("program.fault", Location("wegwijzer"), kind=type(problem).__name__, place=place)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command line, by default the one we were started with, and exit; bad input is one line a fault, and status 2."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words:
        click.echo(group.get_help(click.Context(group, info_name="wegwijzer")), err=True)
        sys.exit(BAD_INPUT)
    try:
        status = group.main(arguments, prog_name="wegwijzer", standalone_mode=False, obj=Started(alone=arguments is None))
    except click.UsageError as problem:
        command = f"wegwijzer {words[0]}" if words[0] in COMMANDS else "wegwijzer"
        complain([usage_fault(problem, command)], asked_language(words, DEFAULT_LANGUAGE))
    except KnowledgeError as problem:
        complain(problem.diagnostics, asked_language(words, DEFAULT_LANGUAGE))
    except click.Abort:
        sys.exit(INTERRUPTED)
    except Exception as problem:
        if os.environ.get(_DEBUG):
            raise
        click.echo(_own_fault(problem).line(asked_language(words, DEFAULT_LANGUAGE)), err=True)
        sys.exit(OWN_FAULT)
    sys.exit(status if isinstance(status, int) else 0)


if __name__ == "__main__":
    main()
