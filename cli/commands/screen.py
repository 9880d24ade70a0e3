"""`wegwijzer screen FILE`: many pupils at once, by four methods side by side."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.delivery import deliver
from cli.speech import BAD_INPUT, DateText, Started, command_options, opened, write_whole
from engine.diagnostics import Diagnostic, KnowledgeError, Language, Location, fault
from engine.interchange.files import keep_source
from engine.loading.mappings import load_mapping, mapping_text
from engine.model.mapping import TableMapping
from engine.model.screening import Screening
from engine.rendering.screening_words import far_text
from engine.screening.expendable import in_expendable_process
from engine.service import Wegwijzer

if TYPE_CHECKING:  # the libraries for tables are slow to import
    from engine.screening.tables import Table

__all__ = ["command"]


LONG = 100_000  # pupils from which on it is shown how far it is
_LISTS = (".csv", ".xlsx", ".parquet", ".json")


@click.command("screen")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "outputs",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Bewaar als / keep as .xlsx .csv .parquet .json .html; kan vaker.",
)
@click.option("--map", "ask", is_flag=True, help="Vraag eerst waarover elke kolom gaat / first ask what each column tells of.")
@click.option(
    "--mapping", type=click.Path(path_type=Path), help="Koppeling van kolommen / mapping of columns. Standaard FILE.mapping.yaml."
)
@click.option("--sheet", default="", help="Werkblad van een XLSX / sheet of a workbook.")
@click.option(
    "--cases", type=click.Path(path_type=Path), help="Map voor een casus per leerling op de lijst / a case file per pupil listed."
)
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@partial(command_options, engines=("polars", "duckdb", "spark"))
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    file: Path,
    outputs: tuple[Path, ...],
    ask: bool,
    mapping: Path | None,
    sheet: str,
    cases: Path | None,
    as_of: date | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,
) -> None:
    """Bij welke leerlingen kijk je mee, en volgens welke methode? (Which pupils to look at, by which method?)

    FILE is een export als CSV, XLSX of Parquet. Kolommen die naar een feit heten tellen vanzelf mee; voor andere stelt --map de eerste keer
    vragen en bewaart de antwoorden naast het bestand. Zonder -o staat de lijst op het scherm.

    --engine duckdb of spark is voor een regio: een FILE.parquet of map daarvan, met kolommen die naar feiten heten, wordt -o LIJST.parquet.
    """  # noqa: D400, D415 - shown as help
    wrong = [fault("table.form", Location(str(o)), name=o.suffix or o.name) for o in outputs if o.suffix.lower() not in (*_LISTS, ".html")]
    if wrong:
        raise KnowledgeError(wrong)
    if engine in ("duckdb", "spark"):
        if len(outputs) != 1 or outputs[0].suffix.lower() != ".parquet" or ask or cases:
            raise KnowledgeError([fault("table.far", Location("wegwijzer screen"), engine=engine)])
        click.echo(far_text(opened(rules, None, lang).screen_far(file, outputs[0], engine, as_of), lang), nl=False)
        return
    with _apart(file, outputs, lang):
        wegwijzer = opened(rules, None, lang)
        chosen, table = _mapping(wegwijzer, file, mapping, sheet, lang, ask=ask, today=as_of)
        targets = [o for o in outputs if o.suffix.lower() in _LISTS]
        with _progress(lang) as told:
            found = wegwijzer.screen(
                file, chosen, sheet=sheet, table=table, targets=targets, cases=cases, as_of=as_of, language=lang, told=told
            )
        for note in found.notes:
            click.echo(note.line(lang), err=True)
        for page in (o for o in outputs if o.suffix.lower() == ".html"):
            from engine.rendering.screening_page import screening_page  # noqa: PLC0415 - only the printer that is asked for

            write_whole(page, screening_page(found, lang))
        _tell(found, lang)


@contextmanager
def _apart(file: Path, outputs: Iterable[Path], language: Language) -> Iterator[None]:
    """Where we are alone, go through a table that could take the process down in one of which nobody loses anything."""
    started = click.get_current_context().find_root().obj
    if not (isinstance(started, Started) and started.alone):
        yield
        return

    def tell(problem: Diagnostic) -> int:
        click.echo(problem.line(language), err=True)
        return BAD_INPUT

    with in_expendable_process(file, outputs, tell):
        yield


def _tell(found: Screening, language: Language) -> None:
    from engine.rendering.screening_text import screening_text  # noqa: PLC0415 - only where there is something to tell

    deliver(screening_text(found, language), None)


def _mapping(  # noqa: PLR0913 - as the command
    wegwijzer: Wegwijzer, file: Path, given: Path | None, sheet: str, language: Language, *, ask: bool, today: date | None
) -> tuple[TableMapping, Table | None]:
    """Give the mapping: the one that is asked for now, the given one, the one that was kept beside the table, or none.

    Where it was asked for, the table as it was opened for that comes with it.
    """
    kept = given or file.with_suffix(".mapping.yaml")
    if ask:
        from cli.mapping_talk import talk_about  # noqa: PLC0415 - only for the talk
        from engine.screening.tables import open_table  # noqa: PLC0415 - as above

        keep_source(file, [kept])
        table = open_table(file, sheet)
        told = talk_about(table, wegwijzer.base.knowledge, language, today or date.today())  # noqa: DTZ011 - a school day is local
        write_whole(kept, mapping_text(told))
        click.echo(f"Bewaard in {kept}." if language == "nl" else f"Kept in {kept}.", err=True)
        return told, table
    if given or kept.is_file():
        return load_mapping(kept, wegwijzer.base.knowledge), None
    return TableMapping(), None


@contextmanager
def _progress(language: Language) -> Iterator[Callable[[int, int], None]]:
    """Show how far a long run is, where someone is watching; one that is stopped says how to go on."""
    watched = sys.stderr.isatty()
    try:
        yield _show if watched else _silent
    except KeyboardInterrupt:
        again = "\nOnderbroken. Geef dezelfde opdracht nog eens; een lange lijst gaat verder waar hij was."
        click.echo(again if language == "nl" else "\nInterrupted. Give the same command again; a long list goes on where it was.", err=True)
        raise click.Abort from None


def _silent(_done: int, _of: int) -> None:
    """Say nothing to nobody."""


def _show(done: int, of: int) -> None:
    if of > LONG:
        bar = "#" * (40 * done // of)
        click.echo(f"\r[{bar:<40}] {done:,} / {of:,}".replace(",", "."), err=True, nl=done >= of)
