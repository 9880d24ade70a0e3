"""The advice on a pupil, as it is or as it was, and why, or why not."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.model.reading import SCHOOL
from engine.rendering.explanation_telling import told
from web.asking import Reading
from web.desks.opening import Opened, opened
from web.desks.seeing import seen
from web.filled import At

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/cases/{pseudonym}")
def advice(asked: Reading, pseudonym: str, at: At = None) -> HTMLResponse:
    """Show the advice on a pupil."""
    pupil = opened(asked, pseudonym, at=at)
    reading, knowledge = pupil.wegwijzer.reading(pupil.case, SCHOOL, pupil.day)
    return pupil.page("cases/advice.html", advice=reading.seen, seen=seen(reading, knowledge, asked.language), name=_name(pupil))


@router.get("/cases/{pseudonym}/why")
def which(asked: Reading, pseudonym: str, id: Annotated[str, Query(max_length=200)] = "") -> Response:  # noqa: A002 - as the form names it
    """Show everything of which can be asked why, or why not."""
    pupil = opened(asked, pseudonym)
    if id:
        return RedirectResponse(f"{pupil.address}/why/{id}", 303)
    return pupil.page("cases/which.html", kinds=pupil.wegwijzer.explainable(pupil.case, pupil.day))


@router.get("/cases/{pseudonym}/why/{id_}")
def why(asked: Reading, pseudonym: str, id_: str, *, full: bool = False) -> HTMLResponse:
    """Tell why something came out as it did, or why not."""
    pupil = opened(asked, pseudonym)
    explanation = pupil.wegwijzer.explain(pupil.case, id_, pupil.day, whole=full)
    return pupil.page("cases/why.html", id=id_, told=told(explanation, pupil.knowledge, asked.language, full=full), full=full)


def _name(pupil: Opened) -> str:
    """Give the name of a pupil, to who may see it."""
    return pupil.records.store.name(pupil.pseudonym, rights=pupil.rights) if pupil.rights.names else ""
