"""The desk of administrators: who may sign in, and what each may; nobody changes what they may themselves."""

from __future__ import annotations

from typing import Annotated, cast

from fastapi import APIRouter, Form
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from engine.cases.accounts import Accounts
from engine.cases.guarded import GuardedStore
from engine.diagnostics import KnowledgeError
from engine.model.accounts import ROLES, Account, AccountRole, Invitation
from web.asking import Asked, Reading, Writing, require
from web.pages import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
Login = Annotated[str, Form(max_length=100)]
Pseudonym = Annotated[str, Form(max_length=60)]


def _accounts(asked: Asked) -> Accounts:
    """Give the accounts to who may change them; on one's own machine there are none."""
    require(asked, "accounts")
    store = asked.visitor.records.store
    if not isinstance(store, GuardedStore):
        raise HTTPException(404)
    return store.accounts


@router.get("/accounts")
def people(asked: Reading) -> Response:
    """Show the accounts, to who may give them; lead others to what of this desk is theirs."""
    visitor = asked.visitor
    if visitor.signed_in and visitor.may("accounts"):
        return _people(asked)
    if visitor.signed_in and visitor.may("audit"):
        return RedirectResponse("/accounts/trail", 303)
    require(asked, "keep")
    return RedirectResponse("/accounts/copies", 303)


def _people(asked: Asked, invitation: Invitation | None = None, problem: KnowledgeError | None = None) -> Response:
    visitor = asked.visitor
    return page(
        asked.request,
        "accounts/people.html",
        visitor=visitor,
        status=422 if problem else 200,
        faults=problem.diagnostics if problem else (),
        accounts=_accounts(asked).all(by=visitor.account.id),
        roles=ROLES,
        invitation=invitation,
        host=min(asked.site.settings.hosts),
    )


@router.post("/accounts")
def invite(
    asked: Writing, login: Login = "", role: Annotated[list[str] | None, Form()] = None, *, safety: Annotated[bool, Form()] = False
) -> Response:
    """Make an account, and show its invitation, this once."""
    accounts, by = _accounts(asked), asked.visitor.account.id
    try:
        invitation = accounts.invite(login, cast("list[AccountRole]", role or []), safety=safety, by=by)
    except KnowledgeError as problem:
        return _people(asked, problem=problem)
    return _people(asked, invitation)


@router.get("/accounts/of/{login}")
def one(asked: Reading, login: str) -> Response:
    """Show one account, and what can be changed of it."""
    return _one(asked, login)


def _one(asked: Asked, login: str, invitation: Invitation | None = None) -> Response:
    accounts, by = _accounts(asked), asked.visitor.account.id
    account: Account | None = next((each for each in accounts.all(by=by) if each.login == login), None)
    if account is None:
        raise HTTPException(404)
    return page(
        asked.request,
        "accounts/one.html",
        visitor=asked.visitor,
        account=account,
        own=account.id == by,
        roles=ROLES,
        pupils=accounts.pseudonyms(by=by),
        invitation=invitation,
        host=min(asked.site.settings.hosts),
    )


def _back(login: str) -> Response:
    return RedirectResponse(f"/accounts/of/{login}", 303)


@router.post("/accounts/of/{login}/roles")
def set_roles(
    asked: Writing, login: str, role: Annotated[list[str] | None, Form()] = None, *, safety: Annotated[bool, Form()] = False
) -> Response:
    """Give an account these roles and no others."""
    _accounts(asked).set_roles(login, cast("list[AccountRole]", role or []), safety=safety, by=asked.visitor.account.id)
    return _back(login)


@router.post("/accounts/of/{login}/give")
def give(
    asked: Writing, login: str, pseudonym: Pseudonym, *, write: Annotated[bool, Form()] = False, safety: Annotated[bool, Form()] = False
) -> Response:
    """Give a right to one pupil."""
    _accounts(asked).give(login, pseudonym.strip(), write=write, safety=safety, by=asked.visitor.account.id)
    return _back(login)


@router.post("/accounts/of/{login}/take")
def take(asked: Writing, login: str, pseudonym: Pseudonym) -> Response:
    """Take the right to one pupil back."""
    _accounts(asked).take(login, pseudonym, by=asked.visitor.account.id)
    return _back(login)


@router.post("/accounts/of/{login}/disabled")
def set_disabled(asked: Writing, login: str, *, disabled: Annotated[bool, Form()]) -> Response:
    """Have an account not count any more, or count again."""
    _accounts(asked).set_disabled(login, disabled=disabled, by=asked.visitor.account.id)
    return _back(login)


@router.post("/accounts/of/{login}/reset")
def reset(asked: Writing, login: str) -> Response:
    """Take away every way to sign in, and show a new invitation, this once."""
    return _one(asked, login, _accounts(asked).reset(login, by=asked.visitor.account.id))
