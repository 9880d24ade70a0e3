"""`wegwijzer store accounts ...`: who may sign in at the hosted form, what they may, and who read and wrote what."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from cli.records import warn, who_writes
from cli.speech import say
from cli.store_options import StoreGroup, tell, with_records
from engine.diagnostics import Language
from engine.model.accounts import ROLES, AccountRole

if TYPE_CHECKING:  # the store needs libraries that are slow to import
    from engine.cases.accounts import Accounts
    from engine.recording import Records

__all__ = ["accounts"]

_NO = 1  # the status of an answer that is no


@click.group("accounts", cls=StoreGroup)
def accounts() -> None:
    """Wie zich mag aanmelden, en wat wie mag. (Who may sign in, and who may what.)

    Wie het wachtwoord van de opslag heeft, mag dit; in het logboek heet die `operator`. (For whoever has the passphrase.)
    """  # noqa: D400, D415 - shown as help


_roles = click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help="Een rol; kan vaker / a role.")
_safety = click.option("--safety", is_flag=True, help="Mag ook lezen wat over veiligheid thuis gaat / may also read what concerns safety.")


def _with_accounts(function: Callable[..., Any]) -> Callable[..., Any]:
    """Hand the accounts of the opened store to a command."""

    @with_records()
    @functools.wraps(function)
    def run(*, records: Records, **options: Any) -> Any:
        from engine.cases.accounts import Accounts  # noqa: PLC0415 - only where accounts are used

        told = functools.partial(warn, language=options["lang"])
        return function(people=Accounts(records.store, told=told), **options)

    return run


@accounts.command("add")
@click.argument("login")
@_roles
@_safety
@click.option("--new-school", is_flag=True, help="Begin de school als zij er nog niet is / begin the school.")
@_with_accounts
def add(*, people: Accounts, lang: Language, login: str, roles: tuple[AccountRole, ...], safety: bool) -> None:
    """Maak een account, en krijg een uitnodiging. (Make an account.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.trail_text import invitation_text  # noqa: PLC0415 - only where it is asked for

    invitation = people.invite(login, roles, safety=safety)
    say(invitation_text(invitation, lang))


@accounts.command("list")
@_with_accounts
def list_(*, people: Accounts, lang: Language) -> None:
    """Welke accounts er zijn, en wat elk mag. (Which accounts there are.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.trail_text import accounts_text  # noqa: PLC0415 - only where it is asked for

    say(accounts_text(people.all(), people.pseudonyms(), lang))


@accounts.command("roles")
@click.argument("login")
@_roles
@_safety
@_with_accounts
def roles_(*, people: Accounts, lang: Language, login: str, roles: tuple[AccountRole, ...], safety: bool) -> None:
    """Geef een account deze rollen, en geen andere. (Give these roles and no others.)"""  # noqa: D400, D415 - shown as help
    _changed(lang, people.set_roles(login, roles, safety=safety).login)


@accounts.command("give")
@click.argument("login")
@click.argument("pseudonym")
@click.option("--write", is_flag=True, help="Mag er ook bij schrijven / may also write.")
@_safety
@_with_accounts
def give(*, people: Accounts, lang: Language, login: str, pseudonym: str, write: bool, safety: bool) -> None:  # noqa: PLR0913 - click passes each option by name
    """Geef een account recht op één leerling. (Give a right to one pupil.)"""  # noqa: D400, D415 - shown as help
    _changed(lang, people.give(login, pseudonym, write=write, safety=safety).login)


@accounts.command("take")
@click.argument("login")
@click.argument("pseudonym")
@_with_accounts
def take(*, people: Accounts, lang: Language, login: str, pseudonym: str) -> None:
    """Neem dat recht terug. (Take that right back.)"""  # noqa: D400, D415 - shown as help
    _changed(lang, people.take(login, pseudonym).login)


@accounts.command("disable")
@click.argument("login")
@_with_accounts
def disable(*, people: Accounts, lang: Language, login: str) -> None:
    """Zet een account uit; het blijft in het logboek leesbaar. (Disable an account.)"""  # noqa: D400, D415 - shown as help
    _changed(lang, people.set_disabled(login).login)


@accounts.command("enable")
@click.argument("login")
@_with_accounts
def enable(*, people: Accounts, lang: Language, login: str) -> None:
    """Zet een account weer aan. (Enable an account again.)"""  # noqa: D400, D415 - shown as help
    _changed(lang, people.set_disabled(login, disabled=False).login)


@accounts.command("reset")
@click.argument("login")
@_with_accounts
def reset(*, people: Accounts, lang: Language, login: str) -> None:
    """Neem elke manier van aanmelden af, en nodig opnieuw uit. (Invite anew.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.trail_text import invitation_text  # noqa: PLC0415 - only where it is asked for

    say(invitation_text(people.reset(login), lang))


@accounts.command("accept")
@click.argument("code")
@_with_accounts
def accept(*, people: Accounts, lang: Language, code: str) -> None:
    """Kies een wachtwoord met een uitnodiging (WEGWIJZER_ACCOUNT_PASSWORD, of typ het). (Choose a password.)"""  # noqa: D400, D415 - shown as help
    words = os.environ.get("WEGWIJZER_ACCOUNT_PASSWORD")
    if words is None:
        asked, again = (("Kies een wachtwoord", "Nog eens"), ("Choose a password", "Once more"))[lang == "en"]
        words = str(click.prompt(asked, hide_input=True, err=True, confirmation_prompt=again))
    _changed(lang, people.accept(code, words).login)


@accounts.command("audit")
@click.option("--of", "pseudonym", help="Alleen van deze leerling / only of this pupil.")
@click.option("--who", "login", help="Alleen wat dit account deed / only what this account did.")
@_with_accounts
def audit(*, people: Accounts, lang: Language, pseudonym: str | None, login: str | None) -> None:
    """Het logboek: wie wat las en schreef, en wanneer. (Who read and wrote what.)"""  # noqa: D400, D415 - shown as help
    from engine.rendering.trail_text import trail_text  # noqa: PLC0415 - only where it is asked for

    say(trail_text(people.audit(of=login or "", pseudonym=pseudonym or ""), people.logins(), lang))


@accounts.command("resume")
@_with_accounts
def resume(*, people: Accounts, lang: Language) -> int:
    """Ga verder met een logboek dat buiten Wegwijzer om veranderd is; wat er mis is blijft te zien. (Go on with a changed trail.)"""  # noqa: D400, D415 - shown as help
    if not people.resume(who_writes(None)):
        tell(lang, "Aan het einde van het logboek is niets veranderd.", "Nothing was changed at the end of the trail.")
        return _NO
    tell(
        lang,
        "Het logboek gaat verder; `wegwijzer store verify` blijft zeggen wat er veranderd is.",
        "The trail goes on; `wegwijzer store verify` goes on to tell what was changed.",
    )
    return 0


def _changed(lang: Language, login: str) -> None:
    tell(lang, f"Bewaard: {login}", f"Kept: {login}")
