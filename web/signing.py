"""How somebody signs in at a board's page: with a password, at a provider, or with an invitation; and out again."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from engine.cases.departing import Away, sealed_away, unsealed_away
from engine.cases.openid import begun, discovered, finished
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.accounts import SignedIn
from web.asking import Asked, Reading, Writing, known, site_of
from web.hosted import AWAY, BEFORE, DEVICE, HostedDoor, forget, keep, network_of
from web.pages import page
from web.safety import is_own_path
from web.visitors import mark_of

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_WAIT = frozenset({"account.wait", "account.crowd"})
Typed = Annotated[str, Form(max_length=2_000)]
Way = Annotated[str, Form()]
_LONGEST_WAY = 2_000
_AWAY_SECONDS = 600


def _door(request: Request) -> HostedDoor:
    door = site_of(request).door
    if not isinstance(door, HostedDoor):
        raise HTTPException(404)
    return door


Door = Annotated[HostedDoor, Depends(_door)]


def _outside(request: Request, mark: Annotated[str, Form()] = "") -> Request:
    """Let a form of who has not signed in through, when it carries the mark of what this browser was given with it."""
    before = request.cookies.get(BEFORE, "")
    if not before or not hmac.compare_digest(mark.encode(), mark_of(before).encode()):
        raise HTTPException(403)
    return request


Outside = Annotated[Request, Depends(_outside)]


def _form(request: Request, template: str, *, problem: KnowledgeError | None = None, **values: Any) -> Response:  # noqa: ANN401 - whatever a template shows
    """Show a form to somebody who has not signed in."""
    before = request.cookies.get(BEFORE) or secrets.token_urlsafe(32)
    codes = {each.code for each in problem.diagnostics} if problem else set()
    status = 429 if codes & _WAIT else 401 if problem else 200
    faults = problem.diagnostics if problem else ()
    provider = _door(request).provider_name
    response = page(request, template, status=status, faults=faults, before=mark_of(before), provider=provider, **values)
    keep(response, BEFORE, before)
    for each in faults:
        if "seconds" in each.values:
            response.headers["Retry-After"] = str(each.values["seconds"])
    return response


def _onward(to: str) -> str:
    """Give where to go on to once somebody is in; of a long address (it has to go into a cookie) only where, and not how far a talk was."""
    short = to if len(to) <= _LONGEST_WAY else to.partition("?")[0]
    own = is_own_path(short) and len(short) <= _LONGEST_WAY and not short.startswith(("/sign-in", "/invitation", "/openid"))
    return short if own else "/"


# --- in ---


@router.get("/sign-in")
def sign_in_form(request: Request, door: Door, to: str = "/", *, ended: bool = False) -> Response:
    """Show how to sign in."""
    if door.token(request) and known(request):
        return RedirectResponse(_onward(to), 303)
    return _form(request, "signing/in.html", to=_onward(to), login="", ended=ended)


@router.post("/sign-in")
def sign_in(request: Outside, door: Door, login: Typed = "", password: Typed = "", to: Way = "/") -> Response:
    """Sign in with a password."""
    try:
        signed = door.sessions.sign_in(login, password, **_from(request, door))
    except KnowledgeError as problem:
        return _form(request, "signing/in.html", problem=problem, to=_onward(to), login=login, ended=False)
    return door.let_in(RedirectResponse(_onward(to), 303), signed)


@router.get("/invitation")
def invitation_form(request: Request, door: Door) -> Response:  # noqa: ARG001 - only where there are accounts
    """Show how to accept an invitation; its code stands behind the # of the address, which no server is sent and no log keeps."""
    return _form(request, "signing/invitation.html")


@router.post("/invitation")
def accept(request: Outside, door: Door, code: Typed = "", password: Typed = "", again: Typed = "") -> Response:
    """Choose a password with an invitation, and be signed in."""

    def accepted() -> SignedIn:
        _same(password, again)
        return door.sessions.accept(code.strip(), password, **_from(request, door))

    return _let_in(request, door, accepted, "signing/invitation.html")


# --- at a provider ---


@router.post("/openid")
def depart(request: Outside, door: Door, to: Way = "/", code: Typed = "") -> Response:
    """Send somebody to the provider; by a page, since a policy for forms would stop a form that is led elsewhere."""
    if door.provider is None:
        raise HTTPException(404)
    try:
        door.sessions.knock(network_of(request))
        left = begun(door.provider, discovered(door.provider), door.sessions.accounts.clock())
    except KnowledgeError as problem:
        return _form(request, "signing/in.html", problem=problem, to=_onward(to), login="", ended=False)
    response = page(request, "signing/onward.html", url=left.url, provider=door.provider_name)
    sealed = sealed_away(door.sessions.accounts.store, Away(left, _onward(to), code.strip()))
    keep(response, AWAY, sealed, seconds=_AWAY_SECONDS, returning=True)
    return response


@router.get("/openid/back")
def back(request: Request, door: Door) -> Response:
    """Take back who comes from the provider; the page that follows is asked for by our own, so that strict cookies go along."""
    accounts, clock = door.sessions.accounts, door.sessions.accounts.clock
    to = "/"

    def arrived() -> SignedIn:
        nonlocal to
        away = unsealed_away(accounts.store, request.cookies.get(AWAY, ""))
        if door.provider is None:
            raise HTTPException(404)
        who = finished(door.provider, discovered(door.provider), away.left, f"{door.provider.redirect}?{request.url.query}", clock())
        to = away.to
        if away.invitation:
            accounts.accept_openid(away.invitation, who.issuer, who.subject)
        return door.sessions.sign_in_openid(who.issuer, who.subject, before=door.token(request), address=network_of(request))

    response = _let_in(request, door, arrived, "signing/in.html", to="/", login="", ended=False)
    if response.status_code == 303:  # noqa: PLR2004 - let in
        cookies = response.raw_headers
        response = page(request, "signing/arrived.html", to=to)
        response.raw_headers.extend(each for each in cookies if each[0] == b"set-cookie")
    forget(response, AWAY)
    return response


def _let_in(request: Request, door: HostedDoor, way: Callable[[], SignedIn], template: str, **values: object) -> Response:
    try:
        signed = way()
    except KnowledgeError as problem:
        return _form(request, template, problem=problem, **values)
    return door.let_in(RedirectResponse("/", 303), signed)


def _same(password: str, again: str) -> None:
    if password != again:
        raise KnowledgeError([fault("account.typed_differently", Location())])


def _from(request: Request, door: HostedDoor) -> dict[str, str]:
    """Give what tells a browser from others: what it was given before, and where it is."""
    return {"device": request.cookies.get(DEVICE, ""), "before": door.token(request), "address": network_of(request)}


# --- within, and out ---


@router.get("/me")
def me(asked: Reading, door: Door) -> Response:  # noqa: ARG001 - only where there are accounts
    """Show somebody their own account."""
    return _me(asked)


def _me(asked: Asked, problem: KnowledgeError | None = None) -> Response:
    visitor = asked.visitor
    store = visitor.records.store
    whose = {grant.pupil for grant in visitor.account.grants}
    pupils = [each.pseudonym for each in store.pupils()] if whose else []
    return page(
        asked.request,
        "signing/me.html",
        visitor=visitor,
        status=422 if problem else 200,
        faults=problem.diagnostics if problem else (),
        account=visitor.account,
        pupils=pupils,
    )


@router.post("/me/password")
def change_password(asked: Writing, door: Door, old: Typed = "", password: Typed = "", again: Typed = "") -> Response:
    """Take another password; every other session of the account ends."""
    try:
        _same(password, again)
        device = asked.request.cookies.get(DEVICE, "")
        signed = door.sessions.change_password(door.token(asked.request), old, password, device=device)
    except KnowledgeError as problem:
        return _me(asked, problem)
    return door.let_in(RedirectResponse("/me", 303), signed)


@router.post("/sign-out")
def sign_out(asked: Writing, door: Door, *, ended: Annotated[bool, Form()] = False) -> Response:
    """End the session; `ended`: since nothing happened for a long time."""
    door.sessions.sign_out(door.token(asked.request))
    response = RedirectResponse("/sign-in?ended=true" if ended else "/sign-in", 303)
    forget(response, door.settings.cookie)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
