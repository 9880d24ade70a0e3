"""`wegwijzer vignette CASE -o FILE`: a vignette from a case, with what could tell whose it is taken out."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import click

from cli.delivery import deliver
from cli.records import case_from
from cli.speech import DateText, command_options, opened
from engine.diagnostics import KnowledgeError, Language, Location, fault
from engine.loading.folders import real_path
from engine.loading.library import overlay_chain

__all__ = ["command"]


@click.command("vignette")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Schrijf naar dit bestand / write to this file.")
@click.option("--as", "pseudonym", help="Hoe het vignet heet; standaard naar het bestand / what it is called.")
@click.option("--title", default="", help="Eén zin: wat niet mis mag gaan / one sentence: what may not go wrong.")
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    case: Path,
    output: Path | None,
    pseudonym: str | None,
    title: str,
    as_of: date | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,
) -> None:
    """Maak van een casus een vignet, zonder namen en vrije teksten. (A vignette from a case, without names.)

    Wat eruit moet komen, wordt ingevuld met wat er nu uitkomt. Alle dagen schuiven even ver op.
    """  # noqa: D400, D415 - shown as help
    from engine.rendering.vignette_print import removed_text  # noqa: PLC0415 - only where it is asked for

    wegwijzer = opened(rules, engine, lang)
    loaded = case_from(wegwijzer, case, lang)
    name = pseudonym or (re.sub(r"[^a-z0-9]+", "-", output.stem.lower()).strip("-") if output else "") or "vignet"
    if name == loaded.id:
        raise KnowledgeError([fault("vignette.same_name", Location("wegwijzer vignette"))])
    if output and real_path(output) == real_path(case):
        raise KnowledgeError([fault("vignette.over_case", Location(str(output)))])
    titled = title or {"nl": "Schrijf hier wat niet mis mag gaan.", "en": "Say here what may not go wrong."}[lang]
    text, removed = wegwijzer.vignette(loaded, name, titled, _schema(output, wegwijzer.root), as_of=as_of, language=lang)
    deliver(text, output)
    click.echo(removed_text(removed, wegwijzer.knowledge_for(loaded, as_of), lang), nl=False, err=True)


def _schema(output: Path | None, root: Path) -> str:
    """Give where the schema of cases lies: with the school's own, else beside the vignettes of the base."""
    if not output or not overlay_chain(root):
        return "../../schemas/case.schema.json"
    return Path(os.path.relpath(root / "schemas" / "case.schema.json", output.parent)).as_posix()
