"""A new pupil: from nothing, with what was noticed first, or from a case file."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, UploadFile
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.cases.pseudonyms import suggested
from engine.diagnostics import KnowledgeError
from engine.model.case import Observation
from engine.model.knowledge import Knowledge
from web.asking import Asked, Reading, Writing, require
from web.desks.answering import said_by
from web.desks.opening import today
from web.filled import Fields
from web.pages import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_FIRST = ("pupil.sector", "pupil.year")  # what decides which routes there are
_NAME = "naam.yaml"


def _beginning(asked: Writing) -> Asked:
    require(asked, "open")
    return asked


_Beginning = Annotated[Asked, Depends(_beginning)]  # the right is looked at before the form is read


@router.get("/cases/new_pupil")  # no pupil can be called so, since a pseudonym has no low line in it
def new(asked: Reading) -> HTMLResponse:
    """Show the form for a new pupil."""
    return _form(asked, {})


@router.post("/cases/new_pupil")
def make(asked: _Beginning, filled: Fields) -> Response:
    """Begin the record of a pupil, and go on to the talk; what cannot be kept is said, and what was filled in stays."""
    try:
        return _made(asked, filled)
    except KnowledgeError as problem:
        return _form(asked, filled, problem)


@router.post("/cases/new_pupil/file")
def take_in(asked: _Beginning, file: UploadFile) -> Response:
    """Take a case file in as a new pupil."""
    pseudonym = asked.visitor.records.import_bytes(file.file.read(), file.filename or _NAME, who=asked.visitor.who)
    return RedirectResponse(f"/cases/{pseudonym}", 303)


def _form(asked: Asked, filled: FormData | dict[str, str], problem: KnowledgeError | None = None) -> HTMLResponse:
    require(asked, "open")
    records = asked.visitor.records
    at = records.wegwijzer.on(today())
    k = at.base.knowledge
    return page(
        asked.request,
        "cases/new.html",
        visitor=asked.visitor,
        status=422 if problem else 200,
        faults=tuple(problem.diagnostics) if problem else (),
        knowledge=k,
        suggested=str(filled.get("pseudonym") or suggested({p.pseudonym for p in records.store.pupils()})),
        first=[k.facts[f] for f in _FIRST if f in k.facts],
        signs=at.first_signs(today()),
        besides=at.noticed_besides(today()),
        noticed=set(map(str, filled.getlist("noticed"))) if isinstance(filled, FormData) else set(),
        filled=dict(filled),
    )


def _made(asked: Asked, filled: FormData) -> Response:
    records = asked.visitor.records
    pseudonym = str(filled.get("pseudonym", "")).strip().lower()
    said = list(_said(records.wegwijzer.on(today()).base.knowledge, filled))
    records.begin(pseudonym, said, who=asked.visitor.who, name=str(filled.get("name", "")).strip())
    return RedirectResponse(f"/cases/{pseudonym}/talk", 303)


def _said(k: Knowledge, filled: FormData) -> list[Observation]:
    """Give what was noticed; what anybody can look up has nobody who says it."""
    by, day = str(filled.get("by", "")), today()
    known = [(f, str(filled.get(f, ""))) for f in _FIRST if f in k.facts]
    first = [Observation(f, said_by(k, f, answer, "", "", day).value, date=day) for f, answer in known if answer.strip()]
    noticed = dict.fromkeys(map(str, filled.getlist("noticed")))
    return [*first, *(said_by(k, f, "true", _teller(k, f, by), "", day) for f in noticed)]


def _teller(k: Knowledge, fact: str, by: str) -> str:
    """Give who told of a sign: the one who was chosen, where they can know it."""
    return by if fact in k.facts and by in k.facts[fact].informants else ""
