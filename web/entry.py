"""How somebody comes in on their own machine, the switch of language, and whether the page is alive."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from web.asking import NobodyError, site_of
from web.pages import LANGUAGE
from web.safety import is_own_path
from web.visitors import LocalDoor

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 24 * 3600


@router.get("/enter")
def enter(request: Request, token: str = "") -> Response:
    """Take the token out of the address, into a cookie that no script can read and no other page can send."""
    site = site_of(request)
    if not isinstance(site.door, LocalDoor) or not site.door.opens(token):
        raise NobodyError
    response = RedirectResponse("/", 303)
    response.set_cookie(site.settings.cookie, token, httponly=True, samesite="strict")
    return response


@router.post("/language")
def language(request: Request, lang: Annotated[str, Form()], back: Annotated[str, Form()] = "/") -> Response:
    """Remember in which language to answer, and go back to where it was asked."""
    response = RedirectResponse(back if is_own_path(back) else "/", 303)
    secure = site_of(request).settings.scheme == "https"
    response.set_cookie(LANGUAGE, "en" if lang == "en" else "nl", httponly=True, samesite="strict", max_age=_YEAR, secure=secure)
    return response


@router.get("/health")
def health(request: Request) -> Response:
    """Tell whether the page is alive and its store answers, and nothing else."""
    if all(site.door.is_open() for site in request.app.state.sites.values()):
        return PlainTextResponse("ok")
    return PlainTextResponse("store", 503)
