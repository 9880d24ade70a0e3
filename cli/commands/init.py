"""`wegwijzer init DIR`: a school's own folder to start from."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from cli.speech import command_options, say
from engine.diagnostics import Language
from engine.model.local import Region
from engine.service import start_school

__all__ = ["command"]


@click.command("init")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--name", default="", help="De naam van de school; standaard die van de map / the school's name.")
@click.option("--region", type=click.Choice(get_args(Region)), help="Regio van de schoolvakanties / school holidays.")
@click.option("--on", "stands_on", type=click.Path(path_type=Path), help="Map van bestuur of samenwerkingsverband / folder beneath it.")
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    folder: Path,
    name: str,
    region: Region | None,
    stands_on: Path | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,  # noqa: ARG001 - all commands take it; a start infers nothing
) -> None:
    """Begin een map met eigen regels van de school. (Start a folder of a school's own rules.)"""  # noqa: D400, D415 - shown as help
    written = start_school(folder, name, region, stands_on or rules)
    shown = [path for path in written if path.parent.name != "schemas"]
    said = {
        "nl": ("Gemaakt", "hulp voor de editor", "Lees {readme}, en kijk of alles klopt met `wegwijzer check {folder}`."),
        "en": ("Made", "help for the editor", "Read {readme}, and see whether all is well by `wegwijzer check {folder}`."),
    }[lang]
    lines = [*(f"  {path}" for path in shown), f"  {folder / 'schemas'} ({said[1]})"]
    say("\n".join([f"{said[0]}:", *lines, "", said[2].format(readme=folder / "README.md", folder=folder)]) + "\n")
