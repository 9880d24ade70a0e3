"""`wegwijzer store list`, `show`, `history`, `search`, `due`: what is kept, and what is to be done."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import click

from cli.speech import DateText, say
from cli.store_options import safety_option, with_records
from engine.diagnostics import Language
from engine.model.history import Rights

if TYPE_CHECKING:  # the store needs libraries that are slow to import
    from engine.recording import Records

__all__ = ["READING"]


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


@click.command("list")
@click.option("--names", is_flag=True, help="Met de namen die apart bewaard worden / with the names that are kept apart.")
@with_records()
def list_(*, records: Records, lang: Language, names: bool) -> None:
    """Welke leerlingen er zijn. (Which pupils there are.)"""  # noqa: D400, D415 - shown as help
    known = records.store.names(rights=Rights(names=True)) if names else {}
    left = "left" if lang == "en" else "van school"
    for pupil in records.store.pupils():
        gone = f"{left} {pupil.left_on}" if pupil.left_on else ""
        say("  ".join(part for part in (pupil.pseudonym, known.get(pupil.pseudonym, ""), gone) if part) + "\n")


@click.command("show")
@click.argument("pseudonym")
@click.option("--at", type=_Moment(), help="Zoals het toen was / as it was then.")
@safety_option
@with_records()
def show(*, records: Records, lang: Language, pseudonym: str, at: int | datetime | None, safety: bool) -> None:  # noqa: ARG001 - one signature for all
    """Wat er van een leerling staat, nu of toen, als casusbestand. (What is kept of a pupil.)"""  # noqa: D400, D415 - shown as help
    from engine.cases.texts import case_text  # noqa: PLC0415 - only where it is asked for

    say(case_text(records.store.content(pseudonym, at=at, rights=Rights(safety=safety))))


@click.command("history")
@click.argument("pseudonym")
@click.option("--at", type=_Moment(), help="Tot en met toen / up to then.")
@safety_option
@with_records()
def history(*, records: Records, lang: Language, pseudonym: str, at: int | datetime | None, safety: bool) -> None:
    """Wie wat schreef, en wanneer. (Who wrote what, and when.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.history_text import history_text  # noqa: PLC0415 - only where it is asked for

    entries = records.store.history(pseudonym, at=at, rights=Rights(safety=safety))
    say(history_text(entries, records.wegwijzer.base.knowledge, lang))


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@with_records()
def search(*, records: Records, lang: Language, words: tuple[str, ...]) -> None:
    """Zoek in alles wat gedeeld mag worden; nooit in wat over veiligheid gaat. (Search what may be shared.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.history_text import history_text  # noqa: PLC0415 - only where it is asked for

    found = records.store.search(" ".join(words))
    say(history_text(found, records.wegwijzer.base.knowledge, lang, whose=True))


@click.command("due")
@click.option("--as-of", type=DateText(), help="De dag / the day.")
@with_records()
def due(*, records: Records, lang: Language, as_of: date | None) -> None:
    """Wat van alle leerlingen vandaag gedaan moet zijn. (What is due for all pupils.)"""  # noqa: D400, D415 - shown as help
    knowledge = records.wegwijzer.base.knowledge
    for pseudonym, step in records.due(as_of or date.today()):  # noqa: DTZ011 - a school day is local
        label = knowledge.protocols[step.protocol].tasks[step.node].label.of(lang)
        role = knowledge.roles[step.role].label.of(lang) if step.role in knowledge.roles else step.role
        say(f"{step.due}  {pseudonym}  {label}  ({role})\n")


READING = (list_, show, history, search, due)
