"""`wegwijzer store ...`: what is kept of pupils, from the first note to the day it is erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cli.delivery import deliver
from cli.records import new_passphrase, passphrase, school_name, store_place, who_writes
from cli.speech import DateText, command_options, say
from cli.store_accounts import accounts
from cli.store_options import StoreGroup, tell, with_records
from engine.diagnostics import Diagnostic, KnowledgeError, Language, Location, nearest
from engine.model.case import Observation
from engine.model.history import Backup, Rights

if TYPE_CHECKING:  # the store needs libraries that are slow to import
    from engine.recording import Records

__all__ = ["command"]

_NO = 1  # the status of an answer that is no


class _Moment(click.ParamType):  # type: ignore[type-arg]  # generic in newer releases only
    """A number of the history, or a day: then how it was at the end of that day."""

    name = "regel of jjjj-mm-dd"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int | datetime:
        if isinstance(value, int | datetime):
            return value
        if str(value).isdecimal():
            return int(value)
        day = DateText().convert(value, param, ctx)
        return datetime.combine(day, datetime.max.time()).astimezone()


@click.group("store", cls=StoreGroup)
def command() -> None:
    """De opslag: wat van leerlingen bewaard wordt, versleuteld, op deze computer. (The store.)

    Waar een CASUS gevraagd wordt, mag ook `store:PSEUDONIEM` staan. (A case may be `store:PSEUDONYM`.)
    """  # noqa: D400, D415 - shown as help


def _safety(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--safety", is_flag=True, help="Ook wat over veiligheid gaat en apart bewaard wordt / also what concerns safety.")(
        function
    )


def _who(function: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--who", help="Wie dit schrijft (WEGWIJZER_WHO; de gebruiker) / who writes this.")(function)


# --- pupils ---


@command.command("new")
@click.argument("pseudonym")
@click.option("--name", default="", help="De naam, als die bewaard moet worden; versleuteld en apart / the name, kept apart.")
@_who
@with_records(create=True)
def new(*, records: Records, lang: Language, pseudonym: str, name: str, who: str | None) -> None:
    """Begin met een leerling, onder een pseudoniem. (Begin with a pupil.)"""  # noqa: D400, D415 - shown as help
    records.store.open_case(pseudonym, who=who_writes(who), name=name)
    tell(lang, f"Begonnen: {pseudonym}", f"Begun: {pseudonym}")


@command.command("list")
@click.option("--names", is_flag=True, help="Met de namen die apart bewaard worden / with the names that are kept apart.")
@with_records()
def list_(*, records: Records, lang: Language, names: bool) -> None:
    """Welke leerlingen er zijn. (Which pupils there are.)"""  # noqa: D400, D415 - shown as help
    known = records.store.names(rights=Rights(names=True)) if names else {}
    left = "left" if lang == "en" else "van school"
    for pupil in records.store.pupils():
        gone = f"{left} {pupil.left_on}" if pupil.left_on else ""
        say("  ".join(part for part in (pupil.pseudonym, known.get(pupil.pseudonym, ""), gone) if part) + "\n")


@command.command("show")
@click.argument("pseudonym")
@click.option("--at", type=_Moment(), help="Zoals het toen was / as it was then.")
@_safety
@with_records()
def show(*, records: Records, lang: Language, pseudonym: str, at: int | datetime | None, safety: bool) -> None:  # noqa: ARG001 - one signature for all
    """Wat er van een leerling staat, nu of toen, als casusbestand. (What is kept of a pupil.)"""  # noqa: D400, D415 - shown as help
    from engine.cases.texts import case_text  # noqa: PLC0415 - only where it is asked for

    say(case_text(records.store.content(pseudonym, at=at, rights=Rights(safety=safety))))


@command.command("history")
@click.argument("pseudonym")
@click.option("--at", type=_Moment(), help="Tot en met toen / up to then.")
@_safety
@with_records()
def history(*, records: Records, lang: Language, pseudonym: str, at: int | datetime | None, safety: bool) -> None:
    """Wie wat schreef, en wanneer. (Who wrote what, and when.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.history_text import history_text  # noqa: PLC0415 - only where it is asked for

    entries = records.store.history(pseudonym, at=at, rights=Rights(safety=safety))
    say(history_text(entries, records.wegwijzer.base.knowledge, lang))


@command.command("search")
@click.argument("words", nargs=-1, required=True)
@with_records()
def search(*, records: Records, lang: Language, words: tuple[str, ...]) -> None:
    """Zoek in alles wat gedeeld mag worden; nooit in wat over veiligheid gaat. (Search what may be shared.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.history_text import history_text  # noqa: PLC0415 - only where it is asked for

    found = records.store.search(" ".join(words))
    say(history_text(found, records.wegwijzer.base.knowledge, lang, whose=True))


@command.command("due")
@click.option("--as-of", type=DateText(), help="De dag / the day.")
@with_records()
def due(*, records: Records, lang: Language, as_of: date | None) -> None:
    """Wat van alle leerlingen vandaag gedaan moet zijn. (What is due for all pupils.)"""  # noqa: D400, D415 - shown as help
    knowledge = records.wegwijzer.base.knowledge
    for pseudonym, step in records.due(as_of or date.today()):  # noqa: DTZ011 - a school day is local
        label = knowledge.protocols[step.protocol].tasks[step.node].label.of(lang)
        role = knowledge.roles[step.role].label.of(lang) if step.role in knowledge.roles else step.role
        say(f"{step.due}  {pseudonym}  {label}  ({role})\n")


# --- writing ---


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@_who
@with_records(create=True)
def import_(*, records: Records, lang: Language, files: tuple[Path, ...], who: str | None) -> None:
    """Neem casusbestanden op. (Take case files in.)"""  # noqa: D400, D415 - shown as help
    for file in files:
        pseudonym = records.import_file(file, who=who_writes(who))
        tell(lang, f"Opgenomen: {pseudonym}", f"Taken in: {pseudonym}")


@command.command("export")
@click.argument("pseudonym")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Schrijf naar dit bestand / write to this file.")
@_safety
@with_records()
def export(*, records: Records, lang: Language, pseudonym: str, output: Path | None, safety: bool) -> None:  # noqa: ARG001 - one signature for all
    """Geef een casusbestand terug. (Give a case file back.)"""  # noqa: D400, D415 - shown as help
    deliver(records.export(pseudonym, rights=Rights(safety=safety)), output)


@command.command("observe")
@click.argument("pseudonym")
@click.argument("said", metavar="FEIT=WAARDE")
@click.option("--by", help="Wie het ziet: parent, teacher ... / who sees it.")
@click.option("--which", help="Welke van hen, als er meer zijn / which of them.")
@click.option("--date", "day", type=DateText(), help="Standaard vandaag / today by default.")
@click.option("--note", default="", help="Een opmerking erbij / a remark.")
@click.option("--seen", type=int, help="De laatste regel die je zag / the last entry that you saw.")
@_who
@with_records()
def observe(  # noqa: PLR0913 - click passes each option by name
    *,
    records: Records,
    lang: Language,
    pseudonym: str,
    said: str,
    by: str | None,
    which: str | None,
    day: date | None,
    note: str,
    seen: int | None,
    who: str | None,
) -> None:
    """Schrijf op wat iemand ziet. (Keep what someone sees.)"""  # noqa: D400, D415 - shown as help
    from engine.cases.answers import read_answer  # noqa: PLC0415 - only where something is written

    name, _, text = said.partition("=")
    facts = records.wegwijzer.base.knowledge.facts
    if name not in facts:
        raise KnowledgeError([Diagnostic("case.unknown_fact", Location(), {"name": name, "nearest": nearest(name, facts)})])
    value = None if text == "unknown" else read_answer(facts[name], text)
    observation = Observation(name, value, by, which, day or date.today())  # noqa: DTZ011 - a school day is local
    entry = records.observe(pseudonym, observation, note, who=who_writes(who), seen=seen)
    _kept(lang, entry.seq)


@command.command("note")
@click.argument("pseudonym")
@click.argument("text")
@click.option("--seen", type=int, help="De laatste regel die je zag / the last entry that you saw.")
@_safety
@_who
@with_records()
def note(  # noqa: PLR0913 - click passes each option by name
    *, records: Records, lang: Language, pseudonym: str, text: str, seen: int | None, safety: bool, who: str | None
) -> None:
    """Schrijf een opmerking op; met --safety apart. (Keep a remark.)"""  # noqa: D400, D415 - shown as help
    _kept(lang, records.note(pseudonym, text, who=who_writes(who), seen=seen, apart=safety).seq)


@command.command("done")
@click.argument("pseudonym")
@click.argument("step", metavar="PROTOCOL.STAP")
@click.option("--date", "day", type=DateText(), help="Standaard vandaag / today by default.")
@click.option("--started", is_flag=True, help="Begonnen, nog niet klaar / started, not done yet.")
@click.option("--by", help="Wie het deed / who did it.")
@click.option("--note", default="", help="Een opmerking erbij / a remark.")
@click.option("--because", help="Waarom anders besloten, met --chose / why it was decided otherwise.")
@click.option("--chose", help="Welke stap in plaats hiervan / which step instead.")
@click.option("--seen", type=int, help="De laatste regel die je zag / the last entry that you saw.")
@_safety
@_who
@with_records()
def done(  # noqa: PLR0913 - click passes each option by name
    *,
    records: Records,
    lang: Language,
    pseudonym: str,
    step: str,
    day: date | None,
    started: bool,
    seen: int | None,
    safety: bool,
    who: str | None,
    **told: str | None,
) -> None:
    """Schrijf op wat gedaan, begonnen of anders besloten is. (Keep what was done.)"""  # noqa: D400, D415 - shown as help
    protocol, _, node = step.partition(".")
    state = "overridden" if told["chose"] or told["because"] else "started" if started else "done"
    on = (day or date.today()).isoformat()  # noqa: DTZ011 - a school day is local
    event = {"protocol": protocol, "node": node, "date": on} | ({} if state == "done" else {"state": state})
    event |= {key: value for key, value in told.items() if value}
    _kept(lang, records.happened(pseudonym, event, who=who_writes(who), seen=seen, apart=safety).seq)


@command.command("take-back")
@click.argument("pseudonym")
@click.argument("seq", metavar="REGEL", type=int)
@click.option("--because", required=True, help="Waarom / why.")
@_safety
@_who
@with_records()
def take_back(  # noqa: PLR0913 - click passes each option by name
    *, records: Records, lang: Language, pseudonym: str, seq: int, because: str, safety: bool, who: str | None
) -> None:
    """Laat een regel niet meer tellen; hij blijft in de geschiedenis. (Have an entry not count any more.)"""  # noqa: D400, D415 - shown as help
    rights = Rights(safety=safety)
    _kept(lang, records.take_back(pseudonym, seq, because, who=who_writes(who), seen=None, rights=rights).seq)


@command.command("keep-advice")
@click.argument("pseudonym")
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@_who
@with_records()
def keep_advice(*, records: Records, lang: Language, pseudonym: str, as_of: date | None, who: str | None) -> None:
    """Bewaar welk advies gegeven is, en volgens welke regels. (Keep which advice was given.)"""  # noqa: D400, D415 - shown as help
    _kept(lang, records.keep_advice(pseudonym, who=who_writes(who), as_of=as_of)[0].seq)


def _kept(lang: Language, seq: int) -> None:
    tell(lang, f"Bewaard als regel {seq}.", f"Kept as entry {seq}.")


# --- safe, and not longer than needed ---


@command.command("backup")
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


@command.command("restore")
@click.argument("file", type=click.Path(path_type=Path))
@command_options
def restore(*, file: Path, lang: Language, rules: Path | None, engine: str | None) -> int:  # noqa: ARG001 - one signature for all
    """Zet een reservekopie terug waar nog geen opslag is. (Put a backup back.)"""  # noqa: D400, D415 - shown as help
    from engine.cases.store import CaseStore  # noqa: PLC0415 - only where a store is used
    from engine.rendering.history_text import damage_text  # noqa: PLC0415 - as above

    kept = CaseStore.restore(file, store_place(), passphrase(store_place(), lang), school=school_name())
    say(damage_text(kept, lang))
    return _NO if kept.damage else 0


@command.command("verify")
@with_records()
def verify(*, records: Records, lang: Language) -> int:
    """Is er buiten Wegwijzer om iets veranderd? (Was anything changed behind our back?)"""  # noqa: D400, D415 - shown as help
    from engine.cases.accounts import Accounts  # noqa: PLC0415 - as above
    from engine.rendering.history_text import damage_text  # noqa: PLC0415 - only where it is asked for

    kept, trail = records.store.verify(), Accounts(records.store).verify()
    say(damage_text(kept, lang))
    if trail.entries or trail.damage:
        say(("logboek en accounts: ", "trail and accounts: ")[lang == "en"] + damage_text(trail, lang))
    return _NO if kept.damage or trail.damage else 0


@command.command("rekey")
@with_records()
def rekey(*, records: Records, lang: Language) -> None:
    """Neem een ander wachtwoord (WEGWIJZER_NEW_PASSPHRASE). (Take another passphrase.)"""  # noqa: D400, D415 - shown as help
    records.store.rekey(new_passphrase(store_place(), lang, given="WEGWIJZER_NEW_PASSPHRASE"))
    tell(
        lang,
        "Het nieuwe wachtwoord geldt. Kopieën van eerder houden het oude.",
        "The new passphrase counts. Copies made earlier keep the old one.",
    )


@command.command("left")
@click.argument("pseudonym")
@click.argument("day", type=DateText(), required=False)
@_who
@with_records()
def left(*, records: Records, lang: Language, pseudonym: str, day: date | None, who: str | None) -> None:
    """Schrijf op dat een leerling van school is, of zonder dag: toch niet. (A pupil left school.)"""  # noqa: D400, D415 - shown as help
    records.store.set_left(pseudonym, day, who=who_writes(who))
    tell(lang, f"{pseudonym}: van school {day or '-'}", f"{pseudonym}: left school {day or '-'}")


@command.command("expire")
@click.option("--dry-run", is_flag=True, help="Alleen zeggen wie / only say who.")
@click.option("--as-of", type=DateText(), help="De dag / the day.")
@click.option("--yes", is_flag=True, help="Zonder te vragen / without asking.")
@_who
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


@command.command("export-person")
@click.argument("pseudonym")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Schrijf naar dit bestand / write to this file.")
@click.option("--names", is_flag=True, help="Met de naam / with the name.")
@_safety
@with_records()
def export_person(  # noqa: PLR0913 - click passes each option by name
    *, records: Records, lang: Language, pseudonym: str, output: Path | None, names: bool, safety: bool
) -> None:
    """Alles wat van één leerling bewaard wordt, leesbaar. (Everything about one pupil.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.history_text import person_text  # noqa: PLC0415 - only where it is asked for

    rights = Rights(safety=safety, names=names)
    name = records.store.names(rights=rights).get(pseudonym, "") if names else ""
    entries = records.store.history(pseudonym, rights=rights)
    text = records.export(pseudonym, rights=rights)
    today = date.today()  # noqa: DTZ011 - a school day is local
    deliver(person_text(pseudonym, name, entries, text, records.wegwijzer.base.knowledge, today, lang), output)


@command.command("erase")
@click.argument("pseudonym")
@click.option("--yes", is_flag=True, help="Zonder te vragen / without asking.")
@_who
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


# --- who may ---

command.add_command(accounts)
