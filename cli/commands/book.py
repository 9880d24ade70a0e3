"""`wegwijzer book [DIR] -o FOLDER|FILE.pdf`: the rules as a handbook, to browse without a network or to print."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from cli.delivery import deliver, deliver_folder
from cli.speech import DateText, command_options, opened
from engine.diagnostics import Language

__all__ = ["command"]


@click.command("book")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="Een nieuwe map, of een bestand dat op .pdf eindigt / a folder or .pdf.",
)
@click.option("--as-of", type=DateText(), help="Zoals de regels gelden op deze dag / as the rules hold on this day.")
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *, folder: Path | None, output: Path, as_of: date | None, lang: Language, rules: Path | None, engine: str | None
) -> None:
    """Het handboek: alle regels in gewone taal, met tekeningen en bronnen. (The rules as a handbook.)

    DIR is de map van de school; zonder zijn het de basisregels. De map die gemaakt wordt, werkt zonder internet: open index.html. Wat er
    anders is dan de basis, staat voorin. Een map die er al is, wordt alleen vervangen als dit handboek er eerder in gemaakt is.
    """  # noqa: D400, D415 - shown as help
    book = opened(folder or rules, engine).book(as_of, lang)
    if output.suffix.lower() == ".pdf":
        from engine.rendering.book_pdf import book_pdf  # noqa: PLC0415 - only the printer that is asked for

        deliver(book_pdf(book), output)
        return
    from engine.rendering.book_html import PAGE_MARK, book_pages  # noqa: PLC0415 - as above

    deliver_folder(book_pages(book), output, PAGE_MARK)
