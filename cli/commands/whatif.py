"""`wegwijzer whatif CASE FACT=VALUE...`: what changes if, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli.records import case_from
from cli.speech import DateText, command_options, opened, say
from engine.diagnostics import Language

__all__ = ["command"]


@click.command("whatif")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("changes", metavar="FACT=VALUE", nargs=-1, required=True)
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *, case: Path, changes: tuple[str, ...], as_of: date | None, form: str, lang: Language, rules: Path | None, engine: str | None
) -> None:
    """Wat verandert er als? Alleen wat anders wordt. (What changes if?)

    FACT=VALUE zet een feit op een waarde voor iedereen (`unknown`: alsof het niet gevraagd is); PROTOCOL.STAP=done of
    =started doet alsof een stap vandaag gedaan of begonnen is. Het bestand blijft zoals het is.
    """  # noqa: D400, D415 - shown as help
    wegwijzer = opened(rules, engine, lang)
    loaded = case_from(wegwijzer, case, lang)
    difference, knowledge = wegwijzer.what_if(loaded, changes, as_of), wegwijzer.knowledge_for(loaded, as_of)
    if form == "json":
        from engine.rendering.explanation_json import difference_json  # noqa: PLC0415 - only the printer that is asked for

        say(difference_json(difference, knowledge, lang))
        return
    from engine.rendering.difference_text import difference_text  # noqa: PLC0415 - as above

    say(difference_text(difference, knowledge, lang))
