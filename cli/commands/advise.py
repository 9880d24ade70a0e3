"""`wegwijzer advise CASE`: what next for this pupil, and why."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli.speech import DateText, command_options, opened, say
from engine.diagnostics import Language

__all__ = ["command"]


@click.command("advise")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *, case: Path, as_of: date | None, form: str, lang: Language, rules: Path | None, engine: str | None
) -> None:
    """Wat nu voor deze leerling, en waarom? (What next for this pupil, and why?)"""  # noqa: D400, D415 - shown as help
    wegwijzer = opened(rules, engine)
    advice = wegwijzer.advise(wegwijzer.load(case), as_of)
    knowledge = wegwijzer.base.knowledge
    if form == "json":
        from engine.rendering.advice_json import advice_json  # noqa: PLC0415 - only the printer that is asked for

        say(advice_json(advice, knowledge, lang))
        return
    from engine.rendering.advice_text import advice_text  # noqa: PLC0415 - as above

    say(advice_text(advice, knowledge, lang, str(case)))
