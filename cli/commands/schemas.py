"""`wegwijzer schemas [DIR]`: what an editor needs to complete and explain all names, a school's own among them."""

from __future__ import annotations

from pathlib import Path

import click

from cli.speech import command_options, say
from engine.diagnostics import Language
from engine.service import publish_schemas

__all__ = ["command"]


@click.command("schemas")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@command_options
def command(
    *,
    folder: Path | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,  # noqa: ARG001 - all commands take it; schemas infer nothing
) -> None:
    """Maak de hulp voor de editor opnieuw: alle namen die je kunt gebruiken. (Renew what the editor completes.)

    DIR is de map van de school; standaard de map waar je nu bent.
    """  # noqa: D400, D415 - shown as help
    root = folder or rules or Path()
    written = publish_schemas(root)
    words = {"nl": "{n} schema's geschreven in {folder}", "en": "{n} schemas written in {folder}"}[lang]
    say(words.format(n=len(written), folder=written[0].parent) + "\n")
