"""`wegwijzer serve`: the page, on this machine's own browser."""

from __future__ import annotations

import contextlib
import webbrowser
from pathlib import Path

import click

from cli.records import opened_records, who_writes
from cli.speech import command_options, opened
from engine.diagnostics import Language

__all__ = ["command"]


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="0: een vrije / a free one.")
@click.option("--open/--no-open", "open_", default=True, help="Open de browser / open the browser.")
@click.option("--who", help="Wie schrijft / who writes (WEGWIJZER_WHO).")
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *, port: int, open_: bool, who: str | None, lang: Language, rules: Path | None, engine: str | None
) -> None:
    """Open Wegwijzer als pagina op deze computer. (Open Wegwijzer as a page on this machine.)

    Alleen deze computer kan erbij, en alleen met het adres dat hier verschijnt. Stoppen: Ctrl+C.
    """  # noqa: D400, D415 - shown as help
    from web.serving import serve  # noqa: PLC0415 - the libraries of the page are loaded only here

    records = opened_records(opened(rules, engine, lang), lang, create=True)

    def told(address: str) -> None:
        click.echo(f"Wegwijzer: {address}")
        click.echo("Stop with Ctrl+C." if lang == "en" else "Stoppen met Ctrl+C.")
        if open_:
            webbrowser.open(address)

    try:
        with contextlib.suppress(KeyboardInterrupt):
            serve(records.store, port, told, rules=rules, engine=engine, who=who_writes(who))
    finally:
        records.store.close()
