"""The door of a board's page: whoever signed in with an account, and no more than that account may."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from engine.cases.guarded import GuardedStore
from engine.cases.openid import Client
from engine.cases.sessions import Sessions
from engine.diagnostics import KnowledgeError
from engine.model.accounts import SignedIn
from engine.recording import Records
from engine.service import Wegwijzer
from web.settings import Settings
from web.visitors import Visitor, bearer, mark_of

__all__ = ["AWAY", "BEFORE", "DEVICE", "HostedDoor", "forget", "keep", "network_of"]

BEFORE = "__Host-wegwijzer-before"  # marks the forms of who has not signed in
DEVICE = "__Host-wegwijzer-device"  # shows that this browser was let in before; it opens nothing
AWAY = "__Host-wegwijzer-away"  # who was sent to a provider, sealed
_YEAR = 365 * 24 * 3600
_BLOCK = 64  # bits of an IPv6 address that one household or school gets


@dataclass(frozen=True, slots=True, repr=False)
class HostedDoor:
    """The door of one school: its sessions, and the provider at which its people may sign in, None where there is none."""

    settings: Settings
    sessions: Sessions
    provider: Client | None = None
    provider_name: str = ""

    def token(self, request: Request) -> str:
        """Give the token of the session that a request says to be of."""
        return request.cookies.get(self.settings.cookie) or bearer(request)

    def visitor(self, request: Request, wegwijzer: Wegwijzer) -> Visitor | None:
        """Give whose session it is, with the records as that account may see them."""
        token = self.token(request)
        if not token:
            return None
        try:
            account = self.sessions.account(token)
        except KnowledgeError as problem:
            if [each.code for each in problem.diagnostics] == ["account.signed_out"]:
                return None
            raise
        store = GuardedStore.of(self.sessions.accounts, account.id)
        return Visitor(account, Records(wegwijzer, store), mark_of(token), signed_in=True)

    def is_open(self) -> bool:
        """Tell whether the store answers."""
        return self.sessions.accounts.store.is_reachable()

    def close(self) -> None:
        """Let go of the store."""
        self.sessions.accounts.store.close()

    def let_in(self, response: Response, signed: SignedIn) -> Response:
        """Have the browser keep its new token, and what shows that it was let in before."""
        keep(response, self.settings.cookie, signed.token)
        keep(response, DEVICE, signed.device, seconds=_YEAR)
        forget(response, BEFORE)
        return response


def keep(response: Response, name: str, value: str, *, seconds: int | None = None, returning: bool = False) -> None:
    """Have the browser keep something that no script reads and no other page can send; `returning`: also when a provider sends it back."""
    response.set_cookie(name, value, max_age=seconds, secure=True, httponly=True, samesite="lax" if returning else "strict")


def forget(response: Response, name: str) -> None:
    """Have the browser forget it."""
    response.delete_cookie(name, secure=True, httponly=True, samesite="strict")


def network_of(request: Request) -> str:
    """Give where in the network a request comes from: an address, or of IPv6 the block that one household gets."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host or "unknown"
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, _BLOCK), strict=False))
    return str(address)
