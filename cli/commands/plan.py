"""`wegwijzer plan CASE`: who does what by when, as a table, as JSON, or as a calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import click

from cli.records import case_from
from cli.speech import DateText, command_options, opened, say, write_whole
from engine.diagnostics import Language

__all__ = ["command"]


@click.command("plan")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option(
    "--ics", type=click.Path(path_type=Path), help="Schrijf de termijnen als agenda, zonder naam / write the terms as a calendar."
)
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *, case: Path, as_of: date | None, form: str, ics: Path | None, lang: Language, rules: Path | None, engine: str | None
) -> None:
    """Wie doet wat en wanneer? (Who does what by when?)"""  # noqa: D400, D415 - shown as help
    wegwijzer = opened(rules, engine, lang)
    loaded = case_from(wegwijzer, case, lang)
    plan = wegwijzer.plan(loaded, as_of)
    knowledge = wegwijzer.knowledge_for(loaded, as_of)
    if ics:
        from engine.interchange.calendars import calendar_of  # noqa: PLC0415 - only where it is asked for

        made = datetime.combine(plan.as_of, time(), UTC)
        steps = wegwijzer.advise(loaded, as_of).steps
        write_whole(ics, calendar_of(steps, knowledge, made, loaded.id, lang))
    from engine.rendering import plan_print  # noqa: PLC0415 - as above

    say(plan_print.plan_json(plan, knowledge, lang) if form == "json" else plan_print.plan_text(plan, knowledge, lang))
