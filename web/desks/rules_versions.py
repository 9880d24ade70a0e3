"""The draft looked at as a whole and kept as a version; the versions that were kept, side by side, and the way back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from markupsafe import Markup
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.diagnostics import KnowledgeError
from engine.model.version import Version
from engine.rendering.paper_html import HtmlBlocks
from engine.rendering.revision_paper import revision_paper
from engine.service import compare_rules
from engine.service.text_difference import changed_lines
from web.asking import Asked, Reading, Writing
from web.desks.rules_asking import begun, rules_page
from web.desks.rules_trying import beside
from web.filled import PLAIN

__all__ = ["router"]

router = APIRouter()
_Words = Annotated[str, PLAIN, Form(max_length=400)]


# --- the draft ---


@router.get("/draft")
def draft(asked: Reading) -> HTMLResponse:
    """Show what the draft changes and does, with the form that keeps it."""
    return _draft(asked)


def _draft(asked: Asked, problem: KnowledgeError | None = None, filled: dict[str, str] | None = None) -> HTMLResponse:
    desk = begun(asked)
    now = desk.draft()
    changed = {name: changed_lines(now.folder.get(name, ""), now.texts.get(name, "")) for name in now.names if now.state(name) != "same"}
    return rules_page(
        asked,
        "rules/draft.html",
        problem=problem,
        draft=now,
        changed=changed,
        filled=filled or {"name": "", "why": "", "approved_by": ""},
        looked=beside(asked, now.texts) if now.is_open else None,
    )


@router.post("/save")
def save(
    asked: Writing, seen: Annotated[str, Form(max_length=64)], name: _Words = "", why: _Words = "", approved_by: _Words = ""
) -> Response:
    """Keep the draft as a version and put it in force."""
    try:
        version = begun(asked).save(name=name, why=why, approved_by=approved_by, seen=seen, who=asked.visitor.who)
    except KnowledgeError as problem:
        return _draft(asked, problem, {"name": name, "why": why, "approved_by": approved_by})
    return RedirectResponse(f"/rules/versions/{version.number}", 303)


# --- versions ---


@router.get("/versions")
def versions(asked: Reading) -> HTMLResponse:
    """Show the versions, newest first."""
    return rules_page(asked, "rules/versions.html", versions=begun(asked).versions()[::-1])


@router.get("/versions/{number}")
def version(asked: Reading, number: int, name: Annotated[str, Query(max_length=400)] = "") -> HTMLResponse:
    """Show one version: who kept it and why, and its files."""
    desk = begun(asked)
    found = desk.version(number)
    newest = desk.versions()[-1].number
    return rules_page(asked, "rules/version.html", version=found, newest=newest, text=found.texts.get(name), name=name)


@router.post("/versions/{number}/back")
def back(asked: Writing, number: int) -> Response:
    """Make the draft say what an earlier version said."""
    begun(asked).go_back(number, asked.visitor.who)
    return RedirectResponse("/rules/draft", 303)


@router.get("/compare")
def compare(asked: Reading, old: int, new: int) -> HTMLResponse:
    """Show two versions side by side: what is otherwise in the rules, and in each file; and for whom, tried at the boundaries."""
    desk = begun(asked)
    sides = (desk.version(old), desk.version(new))
    names = sorted({*sides[0].texts, *sides[1].texts})
    files = {name: changed_lines(*(side.texts.get(name, "") for side in sides)) for name in names}
    return rules_page(asked, "rules/compare.html", old=sides[0], new=sides[1], files={n: lines for n, lines in files.items() if lines})


@router.get("/compare/rules")
def compared(asked: Reading, old: int, new: int) -> HTMLResponse:
    """Show what two versions do otherwise, as the comparison of the command line does; it takes a while."""
    desk = begun(asked)
    return rules_page(asked, "rules/compared.html", told=_told(asked, desk.version(old), desk.version(new)))


def _told(asked: Asked, old: Version, new: Version) -> Markup:
    desk, trials, language = begun(asked), asked.site.rulebook.trials, asked.language
    folders = [desk.trial(each.texts) for each in (old, new)]
    revision = trials.remembered(("revision", *map(str, folders)), lambda: compare_rules(*folders, vignettes=False))
    paper, blocks = revision_paper(revision, max(old.at, new.at).date(), language, 5), HtmlBlocks(language)
    return Markup("\n".join(line for block in paper.blocks for line in blocks.block(block)))  # noqa: S704 - escaped by the printer
