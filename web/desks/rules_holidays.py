"""Forms for what the school has in the house, and for its holidays."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, Response

from engine.authoring.local_changes import with_closed, with_provisions, with_region, without_closed
from engine.diagnostics import KnowledgeError
from engine.loading.library import SCHOOL_FILE
from engine.model.local import REGIONS
from web.asking import Asked, Reading, Writing
from web.desks.rules_asking import begun, rules_page, seen_of
from web.desks.rules_filling import beneath, kept, part_of
from web.filled import Fields

__all__ = ["router"]

router = APIRouter()
_HAS: dict[str, bool | None] = {"yes": True, "no": False, "": None}


_Seen = Annotated[str, Form(max_length=64)]


# --- what the school has ---


def _ids(asked: Asked) -> list[str]:
    k = beneath(asked)
    named = {layer.provision for layer in k.layers.values()} | {v.provision for layer in k.layers.values() for v in layer.variants}
    return sorted(fact for fact in k.facts if fact in named or fact.startswith("provision."))


def _provisions(asked: Asked, problem: KnowledgeError | None = None) -> HTMLResponse:
    draft = begun(asked).draft()
    return rules_page(
        asked,
        "rules/provisions.html",
        problem=problem,
        draft=draft,
        ids=_ids(asked),
        has=part_of(draft, "provisions", dict),
        knowledge=beneath(asked),
        seen=seen_of(draft, SCHOOL_FILE),
    )


@router.get("/provisions")
def provisions(asked: Reading) -> HTMLResponse:
    """Show what the school has."""
    return _provisions(asked)


@router.post("/provisions")
def set_provisions(asked: Writing, form: Fields, seen: _Seen = "") -> Response:
    """Say in the draft what the school has, and what not."""
    has = {id_: _HAS.get(str(form.get(id_, ""))) for id_ in _ids(asked)}
    return kept(asked, lambda text: with_provisions(text, has), seen, "/rules/provisions", lambda problem: _provisions(asked, problem))


# --- when it is closed ---


def _holidays(asked: Asked, problem: KnowledgeError | None = None, filled: dict[str, str] | None = None) -> HTMLResponse:
    draft = begun(asked).draft()
    calendar = part_of(draft, "calendar", dict)
    return rules_page(
        asked,
        "rules/holidays.html",
        problem=problem,
        draft=draft,
        region=part_of(draft, "region", str),
        regions=tuple(REGIONS),
        closed=[each for each in calendar.get("closed") or () if isinstance(each, dict)],
        seen=seen_of(draft, SCHOOL_FILE),
        filled=filled or {"first": "", "last": "", "name": ""},
    )


@router.get("/holidays")
def holidays(asked: Reading) -> HTMLResponse:
    """Show when the school is closed."""
    return _holidays(asked)


@router.post("/holidays/region")
def set_region(asked: Writing, region: Annotated[str, Form(max_length=20)] = "", seen: _Seen = "") -> Response:
    """Say in which region the school lies."""
    return kept(
        asked, lambda text: with_region(text, REGIONS.get(region)), seen, "/rules/holidays", lambda problem: _holidays(asked, problem)
    )


@router.post("/holidays/closed")
def add_closed(
    asked: Writing,
    first: Annotated[str, Form(max_length=10)],
    name: Annotated[str, Form(max_length=200)],
    last: Annotated[str, Form(max_length=10)] = "",
    seen: _Seen = "",
) -> Response:
    """Add days on which the school is closed."""
    filled = {"first": first, "last": last, "name": name}
    return kept(
        asked,
        lambda text: with_closed(text, first, last or first, name.strip()),
        seen,
        "/rules/holidays",
        lambda problem: _holidays(asked, problem, filled),
    )


@router.post("/holidays/open")
def drop_closed(asked: Writing, number: Annotated[int, Form()], seen: _Seen = "") -> Response:
    """Take days away on which the school would be closed."""
    return kept(asked, lambda text: without_closed(text, number), seen, "/rules/holidays", lambda problem: _holidays(asked, problem))
