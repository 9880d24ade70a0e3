"""`wegwijzer population`: made-up pupils, to practise and to measure with."""

from __future__ import annotations

from pathlib import Path

import click

from cli.speech import command_options
from engine.diagnostics import KnowledgeError, Language, Location, fault

__all__ = ["command"]

_FORMS = (".csv", ".xlsx", ".parquet")


@click.command("population")
@click.option("--pupils", type=click.IntRange(1), default=500, show_default=True, help="Hoeveel leerlingen / how many pupils.")
@click.option("--schools", type=click.IntRange(1), default=1, show_default=True, help="Over hoeveel scholen / in how many schools.")
@click.option(
    "--seed", type=int, default=1, show_default=True, help="Hetzelfde getal geeft dezelfde leerlingen / the same number, the same pupils."
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), help="Schrijf naar / write to .csv .xlsx .parquet.")
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    pupils: int,
    schools: int,
    seed: int,
    output: Path,
    lang: Language,
    rules: Path | None,  # noqa: ARG001 - all commands take it; made-up pupils follow no rules
    engine: str | None,  # noqa: ARG001 - all commands take it
) -> None:
    """Bedachte leerlingen om mee te oefenen; elke rij zegt dat hij bedacht is. (Made-up pupils to practise on.)"""  # noqa: D400, D415 - shown as help
    if output.suffix.lower() not in _FORMS:
        raise KnowledgeError([fault("table.form", Location(str(output)), name=output.suffix or output.name)])
    from engine.service import make_population  # noqa: PLC0415 - the libraries for tables are loaded only here

    make_population(output, pupils=pupils, schools=schools, seed=seed)
    click.echo(f"{pupils} bedachte leerlingen in {output}." if lang == "nl" else f"{pupils} made-up pupils in {output}.", err=True)
