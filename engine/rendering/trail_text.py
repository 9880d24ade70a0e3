"""Accounts and the trail of who read and wrote what, told to administrators, one line each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from engine.model.accounts import Account, AccountRole, Invitation, Seen, Trace
from engine.model.text import Language

__all__ = ["accounts_text", "invitation_text", "role_name", "trail_text", "what_happened"]

_KINDS: dict[Seen, tuple[str, str]] = {
    "list": ("leerlingen opgevraagd", "asked which pupils there are"),
    "read": ("gelezen", "read"),
    "export": ("als bestand opgevraagd", "asked for as a file"),
    "search": ("gezocht", "searched"),
    "names": ("namen opgevraagd", "asked for names"),
    "open": ("begonnen", "begun"),
    "write": ("geschreven", "written"),
    "erase": ("gewist", "erased"),
    "backup": ("kopie gemaakt", "copied"),
    "restore": ("kopie teruggezet", "copy put back"),
    "verify": ("gecontroleerd", "verified"),
    "rekey": ("ander wachtwoord voor de opslag", "another passphrase for the store"),
    "audit": ("logboek gelezen", "read the trail"),
    "resumed": ("logboek verder na een verandering buiten Wegwijzer om", "trail resumed after a change behind our back"),
    "refused": ("geweigerd", "refused"),
    "account": ("account", "account"),
    "signed_in": ("aangemeld", "signed in"),
    "signed_out": ("afgemeld", "signed out"),
    "failed": ("aanmelden mislukt", "failed to sign in"),
}
_CHANGES = {
    "invited": ("uitgenodigd", "invited"),
    "reset": ("opnieuw uitgenodigd", "invited anew"),
    "accepted": ("uitnodiging gebruikt", "invitation used"),
    "roles": ("rollen veranderd", "roles changed"),
    "given": ("recht op een leerling gegeven", "right to a pupil given"),
    "taken": ("recht op een leerling genomen", "right to a pupil taken"),
    "disabled": ("uitgezet", "disabled"),
    "enabled": ("weer aangezet", "enabled again"),
    "password": ("ander wachtwoord", "another password"),
    "rehashed": ("wachtwoord sterker bewaard", "password kept more strongly"),
}
_ROLES: dict[AccountRole, tuple[str, str]] = {
    "teacher": ("leraar", "teacher"),
    "ib": ("IB'er", "counsellor"),
    "policy_maker": ("beleidsmaker", "policy maker"),
    "trainer": ("trainer", "trainer"),
    "administrator": ("beheerder", "administrator"),
}
_STRANGER = ("onbekend", "unknown")
_SAFETY = ("met veiligheid thuis", "with safety at home")
_OFF = ("uitgezet", "disabled")
_NO_WAY = ("nog niet aangemeld", "not signed up yet")
_WRITE = ("schrijven", "write")
_INVITED = (
    "Uitnodiging voor {0}, geldig tot {1:%Y-%m-%d %H:%M}, één keer te gebruiken: {2}",
    "Invitation for {0}, good until {1:%Y-%m-%d %H:%M}, to be used once: {2}",
)


def trail_text(lines: Iterable[Trace], logins: Mapping[str, str], language: Language = "nl") -> str:
    """Tell the trail, oldest first; `logins` gives how people sign in, by the id of their account."""
    say = _index(language)
    return "".join(f"{'  '.join(_parts(line, logins, say))}\n" for line in lines)


def _parts(line: Trace, logins: Mapping[str, str], say: int) -> Iterator[str]:
    told = line.told
    yield f"{line.seq}  {line.at.astimezone():%Y-%m-%d %H:%M}"
    yield (line.who or _STRANGER[say]) + (f" ({told['as']})" if told.get("as") else "")
    yield what_happened(line, logins, ("nl", "en")[say])
    if line.pseudonym:
        yield line.pseudonym
    if told.get("safety"):
        yield _SAFETY[say]


def what_happened(line: Trace, logins: Mapping[str, str], language: Language = "nl") -> str:
    """Tell what somebody did, without whom it was about."""
    say, told = _index(language), line.told
    kind = _KINDS.get(line.kind, (line.kind, line.kind))[say]
    if line.kind == "account":
        kind = f"{kind} {logins.get(str(told.get('account')), '')}: {_change(told.get('what'), say)}"
    if line.kind == "refused":
        asked = str(told.get("asked"))
        kind = f"{kind}: {dict(_KINDS).get(asked, (asked, asked))[say]}"  # type: ignore[call-overload]  # a deed, or a kind
    return kind


def role_name(role: AccountRole, language: Language = "nl") -> str:
    """Give what a role is called."""
    return _ROLES[role][_index(language)]


def _change(what: object, say: int) -> str:
    return _CHANGES.get(str(what), (str(what), str(what)))[say]


def accounts_text(accounts: Iterable[Account], pseudonyms: Mapping[str, str], language: Language = "nl") -> str:
    """Tell which accounts there are, and what each was given; `pseudonyms` by what the store calls pupils inside."""
    say = _index(language)
    return "".join(f"{'  '.join(_about(account, pseudonyms, say))}\n" for account in accounts)


def _about(account: Account, pseudonyms: Mapping[str, str], say: int) -> Iterator[str]:
    yield account.login
    yield ", ".join(account.roles) or "-"
    if account.safety:
        yield _SAFETY[say]
    for grant in account.grants:
        if grant.pupil in pseudonyms:
            more = [word for word, given in ((_WRITE[say], grant.write), (_SAFETY[say], grant.safety)) if given]
            yield pseudonyms[grant.pupil] + (f" ({', '.join(more)})" if more else "")
    yield _OFF[say] if account.disabled else ", ".join(account.ways) or _NO_WAY[say]


def invitation_text(invitation: Invitation, language: Language = "nl") -> str:
    """Tell somebody their invitation; it is shown this once."""
    return _INVITED[_index(language)].format(invitation.login, invitation.until.astimezone(), invitation.code) + "\n"


def _index(language: Language) -> int:
    return {"nl": 0, "en": 1}[language]
