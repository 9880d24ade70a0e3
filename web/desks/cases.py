"""The desk of those who know a pupil: the list of pupils, a new one, the advice, and why."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.model.accounts import Deed
from engine.model.reading import SCHOOL
from engine.rendering.explanation_text import explanation_text
from web.asking import Asked, Reading, Writing, require
from web.desks.seeing import seen
from web.pages import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_SOON = dt.timedelta(days=7)


@router.get("/")
def home(asked: Reading) -> Response:
    """Lead somebody to the first desk that is theirs."""
    desks: tuple[tuple[Deed, str], ...] = (("read", "/cases"), ("rules", "/rules"), ("accounts", "/accounts"))
    return RedirectResponse(next((to for deed, to in desks if asked.visitor.may(deed)), "/trainer"), 303)


@router.get("/cases")
def cases(asked: Reading, words: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """Show the pupils, what is due and what is late."""
    require(asked, "read")
    visitor, today = asked.visitor, dt.date.today()  # noqa: DTZ011 - a school day is local
    records = visitor.records
    pupils = records.store.pupils()
    names = records.store.names(rights=visitor.rights) if visitor.rights.names else {}
    found = records.store.search(words) if words.strip() else ()
    return page(
        asked.request,
        "cases/list.html",
        visitor=visitor,
        pupils=pupils,
        names=names,
        words=words,
        found=found,
        due=records.due(today + _SOON, rights=visitor.rights),
        knowledge=records.wegwijzer.on(today).base.knowledge,
    )


@router.get("/cases/new")
def new(asked: Reading) -> HTMLResponse:
    """Show the form for a new pupil."""
    require(asked, "open")
    return page(asked.request, "cases/new.html", visitor=asked.visitor)


@router.post("/cases/new")
def make(asked: Writing, pseudonym: Annotated[str, Form(max_length=60)], name: Annotated[str, Form(max_length=200)] = "") -> Response:
    """Begin the record of a pupil, and go on to the talk."""
    require(asked, "open")
    chosen = pseudonym.strip().lower()
    asked.visitor.records.store.open_case(chosen, who=asked.visitor.who, name=name.strip())
    return RedirectResponse(f"/cases/{chosen}/talk", 303)


@router.get("/cases/{pseudonym}")
def advice(asked: Reading, pseudonym: str) -> HTMLResponse:
    """Show the advice on a pupil."""
    require(asked, "read")
    wegwijzer, case = asked.visitor.records.wegwijzer, asked.visitor.records.store.case(pseudonym)
    reading, knowledge = wegwijzer.reading(case, SCHOOL)
    return page(
        asked.request,
        "cases/advice.html",
        visitor=asked.visitor,
        pseudonym=pseudonym,
        advice=reading.seen,
        knowledge=knowledge,
        seen=seen(reading, knowledge, asked.language),
    )


@router.get("/cases/{pseudonym}/why/{id_}")
def why(asked: Reading, pseudonym: str, id_: str) -> HTMLResponse:
    """Tell why something came out as it did."""
    require(asked, "read")
    return page(asked.request, "cases/why.html", visitor=asked.visitor, pseudonym=pseudonym, id=id_, told=_told(asked, pseudonym, id_))


def _told(asked: Asked, pseudonym: str, id_: str) -> str:
    wegwijzer, case = asked.visitor.records.wegwijzer, asked.visitor.records.store.case(pseudonym)
    return explanation_text(wegwijzer.explain(case, id_), wegwijzer.knowledge_for(case), asked.language)
