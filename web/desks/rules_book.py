"""The handbook of the rules in force, to open here or to take along; it is made in the background, since that takes a while."""

from __future__ import annotations

import html
import io
import re
import zipfile
from datetime import date

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.service.handbooks import Made
from web.asking import Asked, Reading, Writing
from web.desks.rules_asking import desk_of, rules_page

__all__ = ["router"]

router = APIRouter(prefix="/book")
_POLICY = re.compile(r'http-equiv="Content-Security-Policy" content="([^"]*)"')


def _made(asked: Asked, *, again: bool = False) -> Made:
    desk_of(asked)
    book = asked.site.rulebook
    return book.handbooks.of(book.now(), date.today(), asked.language, again=again)  # noqa: DTZ011 - a school day is local


@router.get("")
def handbook(asked: Reading) -> HTMLResponse:
    """Show whether the handbook is ready, and the ways to take it."""
    return rules_page(asked, "rules/book.html", made=_made(asked))


@router.post("")
def again(asked: Writing) -> Response:
    """Try once more to make a handbook that could not be made."""
    _made(asked, again=True)
    return RedirectResponse("/rules/book", 303)


@router.get("/handboek.zip")
def archive(asked: Reading) -> Response:
    """Give the handbook as a folder of pages."""
    made = _made(asked)
    if not made.pages:
        return _unready()
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as target:
        for name, text in made.pages.items():
            target.writestr(zipfile.ZipInfo(f"handboek/{name}"), text)
    return _file(whole.getvalue(), "application/zip", "handboek.zip")


@router.get("/handboek.pdf")
def document(asked: Reading) -> Response:
    """Give the handbook as a document to print."""
    made = _made(asked)
    if not made.pages:
        return _unready()
    return _file(asked.site.rulebook.handbooks.pdf(made), "application/pdf", "handboek.pdf")


@router.get("/pages/{name}")
def open_page(asked: Reading, name: str) -> Response:
    """Give a page of the handbook as it is, which carries its own style by its hash."""
    made = _made(asked)
    if not made.pages:
        return _unready()
    text = made.pages.get(name)
    if text is None:
        raise HTTPException(404)
    policy = _POLICY.search(text)
    own = html.unescape(policy[1]) if policy else "default-src 'none'"
    return HTMLResponse(text, headers={"Content-Security-Policy": f"{own}; frame-ancestors 'none'"})


def _unready() -> Response:
    """Lead to where it is made, or fetched where another process of the page made it."""
    return RedirectResponse("/rules/book", 303)


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
