"""Forms for the numbers of the rules: terms, and from where something counts."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from engine.authoring.local_changes import with_number, without_change
from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.library import SCHOOL_FILE
from engine.model.version import Draft
from engine.rendering.quantities import number_words, unit_words
from web.asking import Asked, Reading, Writing
from web.desks.rules_asking import begun, rules_page, seen_of
from web.desks.rules_filling import Filled, Row, beneath, kept, part_of, tried

__all__ = ["router"]

router = APIRouter()
_TERMS = ("days", "working_days", "weeks", "school_weeks", "months")
_TOO_LARGE = 1e6
_Number = Annotated[str, Form(max_length=20)]


def _rows(asked: Asked, draft: Draft) -> list[Row]:
    own = part_of(draft, "parameters", dict)
    language = asked.language
    rows = []
    for p in beneath(asked).parameters.values():
        here = own.get(p.id)
        entry: dict[str, Any] = here if isinstance(here, dict) else {}
        why, by, since = (str(entry.get(key, "")) for key in ("why", "approved_by", "valid_from"))
        now = entry.get("value")
        was_said, now_said = (number_words(each, p.unit, language) if isinstance(each, int | float) else "" for each in (p.value, now))
        unit, listed = unit_words(p.unit, language), isinstance(here, list)
        rows.append(Row(p.id, p.label.of(language), p.value, now, why, by, unit, was_said, now_said, since=since, listed=listed))
    return rows


@router.get("/terms")
def terms(asked: Reading, words: Annotated[str, Query(max_length=100)] = "") -> HTMLResponse:
    """Show the numbers of the rules: terms first, then from where something counts."""
    draft = begun(asked).draft()
    units = {p.id: p.unit for p in beneath(asked).parameters.values()}
    rows = [row for row in _rows(asked, draft) if words.strip().lower() in f"{row.label} {row.id}".lower()]
    groups = [[row for row in rows if (units[row.id] in _TERMS) is is_term] for is_term in (True, False)]
    return rules_page(asked, "rules/terms.html", draft=draft, words=words, terms=groups[0], bounds=groups[1])


def _form(asked: Asked, id_: str, problem: KnowledgeError | None = None, filled: dict[str, str] | None = None) -> HTMLResponse:
    draft = begun(asked).draft()
    row = next((row for row in _rows(asked, draft) if row.id == id_), None)
    if row is None:
        raise HTTPException(404)
    now = row.was if row.now is None else row.now
    values = filled or {"value": f"{now:g}", "why": row.why, "approved_by": row.by, "valid_from": row.since}
    return rules_page(asked, "rules/term.html", problem=problem, draft=draft, row=row, seen=seen_of(draft, SCHOOL_FILE), filled=values)


@router.get("/terms/{id_}")
def term(asked: Reading, id_: str) -> HTMLResponse:
    """Show the form for one number."""
    return _form(asked, id_)


def _numbers(asked: Asked, id_: str, value: str) -> tuple[float, float]:
    """Give a number as it was filled in, and as it is beneath; raises `KnowledgeError` where none was filled in."""
    parameters = beneath(asked).parameters
    try:
        number = float(value.strip().replace(",", "."))
    except ValueError:
        number = _TOO_LARGE
    if id_ not in parameters:
        raise HTTPException(404)
    if not abs(number) < _TOO_LARGE:
        raise KnowledgeError([fault("page.no_number", Location(), value=value)])
    return number, parameters[id_].value


@router.post("/terms/{id_}")
def set_term(asked: Writing, id_: str, value: _Number, filled: Annotated[Filled, Depends()]) -> Response:
    """Set a number in the draft."""
    reason = filled.reason

    def again(problem: KnowledgeError) -> HTMLResponse:
        told = {"value": value, "why": reason.why, "approved_by": reason.approved_by, "valid_from": reason.valid_from}
        return _form(asked, id_, problem, told)

    try:
        number, was = _numbers(asked, id_, value)
    except KnowledgeError as problem:
        return again(problem)
    return kept(asked, lambda text: with_number(text, id_, number, was, reason), filled.seen, f"/rules/terms/{id_}", again)


@router.post("/terms/{id_}/try")
def try_term(asked: Writing, id_: str, value: _Number, filled: Annotated[Filled, Depends()]) -> HTMLResponse:
    """Show what a number would do, while it is being filled in."""
    number, was = _numbers(asked, id_, value)
    return tried(asked, lambda text: with_number(text, id_, number, was, filled.reason.why_given()))


@router.post("/terms/{id_}/back")
def take_back(asked: Writing, id_: str, seen: Annotated[str, Form(max_length=64)] = "") -> Response:
    """Leave a number as it is beneath."""
    return kept(asked, lambda text: without_change(text, id_), seen, "/rules/terms", lambda problem: _form(asked, id_, problem))
