"""`wegwijzer store new`, `import`, `observe`, `note`, `done` ...: what is written of a pupil, and given back as a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.delivery import deliver
from cli.records import who_writes
from cli.speech import DateText
from cli.store_options import day_option, note_option, safety_option, seen_option, tell, who_option, with_records
from engine.diagnostics import Diagnostic, KnowledgeError, Language, Location, nearest
from engine.model.case import Observation
from engine.model.history import Rights

if TYPE_CHECKING:  # the store needs libraries that are slow to import
    from engine.recording import Records

__all__ = ["WRITING", "new"]


@click.command("new")
@click.argument("pseudonym")
@click.option("--name", default="", help="De naam, als die bewaard moet worden; versleuteld en apart / the name, kept apart.")
@who_option
@with_records(create=True)
def new(*, records: Records, lang: Language, pseudonym: str, name: str, who: str | None) -> None:
    """Begin met een leerling, onder een pseudoniem. (Begin with a pupil.)"""  # noqa: D400, D415 - shown as help
    records.store.open_case(pseudonym, who=who_writes(who), name=name)
    tell(lang, f"Begonnen: {pseudonym}", f"Begun: {pseudonym}")


@click.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@who_option
@with_records(create=True)
def import_(*, records: Records, lang: Language, files: tuple[Path, ...], who: str | None) -> None:
    """Neem casusbestanden op. (Take case files in.)"""  # noqa: D400, D415 - shown as help
    for file in files:
        pseudonym = records.import_file(file, who=who_writes(who))
        tell(lang, f"Opgenomen: {pseudonym}", f"Taken in: {pseudonym}")


@click.command("export")
@click.argument("pseudonym")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Schrijf naar dit bestand / write to this file.")
@safety_option
@with_records()
def export(*, records: Records, lang: Language, pseudonym: str, output: Path | None, safety: bool) -> None:  # noqa: ARG001 - one signature for all
    """Geef een casusbestand terug. (Give a case file back.)"""  # noqa: D400, D415 - shown as help
    deliver(records.export(pseudonym, rights=Rights(safety=safety)), output)


@click.command("observe")
@click.argument("pseudonym")
@click.argument("said", metavar="FEIT=WAARDE")
@click.option("--by", help="Wie het ziet: parent, teacher ... / who sees it.")
@click.option("--which", help="Welke van hen, als er meer zijn / which of them.")
@day_option
@note_option
@seen_option
@who_option
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


@click.command("note")
@click.argument("pseudonym")
@click.argument("text")
@seen_option
@safety_option
@who_option
@with_records()
def note(  # noqa: PLR0913 - click passes each option by name
    *, records: Records, lang: Language, pseudonym: str, text: str, seen: int | None, safety: bool, who: str | None
) -> None:
    """Schrijf een opmerking op; met --safety apart. (Keep a remark.)"""  # noqa: D400, D415 - shown as help
    _kept(lang, records.note(pseudonym, text, who=who_writes(who), seen=seen, apart=safety).seq)


@click.command("done")
@click.argument("pseudonym")
@click.argument("step", metavar="PROTOCOL.STAP")
@day_option
@click.option("--started", is_flag=True, help="Begonnen, nog niet klaar / started, not done yet.")
@click.option("--by", help="Wie het deed / who did it.")
@note_option
@click.option("--because", help="Waarom anders besloten, met --chose / why it was decided otherwise.")
@click.option("--chose", help="Welke stap in plaats hiervan / which step instead.")
@seen_option
@safety_option
@who_option
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


@click.command("take-back")
@click.argument("pseudonym")
@click.argument("seq", metavar="REGEL", type=int)
@click.option("--because", required=True, help="Waarom / why.")
@safety_option
@who_option
@with_records()
def take_back(  # noqa: PLR0913 - click passes each option by name
    *, records: Records, lang: Language, pseudonym: str, seq: int, because: str, safety: bool, who: str | None
) -> None:
    """Laat een regel niet meer tellen; hij blijft in de geschiedenis. (Have an entry not count any more.)"""  # noqa: D400, D415 - shown as help
    rights = Rights(safety=safety)
    _kept(lang, records.take_back(pseudonym, seq, because, who=who_writes(who), seen=None, rights=rights).seq)


@click.command("keep-advice")
@click.argument("pseudonym")
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@who_option
@with_records()
def keep_advice(*, records: Records, lang: Language, pseudonym: str, as_of: date | None, who: str | None) -> None:
    """Bewaar welk advies gegeven is, en volgens welke regels. (Keep which advice was given.)"""  # noqa: D400, D415 - shown as help
    _kept(lang, records.keep_advice(pseudonym, who=who_writes(who), as_of=as_of)[0].seq)


def _kept(lang: Language, seq: int) -> None:
    tell(lang, f"Bewaard als regel {seq}.", f"Kept as entry {seq}.")


WRITING = (import_, export, observe, note, done, take_back, keep_advice)
