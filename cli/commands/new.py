"""`wegwijzer new KIND ID [DIR]`: a sound start for a rule of a school's own, with a vignette beside it."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from cli.speech import command_options, say
from engine.diagnostics import Language
from engine.model.local import StartKind
from engine.service import start_rule

__all__ = ["command"]


@click.command("new")
@click.argument("kind", type=click.Choice(get_args(StartKind)))
@click.argument("id_", metavar="ID")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    kind: StartKind,
    id_: str,
    folder: Path | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,  # noqa: ARG001 - all commands take it; a start infers nothing
) -> None:
    """Begin een eigen regel die meteen klopt, met een vignet erbij. (A sound start for a rule of your own.)

    ID zegt hoe het heet: signal.te_druk, cause.te_drukke_klas, alert.ouders_wachten, of zonder punt voor een interventie,
    laag of protocol. DIR is de map van de school; standaard de map waar je nu bent.
    """  # noqa: D400, D415 - shown as help
    root = folder or rules or Path()
    written = start_rule(root, kind, id_)
    words = {
        "nl": ("Gemaakt", "Schrijf het nu zoals het bij jullie is, en kijk met `wegwijzer check {f}` en `wegwijzer test {f}`."),
        "en": ("Made", "Now write it as it is with you, and look by `wegwijzer check {f}` and `wegwijzer test {f}`."),
    }[lang]
    say("\n".join([f"{words[0]}:", *(f"  {path}" for path in written), "", words[1].format(f=root)]) + "\n")
