"""The desk of who writes the rules: begin a school's folder, and see how it stands."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.diagnostics import KnowledgeError
from engine.model.local import REGIONS
from web.asking import Reading, Writing
from web.desks import rules_book, rules_files, rules_holidays, rules_roles, rules_terms, rules_trying, rules_versions
from web.desks.rules_asking import begun, desk_of, rules_page

__all__ = ["router"]

router = APIRouter(include_in_schema=False, prefix="/rules")
for each in (rules_files, rules_terms, rules_roles, rules_holidays, rules_trying, rules_versions, rules_book):
    router.include_router(each.router)


@router.get("")
def home(asked: Reading) -> HTMLResponse:
    """Show how the rules of the school stand, or how to begin."""
    desk = desk_of(asked)
    if not desk.is_begun:
        return rules_page(asked, "rules/begin.html", name="", region="", place=_place(asked))
    versions = desk.versions()
    return rules_page(
        asked,
        "rules/home.html",
        knowledge=asked.site.rulebook.now().base.knowledge,
        latest=versions[-1] if versions else None,
        place=_place(asked),
    )


def _place(asked: Reading) -> str:
    """Name the folder, to who sits at the machine that it lies on."""
    desk = asked.site.rulebook.desk
    return str(desk.root) if desk and asked.site.settings.form == "local" else ""


@router.post("/begin")
def begin(asked: Writing, name: Annotated[str, Form(max_length=200)] = "", region: Annotated[str, Form(max_length=20)] = "") -> Response:
    """Start the school's folder."""
    desk = desk_of(asked)
    try:
        desk.begin(name, REGIONS.get(region))
    except KnowledgeError as problem:
        return rules_page(asked, "rules/begin.html", problem=problem, name=name, region=region, place=_place(asked))
    return RedirectResponse("/rules", 303)


@router.post("/discard")
def discard(asked: Writing, seen: Annotated[str, Form(max_length=64)] = "", name: Annotated[str, Form(max_length=400)] = "") -> Response:
    """Throw the draft away, or what it changes in one file."""
    begun(asked).discard(seen, name)
    return RedirectResponse("/rules/files" if name else "/rules", 303)
