"""`wegwijzer store backup`, `verify`, `expire`, `erase` ...: safe, and not longer than needed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.delivery import deliver
from cli.records import new_passphrase, passphrase, school_name, store_place, who_writes
from cli.speech import DateText, command_options, say
from cli.store_options import safety_option, tell, who_option, with_records
from engine.diagnostics import Language
from engine.model.history import Backup, Kept, Rights

if TYPE_CHECKING:  # the store needs libraries that are slow to import
    from engine.recording import Records

__all__ = ["KEEPING"]

_NO = 1  # the status of an answer that is no


@click.command("backup")
@click.argument("file", type=click.Path(path_type=Path))
@with_records()
def backup(*, records: Records, lang: Language, file: Path) -> None:
    """Maak een reservekopie, en lees haar terug. (Make a backup, and read it back.)"""  # noqa: D400, D415 - shown as help
    made = records.store.backup(file)
    tell(
        lang,
        f"Kopie gemaakt en teruggelezen: {file}, tot en met regel {made.last}.",
        f"Copied and read back: {file}, up to entry {made.last}.",
    )


@click.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@command_options
def restore(*, file: Path, lang: Language, rules: Path | None, engine: str | None) -> int:  # noqa: ARG001 - one signature for all
    """Zet een reservekopie terug waar nog geen opslag is. (Put a backup back.)"""  # noqa: D400, D415 - shown as help
    from engine.cases.operating import restored  # noqa: PLC0415 - only where a store is used

    return _tell_kept(lang, *restored(file, store_place(), passphrase(store_place(), lang), school=school_name(), user=who_writes(None)))


@click.command("verify")
@with_records()
def verify(*, records: Records, lang: Language) -> int:
    """Is er buiten Wegwijzer om iets veranderd? (Was anything changed behind our back?)"""  # noqa: D400, D415 - shown as help
    from engine.cases.accounts import Accounts  # noqa: PLC0415 - as above

    return _tell_kept(lang, records.store.verify(), Accounts(records.store).verify())


def _tell_kept(lang: Language, kept: Kept, trail: Kept) -> int:
    """Tell whether the history, the trail and the accounts are as they were written."""
    from engine.rendering.history_text import damage_text  # noqa: PLC0415 - only where it is asked for

    say(damage_text(kept, lang))
    if trail.entries or trail.damage:
        say(("logboek en accounts: ", "trail and accounts: ")[lang == "en"] + damage_text(trail, lang))
    return _NO if kept.damage or trail.damage else 0


@click.command("rekey")
@with_records()
def rekey(*, records: Records, lang: Language) -> None:
    """Neem een ander wachtwoord (WEGWIJZER_NEW_PASSPHRASE). (Take another passphrase.)"""  # noqa: D400, D415 - shown as help
    records.store.rekey(new_passphrase(store_place(), lang, given="WEGWIJZER_NEW_PASSPHRASE"))
    tell(
        lang,
        "Het nieuwe wachtwoord geldt. Kopieën van eerder houden het oude.",
        "The new passphrase counts. Copies made earlier keep the old one.",
    )


@click.command("left")
@click.argument("pseudonym")
@click.argument("day", type=DateText(), required=False)
@who_option
@with_records()
def left(*, records: Records, lang: Language, pseudonym: str, day: date | None, who: str | None) -> None:
    """Schrijf op dat een leerling van school is, of zonder dag: toch niet. (A pupil left school.)"""  # noqa: D400, D415 - shown as help
    records.store.set_left(pseudonym, day, who=who_writes(who))
    tell(lang, f"{pseudonym}: van school {day or '-'}", f"{pseudonym}: left school {day or '-'}")


@click.command("expire")
@click.option("--dry-run", is_flag=True, help="Alleen zeggen wie / only say who.")
@click.option("--as-of", type=DateText(), help="De dag / the day.")
@click.option("--yes", is_flag=True, help="Zonder te vragen / without asking.")
@who_option
@with_records()
def expire(  # noqa: PLR0913 - click passes each option by name
    *, records: Records, lang: Language, dry_run: bool, as_of: date | None, yes: bool, who: str | None
) -> None:
    """Wis wie zo lang van school is dat niets meer bewaard mag worden. (Erase who left long ago.)"""  # noqa: D400, D415 - shown as help
    day = as_of or date.today()  # noqa: DTZ011 - a school day is local
    found = records.expired(day)
    for pupil in found:
        say(f"{pupil.pseudonym}  {pupil.left_on}\n")
    if found and not dry_run and _sure(lang, len(found), yes=yes):
        for removal in records.expire(day, who=who_writes(who)):
            _name_copies(removal.still_in, lang)


@click.command("export-person")
@click.argument("pseudonym")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Schrijf naar dit bestand / write to this file.")
@click.option("--names", is_flag=True, help="Met de naam / with the name.")
@safety_option
@with_records()
def export_person(  # noqa: PLR0913 - click passes each option by name
    *, records: Records, lang: Language, pseudonym: str, output: Path | None, names: bool, safety: bool
) -> None:
    """Alles wat van één leerling bewaard wordt, leesbaar. (Everything about one pupil.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.history_text import person_text  # noqa: PLC0415 - only where it is asked for

    rights = Rights(safety=safety, names=names)
    name = records.store.name(pseudonym, rights=rights) if names else ""
    entries = records.store.history(pseudonym, rights=rights)
    text = records.export(pseudonym, rights=rights)
    today = date.today()  # noqa: DTZ011 - a school day is local
    deliver(person_text(pseudonym, name, entries, text, records.wegwijzer.base.knowledge, today, lang), output)


@click.command("erase")
@click.argument("pseudonym")
@click.option("--yes", is_flag=True, help="Zonder te vragen / without asking.")
@who_option
@with_records()
def erase(*, records: Records, lang: Language, pseudonym: str, yes: bool, who: str | None) -> None:
    """Wis een leerling: uit het bestand, en zeg welke kopieën er nog zijn. (Erase a pupil.)"""  # noqa: D400, D415 - shown as help
    records.store.history(pseudonym)
    if _sure(lang, 1, yes=yes):
        removal = records.store.erase(pseudonym, who=who_writes(who))
        tell(lang, f"Gewist: {removal.entries} regels.", f"Erased: {removal.entries} entries.")
        _name_copies(removal.still_in, lang)


def _sure(lang: Language, count: int, *, yes: bool) -> bool:
    words = (f"{count} leerling(en) voorgoed wissen?", f"Erase {count} pupil(s) for good?")
    return yes or click.confirm(words[lang == "en"], err=True)


def _name_copies(copies: tuple[Backup, ...], lang: Language) -> None:
    for each in copies:
        tell(lang, f"Staat nog in de kopie {each.place} van {each.at:%Y-%m-%d}.", f"Still in the copy {each.place} of {each.at:%Y-%m-%d}.")


KEEPING = (backup, restore, verify, rekey, left, expire, export_person, erase)
