"""`wegwijzer overrides DIR`: which steps people set aside most, and why, without names."""

from __future__ import annotations

from pathlib import Path

import click

from cli.speech import command_options, opened, say
from engine.diagnostics import Language

__all__ = ["command"]


@click.command("overrides")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@command_options
def command(*, folder: Path, form: str, lang: Language, rules: Path | None, engine: str | None) -> None:
    """Welke stappen worden het vaakst anders besloten, en waarom? Zonder namen. (Which steps are set aside?)

    DIR is een map met casusbestanden; andere YAML-bestanden daarin tellen niet mee.
    """  # noqa: D400, D415 - shown as help
    wegwijzer = opened(rules, engine, lang)
    from engine.rendering import overrides_print  # noqa: PLC0415 - only once the folder has been read

    found, knowledge = wegwijzer.overrides(folder), wegwijzer.base.knowledge
    show = overrides_print.overrides_json if form == "json" else overrides_print.overrides_text
    say(show(found, knowledge, lang))
