"""`wegwijzer guide [GUIDE] [CASE]`: a talk or form, filled in as far as the case goes; without a guide, which there are."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Literal

import click

from cli.delivery import deliver, form_of, refuse_screen
from cli.records import case_from
from cli.speech import DateText, command_options, opened
from engine.diagnostics import Diagnostic, KnowledgeError, Language, Location, nearest
from engine.model.guide import Guide
from engine.model.knowledge import Knowledge
from engine.model.paper import Paper
from engine.service import Wegwijzer

__all__ = ["command"]

_Form = Literal["md", "html", "pdf", "docx"]
_FORMATS: tuple[_Form, ...] = ("md", "html", "pdf", "docx")
_Asked = Literal["school", "parents", "pupil"]


@click.command("guide")
@click.argument("guide", required=False)
@click.argument("case", required=False, type=click.Path(path_type=Path))
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@click.option("--format", "form", type=click.Choice(_FORMATS), help="Standaard md / md by default.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Schrijf naar dit bestand / write to this file.")
@click.option(
    "--for",
    "reader",
    type=click.Choice(["school", "parents", "pupil"]),
    help="Wie het ook leest; standaard voor wie de leidraad is / who else reads it.",
)
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    guide: str | None,
    case: Path | None,
    as_of: date | None,
    form: _Form | None,
    output: Path | None,
    reader: _Asked | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,
) -> None:
    """Een gesprek of formulier, ingevuld zover de casus gaat. (A talk or form, filled in as far as the case goes.)"""  # noqa: D400, D415 - shown as help
    wegwijzer = opened(rules, engine, lang)
    known = wegwijzer.base.knowledge.guides
    if guide is None:
        deliver(_listed(known, lang), output)
        return
    if guide not in known:
        values = {"name": guide, "known": ", ".join(f"`{id_}`" for id_ in known), "nearest": nearest(guide, known)}
        raise KnowledgeError([Diagnostic("usage.guide", Location("wegwijzer guide"), values)])
    chosen: _Form = form_of(form, output, _FORMATS, "md")
    if chosen in ("pdf", "docx"):
        refuse_screen(chosen, output, "wegwijzer guide", guide)
    from engine.rendering.paper_printing import printed  # noqa: PLC0415 - only where something is printed

    paper = _filled(wegwijzer, guide, case, as_of, reader, lang) if case else _blank(wegwijzer.base.knowledge, guide, as_of, reader, lang)
    deliver(printed(paper, chosen), output)


def _filled(  # noqa: PLR0913, PLR0917 - all that a sheet depends on
    wegwijzer: Wegwijzer, guide: str, case: Path, as_of: date | None, reader: _Asked | None, lang: Language
) -> Paper:
    from engine.rendering.paper_guide import guide_paper  # noqa: PLC0415 - only what is asked for
    from engine.rendering.readers import eyes_of  # noqa: PLC0415 - as above

    eyes = eyes_of(wegwijzer.base.knowledge.guides[guide].audience, reader)
    reading, knowledge = wegwijzer.reading(case_from(wegwijzer, case, lang), eyes, as_of)
    return guide_paper(knowledge.guides[guide], reading, knowledge, lang)


def _blank(knowledge: Knowledge, guide: str, as_of: date | None, reader: _Asked | None, lang: Language) -> Paper:
    from engine.rendering.paper_guide import blank_paper  # noqa: PLC0415 - as above
    from engine.rendering.readers import eyes_of  # noqa: PLC0415 - as above

    day = as_of or date.today()  # noqa: DTZ011 - a school day is local
    return blank_paper(knowledge.guides[guide], eyes_of(knowledge.guides[guide].audience, reader), knowledge, day.isoformat(), lang)


def _listed(guides: Mapping[str, Guide], lang: Language) -> str:
    width = max(map(len, guides), default=0) + 3
    lines = [
        line for id_, g in guides.items() for line in textwrap.wrap(f"{id_:<{width}}{g.label.of(lang)}", 100, subsequent_indent=" " * width)
    ]
    return "\n".join(lines) + "\n"
