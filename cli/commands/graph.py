"""`wegwijzer graph NAME`: a route as a picture, on the wall, on paper, or to walk through with a team."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli.delivery import deliver, refuse_screen
from cli.records import case_from
from cli.speech import DateText, command_options, opened
from engine.diagnostics import Language
from engine.rendering.plain import visible
from engine.service import BASE_WORDS

__all__ = ["command"]

_FORMS = ("svg", "png", "pdf", "dot", "mermaid", "bpmn", "html", "text", "json")
_ENDINGS = {
    ".svg": "svg",
    ".png": "png",
    ".pdf": "pdf",
    ".dot": "dot",
    ".gv": "dot",
    ".mmd": "mermaid",
    ".bpmn": "bpmn",
    ".html": "html",
    ".txt": "text",
    ".json": "json",
}
_PIXELS = ("png", "pdf")


@click.command("graph")
@click.argument("name", metavar="PROTOCOL|all|pyramid|causes|roles")
@click.option("--case", "case", type=click.Path(path_type=Path), help="Leg de route van deze casus erover / lay this case's route over it.")
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@click.option(
    "--against", type=click.Path(path_type=Path), help="Vergelijk met de regels in deze map, of `basis` / compare with a folder's rules."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(_FORMS),
    help="Vorm; standaard naar de naam van het bestand, anders svg / form (by file name; svg).",
)
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Schrijf naar dit bestand / write to this file.")
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    name: str,
    case: Path | None,
    as_of: date | None,
    against: Path | None,
    form: str | None,
    output: Path | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,
) -> None:
    """Een route als tekening: voor de muur, op papier, of om te oefenen. (A route as a picture.)"""  # noqa: D400, D415 - shown as help
    chosen = form or _ENDINGS.get(output.suffix.lower() if output else "", "svg")
    if chosen in _PIXELS:
        refuse_screen(chosen, output, "graph", name)
    wegwijzer = opened(rules, engine, lang)
    loaded = case_from(wegwijzer, case, lang) if case else None
    earlier = opened(None if str(against) in BASE_WORDS else against, engine, lang) if against else None
    if chosen == "html":
        _deliver([wegwijzer.trainer_page(name, lang, case=loaded, as_of=as_of, against=earlier).encode()], output)
        return
    from engine.rendering.diagrams.printing import printed  # noqa: PLC0415 - only where something is drawn

    sheets = wegwijzer.graph(name, lang, case=loaded, as_of=as_of, against=earlier, whole=chosen in ("dot", "mermaid", "bpmn"))
    _deliver(printed(sheets, chosen, output.stem if output else ""), output)  # type: ignore[arg-type]


def _deliver(files: list[bytes], output: Path | None) -> None:
    """Write the first file where it was asked, and each further sheet beside it under a number."""
    for i, content in enumerate(files):
        path = output.with_name(f"{output.stem}-{i}{output.suffix}") if output and i else output
        deliver(content, path)
        if path and i:
            click.echo(visible(str(path)), err=True)
