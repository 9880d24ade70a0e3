"""What the commands of the store share: the opened store, and what is said when a subcommand was misspelt."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from cli.records import opened_records
from cli.speech import DateText, command_options, opened, say
from engine.diagnostics import Diagnostic, KnowledgeError, Language, Location, nearest

__all__ = ["StoreGroup", "day_option", "note_option", "safety_option", "seen_option", "tell", "who_option", "with_records"]


day_option = click.option("--date", "day", type=DateText(), help="Standaard vandaag / today by default.")
note_option = click.option("--note", default="", help="Een opmerking erbij / a remark.")
safety_option = click.option(
    "--safety", is_flag=True, help="Ook wat over veiligheid gaat en apart bewaard wordt / also what concerns safety."
)
seen_option = click.option("--seen", type=int, help="De laatste regel die je zag / the last entry that you saw.")
who_option = click.option("--who", help="Wie dit schrijft (WEGWIJZER_WHO; de gebruiker) / who writes this.")


class StoreGroup(click.Group):
    """Says what a subcommand is called when it was misspelt."""

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find a subcommand; raises `KnowledgeError` with what it may have been."""
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            known = ", ".join(f"`{name}`" for name in self.commands)
            values = {"name": f"{self._path()} {args[0]}", "known": known, "nearest": nearest(args[0], self.commands)}
            raise KnowledgeError([Diagnostic("usage.command", Location(f"wegwijzer {self._path()}"), values)])
        return super().resolve_command(ctx, args)

    def _path(self) -> str:
        return "store" if self.name == "store" else f"store {self.name}"

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Give the subcommands in the order in which they are told of."""
        return list(self.commands)


def with_records(*, create: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Hand the opened store to a command as `records`, and close it; an option `new_school` makes the school where there is none."""

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @command_options
        @functools.wraps(function)
        def run(*, lang: Language, rules: Path | None, engine: str | None, **options: Any) -> Any:
            records = opened_records(opened(rules, engine, lang), lang, create=create or options.pop("new_school", False))
            try:
                return function(records=records, lang=lang, **options)
            finally:
                records.store.close()

        return run

    return decorate


def tell(lang: Language, dutch: str, english: str) -> None:
    """Say a line in the language that was asked for."""
    say(f"{english if lang == 'en' else dutch}\n")
