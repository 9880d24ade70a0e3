"""The desk of those who know a pupil: who there is, what is due, what is late, and the calendar."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.interchange.calendars import calendar_of_all
from engine.model.accounts import Deed
from engine.model.advice import Step
from engine.model.history import Rights
from web.asking import Asked, Reading, require
from web.desks.opening import today
from web.pages import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_SHARED = Rights()
_WEEK = dt.timedelta(days=7)
_AHEAD = 8  # weeks that the calendar shows
_LATER = dt.timedelta(days=366)

Due = tuple[tuple[str, Step], ...]


@router.get("/")
def home(asked: Reading) -> Response:
    """Lead somebody to the first desk that is theirs."""
    desks: tuple[tuple[Deed, str], ...] = (("read", "/cases"), ("rules", "/rules"), ("accounts", "/accounts"))
    return RedirectResponse(next((to for deed, to in desks if asked.visitor.may(deed)), "/trainer"), 303)


@router.get("/cases")
def cases(asked: Reading, words: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """Show the pupils, what is late and what is due."""
    require(asked, "read")
    visitor, day = asked.visitor, today()
    store = visitor.records.store
    due = _due(asked, day + _AHEAD * _WEEK)
    return page(
        asked.request,
        "cases/list.html",
        visitor=visitor,
        pupils=store.pupils(),
        names=store.names(rights=visitor.rights) if visitor.rights.names else {},
        words=words,
        found=store.search(words) if words.strip() else (),
        late=tuple(each for each in due if each[1].overdue),
        weeks=_weeks(due, day),
        knowledge=visitor.records.wegwijzer.on(day).base.knowledge,
    )


@router.get("/cases/due.ics")
def calendar(asked: Reading) -> Response:
    """Give what is due as a calendar, in which nobody can be recognised."""
    require(asked, "read")
    knowledge = asked.visitor.records.wegwijzer.on(today()).base.knowledge
    made = dt.datetime.combine(today(), dt.time(), dt.UTC)
    content = calendar_of_all(_due(asked, today() + _LATER), knowledge, made, asked.language)
    return Response(content, media_type="text/calendar", headers={"Content-Disposition": 'attachment; filename="wegwijzer.ics"'})


def _due(asked: Asked, until: dt.date) -> Due:
    """Give the steps of all pupils with a due day; what follows from what is kept apart is not among them."""
    return asked.visitor.records.due(until, today=today(), rights=_SHARED)


def _weeks(due: Due, day: dt.date) -> list[tuple[dt.date, Due]]:
    """Give what is not late by week, each by its Monday."""
    ahead = [each for each in due if not each[1].overdue]
    return [(monday, tuple(some)) for monday, some in groupby(ahead, key=lambda each: _monday(each[1].due or day))]


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
