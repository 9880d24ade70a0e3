"""Accounts of people at a school: which roles they have, what each role may, and what is kept of every reading and writing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

__all__ = [
    "DEEDS",
    "MAY",
    "OPERATOR",
    "ROLES",
    "Account",
    "AccountRole",
    "Deed",
    "Grant",
    "Invitation",
    "Reach",
    "Seen",
    "SignedIn",
    "Trace",
    "may",
]

AccountRole = Literal["teacher", "ib", "policy_maker", "trainer", "administrator"]
Deed = Literal[
    "read",  # the shared record of a pupil
    "write",  # add to the record of a pupil
    "safety",  # read and write what concerns a child's safety
    "names",  # see and keep the name of a pupil
    "open",  # begin the record of a pupil
    "erase",  # remove a pupil
    "rules",  # change the rules of the school
    "accounts",  # invite people, give and take roles
    "audit",  # read the trail of who read and wrote what
    "keep",  # make copies, verify, change the passphrase: without reading
]
Reach = Literal[
    "school",  # for all pupils of the school, or where no pupil is concerned
    "given",  # for a pupil only where it was given for that pupil
    "named",  # never by the role alone: where it was given by name, for the account or for that pupil
]
Seen = Literal[
    "list",
    "read",
    "export",
    "search",
    "names",
    "open",
    "write",
    "erase",
    "backup",
    "restore",
    "verify",
    "rekey",
    "audit",
    "refused",
    "resumed",
    "account",
    "signed_in",
    "signed_out",
    "failed",
]
ROLES: tuple[AccountRole, ...] = get_args(AccountRole)
DEEDS: tuple[Deed, ...] = get_args(Deed)
OPERATOR = "operator"  # in the place of an account: who holds the passphrase of the store itself

# Who may what. What is not here, may not. Somebody with several roles may what any of them may.
MAY: Mapping[AccountRole, Mapping[Deed, Reach]] = {
    "teacher": {"read": "given", "write": "given", "names": "given", "safety": "named"},
    "ib": {"read": "school", "write": "school", "names": "school", "open": "school", "erase": "school", "safety": "named"},
    "policy_maker": {"rules": "school"},
    "trainer": {},
    "administrator": {"accounts": "school", "audit": "school", "keep": "school"},
}


@dataclass(frozen=True, slots=True, order=True)
class Grant:
    """What an account was given for one pupil: reading, and perhaps writing and what concerns safety.

    The pupil is meant by what the store calls it inside, so that a pseudonym that is used anew gives nobody an old right.
    """

    pupil: str
    write: bool = False
    safety: bool = False


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody who may sign in at a school; `safety` says whether they may see, of all whose record they may read, what stands apart."""

    id: str
    login: str
    roles: tuple[AccountRole, ...]
    safety: bool = False
    disabled: bool = False
    grants: tuple[Grant, ...] = ()
    ways: tuple[Literal["password", "openid"], ...] = ()  # how they can sign in


@dataclass(frozen=True, slots=True)
class Invitation:
    """What lets somebody choose their way of signing in, once; the code is shown now and never again."""

    login: str
    code: str = field(repr=False)
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session that began: its token, and what lets this browser go on while others guess; both are kept as a hash, or not at all."""

    account: Account
    token: str = field(repr=False)
    device: str = field(repr=False)
    until: dt.datetime


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the audit trail: when (UTC), who, what kind, and of which pupil by pseudonym (empty: none, or erased since)."""

    seq: int
    at: dt.datetime
    who: str
    kind: Seen
    pseudonym: str = ""
    told: Mapping[str, object] = field(default_factory=dict)


def may(account: Account, deed: Deed, pupil: str | None = None) -> bool:
    """Tell whether an account may do something: for a pupil, or with None where no pupil, or every pupil, is concerned."""
    if account.disabled:
        return False
    grant = next((g for g in account.grants if g.pupil == pupil), None)
    return any(_reaches(MAY[role].get(deed), account, deed, pupil, grant) for role in account.roles)


def _reaches(reach: Reach | None, account: Account, deed: Deed, pupil: str | None, grant: Grant | None) -> bool:
    match reach:
        case "school":
            return True
        case "given":
            return grant is not None and (grant.write if deed == "write" else True)
        case "named":
            return bool(may(account, "read", pupil) and (account.safety or (grant is not None and grant.safety)))
    return False
