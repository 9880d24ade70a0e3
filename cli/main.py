"""`wegwijzer`: finds the command that was asked for and imports only that one."""

from __future__ import annotations

import importlib
import sys

import click

from cli.speech import DEFAULT_LANGUAGE

__all__ = ["main"]

COMMANDS = ("advise", "plan", "test")


class _Commands(click.Group):
    """Loads each command's module when it is used, so that every command starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        if cmd_name not in COMMANDS:
            return None
        command = importlib.import_module(f"cli.commands.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name not in COMMANDS and not name.startswith("-"):
            import difflib  # noqa: PLC0415 - only for a word that is no command

            near = difflib.get_close_matches(name, COMMANDS, n=1)
            guess = f"; bedoel je / did you mean `{near[0]}`?" if near else ""
            ctx.fail(f"`{name}` is geen opdracht / is not a command{guess}")
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    help="Wegwijzer: wat nu voor deze leerling, waarom, en wat weten we nog niet? (What next for this pupil, and why?)",
)
@click.version_option(package_name="wegwijzer", prog_name="wegwijzer")
def group() -> None:
    """Hold the commands together."""


def main() -> None:
    """Run the command line; bad input ends with status 2 and one line a fault."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace", newline="\n")
    group(prog_name="wegwijzer", obj={"language": DEFAULT_LANGUAGE})


if __name__ == "__main__":
    main()
