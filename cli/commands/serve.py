"""`wegwijzer serve`: the page, on this machine's own browser."""

from __future__ import annotations

import contextlib
import webbrowser
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.records import opened_records, who_writes
from cli.speech import command_options, opened
from engine.diagnostics import KnowledgeError, Language, Location, fault
from engine.service import Wegwijzer

if TYPE_CHECKING:  # the store needs libraries that are slow to import
    from engine.recording import Records

__all__ = ["command"]


@click.command("serve")
@click.option("--port", type=click.IntRange(0, 65535), default=8017, show_default=True, help="0: een vrije / a free one.")
@click.option("--open/--no-open", "open_", default=True, help="Open de browser / open the browser.")
@click.option("--who", help="Wie schrijft / who writes (WEGWIJZER_WHO).")
@click.option("--demo", is_flag=True, help="Bedachte leerlingen; aan het eind is alles weg / made-up pupils, gone at the end.")
@click.option(
    "--beside",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="MAP",
    help="Regels van een andere school, om mee te vergelijken / another school's rules, to compare with.",
)
@click.option(
    "--hosted",
    "settings",
    type=click.Path(path_type=Path),
    metavar="BESTAND",
    help="Voor een bestuur, met accounts; docs/hosting.md / for a board, with accounts.",
)
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    port: int,
    open_: bool,
    who: str | None,
    demo: bool,
    beside: tuple[Path, ...],
    settings: Path | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,
) -> None:
    """Open Wegwijzer als pagina op deze computer. (Open Wegwijzer as a page on this machine.)

    Alleen deze computer kan erbij, en alleen met het adres dat hier verschijnt. Stoppen: Ctrl+C.

    De eigen regels van de school staan naast de opslag, in de map `school`; --rules noemt een andere map.
    """  # noqa: D400, D415 - shown as help
    if settings is not None:
        _serve_board(settings, lang)
        return
    from web.running import running_at  # noqa: PLC0415 - the libraries of the page are loaded only here

    if (address := running_at(port)) is not None:
        click.echo(fault("serve.running", Location(), address=address).text(lang))
        _open(address, wanted=open_)
        return
    for folder in beside:
        opened(folder, engine, lang)  # what is wrong in it is told now, not while somebody shows it to a group
    given = None if rules is not None and rules.is_dir() and not any(rules.iterdir()) else rules  # an empty folder is one to begin in
    with _records(opened(given, engine, lang), lang, demo=demo) as records:
        from web.serving import serve  # noqa: PLC0415 - as above

        def told(address: str) -> None:
            _tell(address, lang, demo=demo)
            _open(address, wanted=open_)

        serve(records.store, port, told, rules=rules, engine=engine, who=who_writes(who), beside=beside)
    click.echo(_STOPPED[demo][lang == "en"])


_STOPPED = (  # of a store that stays, and of one with made-up pupils
    ("\nGestopt; alles is bewaard.", "\nStopped; everything is kept."),
    ("\nGestopt. De bedachte leerlingen zijn weg.", "\nStopped. The made-up pupils are gone."),
)


def _tell(address: str, lang: Language, *, demo: bool) -> None:
    """Say where the page is, and what that means."""
    dutch = [
        f"Wegwijzer staat open op {address}",
        "Alleen op deze computer, en alleen met dit hele adres: er staat een sleutel in.",
        *(["Dit zijn bedachte leerlingen. Alles wat je hier doet is weg als je stopt."] if demo else []),
        "Laat dit venster open. Stoppen: Ctrl+C.",
    ]
    english = [
        f"Wegwijzer is open at {address}",
        "On this computer alone, and only by this whole address: there is a key in it.",
        *(["These pupils are made up. Whatever you do here is gone when you stop."] if demo else []),
        "Keep this window open. Stop with Ctrl+C.",
    ]
    for line in english if lang == "en" else dutch:
        click.echo(line)


def _open(address: str, *, wanted: bool) -> None:
    if wanted:
        webbrowser.open(address)


@contextlib.contextmanager
def _records(wegwijzer: Wegwijzer, lang: Language, *, demo: bool) -> Iterator[Records]:
    """Open the store of this machine, or one of made-up pupils that vanishes."""
    from engine.demonstrating import demonstration  # noqa: PLC0415 - as above

    if demo:
        with demonstration(wegwijzer) as records:
            yield records
        return
    records = opened_records(wegwijzer, lang, create=True)
    try:
        yield records
    finally:
        records.store.close()


def _serve_board(settings: Path, lang: Language) -> None:
    """Serve the page of a board."""
    if find_spec("argon2") is None or find_spec("prometheus_client") is None or find_spec("authlib") is None:
        raise KnowledgeError([fault("serve.no_hosted", Location(str(settings)))])
    from web.board import serve_board  # noqa: PLC0415 - an extra
    from web.hosting import Hosting  # noqa: PLC0415 - as above

    def told(hosting: Hosting) -> None:
        said = ("Wegwijzer for {schools} at {address}:{port}", "Wegwijzer voor {schools} op {address}:{port}")[lang != "en"]
        schools = ", ".join(each.host for each in hosting.schools)
        click.echo(said.format(schools=schools, address=hosting.listen[0], port=hosting.listen[1]))

    serve_board(settings, told)
