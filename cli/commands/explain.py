"""`wegwijzer explain CASE ID`: why this conclusion, or why not, down to facts and sources, and what would change it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli.records import case_from
from cli.speech import DateText, command_options, opened, say
from engine.diagnostics import Language

__all__ = ["command"]


@click.command("explain")
@click.argument("case", type=click.Path(path_type=Path))
@click.argument("id_", metavar="ID")
@click.option("--full", is_flag=True, help="Alles: elke reden, elke tak, elke bron / everything there is to tell.")
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *, case: Path, id_: str, full: bool, as_of: date | None, form: str, lang: Language, rules: Path | None, engine: str | None
) -> None:
    """Waarom deze conclusie, of waarom niet, en wat zou het anders maken? (Why, or why not?)

    ID is een bevinding, hypothese, behoefte, alarm of interventie, `support`, een protocol, of een stap als PROTOCOL.STAP.
    """  # noqa: D400, D415 - shown as help
    wegwijzer = opened(rules, engine, lang)
    loaded = case_from(wegwijzer, case, lang)
    told, knowledge = wegwijzer.explain(loaded, id_, as_of, whole=full), wegwijzer.knowledge_for(loaded, as_of)
    if form == "json":
        from engine.rendering.explanation_json import explanation_json  # noqa: PLC0415 - only the printer that is asked for

        say(explanation_json(told, knowledge, lang))
        return
    from engine.rendering.explanation_text import explanation_text  # noqa: PLC0415 - as above

    say(explanation_text(told, knowledge, lang, full=full, file=str(case)))
