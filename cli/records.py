"""The store at the command line: where it lies, its passphrase, and `store:PSEUDONYM` in the place of a case file."""

from __future__ import annotations

import functools
import os
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cli.speech import DEFAULT_LANGUAGE
from engine.diagnostics import Diagnostic, KnowledgeError, Language, Location, fault
from engine.model.case import Case
from engine.service import Wegwijzer

if TYPE_CHECKING:  # the store needs libraries that are slow to import
    from engine.recording import Records

__all__ = [
    "case_from",
    "keep_advice",
    "new_passphrase",
    "opened_records",
    "passphrase",
    "pseudonym_of",
    "school_name",
    "store_place",
    "warn",
    "who_writes",
]

PREFIX = "store:"


def pseudonym_of(case: Path) -> str | None:
    """Give the pseudonym when a case is named as `store:PSEUDONYM`, None when it is a file."""
    text = str(case)
    return text.removeprefix(PREFIX) if text.startswith(PREFIX) else None


def case_from(wegwijzer: Wegwijzer, case: Path, language: Language = DEFAULT_LANGUAGE) -> Case:
    """Load a case from a file, or from the store."""
    pseudonym = pseudonym_of(case)
    if pseudonym is None:
        return wegwijzer.load(case)
    records = opened_records(wegwijzer, language)
    try:
        return records.case(pseudonym)
    finally:
        records.store.close()


def keep_advice(wegwijzer: Wegwijzer, case: Path, as_of: date | None, language: Language) -> None:
    """Keep which advice was given on paper, when the case is one of the store."""
    pseudonym = pseudonym_of(case)
    if pseudonym is None:
        return
    records = opened_records(wegwijzer, language)
    try:
        records.keep_advice(pseudonym, who=who_writes(None), as_of=as_of)
    finally:
        records.store.close()


def store_place() -> str:
    """Give where the store lies: what WEGWIJZER_STORE says, else a file where this machine keeps what belongs to its user."""
    named = os.environ.get("WEGWIJZER_STORE")
    if named:
        return named
    import platformdirs  # noqa: PLC0415 - only where nothing was named

    return str(platformdirs.user_data_path("wegwijzer", appauthor=False) / "cases.db")


def opened_records(wegwijzer: Wegwijzer, language: Language = DEFAULT_LANGUAGE, *, create: bool = False) -> Records:
    """Open the store with the passphrase that is found, or asked for; where there is none yet, `create` makes it."""
    from engine.cases.connecting import file_of  # noqa: PLC0415 - only where a store is used
    from engine.recording import open_records  # noqa: PLC0415 - as above

    place = store_place()
    file = file_of(place)
    fresh = file is not None and not file.exists()
    if fresh and not create:
        raise KnowledgeError([fault("store.missing", Location(place))])
    words = new_passphrase(place, language) if fresh else passphrase(place, language)
    told = functools.partial(warn, language=language)
    records = open_records(wegwijzer, place, words, school=school_name(), create=create, user=who_writes(None), told=told)
    if fresh:
        _say(language, f"Nieuwe opslag: {place}", f"New store: {place}")
    if not records.store.is_encrypted:
        warn(fault("store.plain", Location(records.store.place)), language)
    return records


def warn(diagnostic: Diagnostic, language: Language) -> None:
    """Say something that is not as it should be, and go on."""
    click.echo(diagnostic.line(language), err=True)


def who_writes(who: str | None) -> str:
    """Give the id of who writes: the given one, else WEGWIJZER_WHO, else the user of this machine."""
    from engine.cases.users import user_here  # noqa: PLC0415 - only where a store is used

    return who or os.environ.get("WEGWIJZER_WHO") or user_here()


def school_name() -> str:
    """Give whose store it is: what WEGWIJZER_SCHOOL says; on one's own machine there is one school."""
    return os.environ.get("WEGWIJZER_SCHOOL") or "school"


def passphrase(place: str, language: Language) -> str:
    """Find the passphrase of a store, or ask for it."""
    from engine.cases.passphrases import found_passphrase  # noqa: PLC0415 - only where a store is used

    found = found_passphrase(_key_name(place))
    return found if found is not None else _typed(language, "Wachtwoord van de opslag", "Passphrase of the store")


def new_passphrase(place: str, language: Language, *, given: str = "WEGWIJZER_PASSPHRASE") -> str:
    """Give a passphrase for what is new: from the environment, else made and kept by the machine, else typed twice."""
    from engine.cases import passphrases  # noqa: PLC0415 - as above

    words = os.environ.get(given) or (passphrases.found_passphrase(_key_name(place)) if given == "WEGWIJZER_PASSPHRASE" else None)
    if words is None:
        made = passphrases.made_passphrase()
        if passphrases.keep_passphrase(_key_name(place), made):
            _say(
                language,
                f"Deze computer bewaart het wachtwoord. Schrijf het ook op, en bewaar het in de kluis: {made}\n"
                "Zonder dit wachtwoord is een reservekopie op een andere computer niet te openen.",
                f"This computer keeps the passphrase. Write it down too, and keep it in a safe: {made}\n"
                "Without it a backup cannot be opened on another computer.",
            )
            return made
        return _chosen(language)
    passphrases.check_strength(words)
    return words


def _chosen(language: Language) -> str:
    """Let somebody type a passphrase twice, once more where it is too short to protect anything."""
    from engine.cases.passphrases import LEAST, check_strength  # noqa: PLC0415 - as above

    while True:
        words = _typed(
            language,
            f"Kies een wachtwoord voor de opslag, van ten minste {LEAST} tekens",
            f"Choose a passphrase for the store, of at least {LEAST} signs",
            twice=True,
        )
        try:
            check_strength(words)
        except KnowledgeError as problem:
            click.echo(problem.diagnostics[0].line(language), err=True)
        else:
            return words


def _key_name(place: str) -> str:
    from engine.cases.connecting import shown  # noqa: PLC0415 - as above

    return shown(place)


def _typed(language: Language, dutch: str, english: str, *, twice: bool = False) -> str:
    if not sys.stdin.isatty():
        raise KnowledgeError([fault("store.no_key", Location(_key_name(store_place())))])
    again = ("Nog eens", "Once more")[language == "en"] if twice else False
    return str(click.prompt(english if language == "en" else dutch, hide_input=True, err=True, confirmation_prompt=again))


def _say(language: Language, dutch: str, english: str) -> None:
    click.echo(english if language == "en" else dutch, err=True)
