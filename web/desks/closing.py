"""The record itself: given back as a case file, closed when a pupil leaves, and erased."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.diagnostics import KnowledgeError, Location, fault
from web.asking import Reading, require
from web.desks.answering import day_of
from web.desks.opening import ErasingPupil, WritingPupil, opened, today
from web.pages import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/cases/{pseudonym}/record")
def record(asked: Reading, pseudonym: str) -> HTMLResponse:
    """Show what can be done with a record."""
    pupil = opened(asked, pseudonym)
    return pupil.page("cases/record.html", left_on=pupil.dossier.left_on, last_day=today().isoformat())


@router.get("/cases/{pseudonym}/record.yaml")
def export(asked: Reading, pseudonym: str) -> Response:
    """Give the record as a case file, without what is kept apart."""
    pupil = opened(asked, pseudonym)
    headers = {"Content-Disposition": f'attachment; filename="{pseudonym}.yaml"'}
    return Response(pupil.records.export(pseudonym), media_type="application/yaml", headers=headers)


@router.post("/cases/{pseudonym}/record/left")
def left(
    pupil: WritingPupil, pseudonym: str, day: Annotated[str, Form(max_length=20)] = "", still: Annotated[str, Form(max_length=5)] = ""
) -> Response:
    """Keep that a pupil left the school, or that they did not after all."""
    pupil.records.store.set_left(pseudonym, None if still else day_of(day, today()), who=pupil.who)
    return RedirectResponse(f"{pupil.address}/record", 303)


@router.post("/cases/{pseudonym}/record/name")
def name(pupil: WritingPupil, pseudonym: str, name: Annotated[str, Form(max_length=200)]) -> Response:
    """Keep the name of a pupil, apart."""
    require(pupil.asked, "names")
    pupil.records.store.set_name(pseudonym, name.strip(), who=pupil.who)
    return RedirectResponse(f"{pupil.address}/record", 303)


@router.get("/cases/{pseudonym}/erase")
def ask_again(asked: Reading, pseudonym: str) -> HTMLResponse:
    """Ask whether a record is really to be erased."""
    require(asked, "erase")
    return opened(asked, pseudonym).page("cases/erase.html")


@router.post("/cases/{pseudonym}/erase")
def erase(pupil: ErasingPupil, pseudonym: str, again: Annotated[str, Form(max_length=60)] = "") -> Response:
    """Erase a record, when its pseudonym was written once more; then say in which copies it still stands."""
    if again.strip().lower() != pseudonym:
        raise KnowledgeError([fault("page.not_again", Location(), name=pseudonym)])
    removal = pupil.records.store.erase(pseudonym, who=pupil.who)
    return page(pupil.asked.request, "cases/erased.html", visitor=pupil.asked.visitor, removal=removal)
