"""`wegwijzer advise CASE`: what next for this pupil, and why; on screen, as JSON, or on paper."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, get_args

import click

from cli.delivery import deliver, form_of, refuse_screen
from cli.records import case_from, keep_advice
from cli.speech import DateText, command_options, opened
from engine.diagnostics import KnowledgeError, Language, Location, fault
from engine.model.case import Case
from engine.service import Wegwijzer

__all__ = ["command"]

_Paper = Literal["md", "html", "pdf", "docx"]
_PAPER: tuple[_Paper, ...] = get_args(_Paper)
_FORMATS = ("text", "json", *_PAPER)


@click.command("advise")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Standaard text / text by default.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Schrijf naar dit bestand / write to this file.")
@click.option(
    "--for",
    "reader",
    type=click.Choice(["school", "parents", "pupil"]),
    default="school",
    show_default=True,
    help="Voor wie het papier is / who reads the paper.",
)
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    case: Path,
    as_of: date | None,
    form: str | None,
    output: Path | None,
    reader: Literal["school", "parents", "pupil"],
    lang: Language,
    rules: Path | None,
    engine: str | None,
) -> None:
    """Wat nu voor deze leerling, en waarom? (What next for this pupil, and why?)"""  # noqa: D400, D415 - shown as help
    chosen = form_of(form, output, _FORMATS, "text")
    if chosen not in _PAPER and reader != "school":
        raise KnowledgeError([fault("usage.reader", Location("wegwijzer advise"), form=chosen, known=", ".join(_PAPER))])
    if chosen in ("pdf", "docx"):
        refuse_screen(chosen, output, "wegwijzer advise", case.stem)
    wegwijzer = opened(rules, engine, lang)
    loaded = case_from(wegwijzer, case, lang)
    if chosen in _PAPER:
        content = _on_paper(wegwijzer, loaded, as_of, reader, chosen, lang)
    else:
        content = _as_text(wegwijzer, loaded, as_of, chosen, str(case), lang)
    deliver(content, output)
    if chosen in _PAPER:
        keep_advice(wegwijzer, case, as_of, lang)


def _on_paper(  # noqa: PLR0913, PLR0917 - all that a sheet depends on
    wegwijzer: Wegwijzer, case: Case, as_of: date | None, reader: Literal["school", "parents", "pupil"], form: _Paper, lang: Language
) -> str | bytes:
    from engine.rendering.paper_advice import advice_paper  # noqa: PLC0415 - only the printer that is asked for
    from engine.rendering.paper_printing import printed  # noqa: PLC0415 - as above

    reading, knowledge = wegwijzer.reading(case, frozenset({reader}), as_of)
    return printed(advice_paper(reading, knowledge, lang), form)


def _as_text(  # noqa: PLR0913, PLR0917 - as above
    wegwijzer: Wegwijzer, case: Case, as_of: date | None, form: str, file: str, lang: Language
) -> str:
    advice, knowledge = wegwijzer.advise(case, as_of), wegwijzer.knowledge_for(case, as_of)
    if form == "json":
        from engine.rendering.advice_json import advice_json  # noqa: PLC0415 - as above

        return advice_json(advice, knowledge, lang)
    from engine.rendering.advice_text import advice_text  # noqa: PLC0415 - as above

    return advice_text(advice, knowledge, lang, file)
