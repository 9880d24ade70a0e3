"""Who is asking: the one person of this machine, or somebody with an account; and what they may."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Protocol

from starlette.requests import Request

from engine.cases.store import CaseStore
from engine.model.accounts import ROLES, Account, Deed, may
from engine.model.history import Rights
from engine.recording import Records
from engine.service import Wegwijzer
from web.settings import Settings

__all__ = ["Door", "LocalDoor", "Visitor", "bearer", "mark_of"]


@dataclass(frozen=True, slots=True, repr=False)
class Visitor:
    """Somebody who asks for a page: their account, the records as they may see them, and what marks a form as theirs.

    `signed_in` says whether they came in with an account, and so can go out again.
    """

    account: Account
    records: Records
    mark: str
    signed_in: bool = False

    def may(self, deed: Deed) -> bool:
        """Tell whether they may do something at all."""
        return may(self.account, deed) or (deed in ("read", "write") and bool(self.account.grants))

    @property
    def who(self) -> str:
        """Give the id under which they write."""
        return self.account.login

    @property
    def rights(self) -> Rights:
        """Give what they may ask to see besides the shared record; the store decides per pupil."""
        granted = any(grant.safety for grant in self.account.grants)
        return Rights(safety=may(self.account, "safety") or granted, names=may(self.account, "names"))


class Door(Protocol):
    """Tells who is asking."""

    def visitor(self, request: Request, wegwijzer: Wegwijzer) -> Visitor | None:
        """Give who is asking, or None where nobody is known."""

    def is_open(self) -> bool:
        """Tell whether the store behind it answers."""

    def close(self) -> None:
        """Let go of that store."""


def bearer(request: Request) -> str:
    """Give the token that a program sends along, or nothing."""
    kind, _, token = request.headers.get("authorization", "").partition(" ")
    return token.strip() if kind.lower() == "bearer" else ""


def mark_of(token: str) -> str:
    """Give what marks a form as made for a session: who does not know the session's token cannot make it."""
    return hashlib.sha256(f"form:{token}".encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True, repr=False)
class LocalDoor:
    """The door of one's own machine: whoever holds the token of the address is its user, and may do everything."""

    settings: Settings
    store: CaseStore
    token: str = field(repr=False)
    who: str

    def opens(self, token: str) -> bool:
        """Tell whether it is the token of this address."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def visitor(self, request: Request, wegwijzer: Wegwijzer) -> Visitor | None:
        """Give the user of this machine."""
        token = request.cookies.get(self.settings.cookie) or bearer(request)
        if not self.opens(token):
            return None
        account = Account("local", self.who, ROLES, safety=True)
        return Visitor(account, Records(wegwijzer, self.store), mark_of(token))

    def is_open(self) -> bool:
        """Tell whether the store answers."""
        return self.store.is_reachable()

    def close(self) -> None:
        """Let go of the store."""
        self.store.close()
