"""The files of the school's folder: the tree, and an editor for each."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from engine.diagnostics import KnowledgeError, Location, fault, inside
from engine.loading.library import SCHOOL_FILE
from engine.model.local import StartKind
from engine.service.editor_help import faults_of_text, schema_for
from web.asking import Asked, Reading, Writing
from web.desks.rules_asking import begun, rules_page, seen_of
from web.desks.rules_trying import beside, beside_page

__all__ = ["KINDS", "router"]

router = APIRouter(prefix="/files")
KINDS: tuple[StartKind, ...] = ("finding", "hypothesis", "alert", "intervention", "layer", "protocol")
_Name = Annotated[str, Form(max_length=400)]
_Text = Annotated[str, Form()]
_Seen = Annotated[str, Form(max_length=64)]


@router.get("")
def files(asked: Reading) -> HTMLResponse:
    """Show the files as a tree, with what the draft does to each."""
    return _tree(asked)


def _tree(asked: Asked, problem: KnowledgeError | None = None, kind: str = "", id_: str = "") -> HTMLResponse:
    draft = begun(asked).draft()
    folders: dict[str, list[str]] = {}
    for name in draft.names:
        folders.setdefault(name.rpartition("/")[0], []).append(name)
    seen = {name: seen_of(draft, name) for name in draft.names}
    return rules_page(asked, "rules/files.html", problem=problem, draft=draft, folders=folders, seen=seen, kinds=KINDS, kind=kind, id=id_)


@router.post("/start")
def start(
    asked: Writing, kind: Annotated[str, Form(max_length=20)], id_: Annotated[str, Form(alias="id", max_length=100)] = ""
) -> Response:
    """Begin a rule of the school's own, and open it."""
    known = next((each for each in KINDS if each == kind), KINDS[0])
    try:
        name = begun(asked).start_rule(known, id_.strip(), asked.visitor.who)
    except KnowledgeError as problem:
        return _tree(asked, problem, kind, id_)
    return RedirectResponse(f"/rules/files/edit?name={name}", 303)


# --- one file ---


def _editor(  # noqa: PLR0913 - what an editor shows
    asked: Asked, name: str, *, text: str | None = None, seen: str | None = None, problem: KnowledgeError | None = None, look: bool = False
) -> HTMLResponse:
    """Show a file to be edited; what was typed stays, and beside it how it is now where somebody else changed it."""
    desk = begun(asked)
    draft = desk.draft()
    there = draft.texts.get(name)
    if there is None and text is None:
        raise KnowledgeError([fault("draft.missing", Location(), file=name)])
    shown = there or "" if text is None else text
    return rules_page(
        asked,
        "rules/file.html",
        problem=problem,
        draft=draft,
        name=name,
        text=shown,
        seen=seen_of(draft, name) if seen is None else seen,
        other=there if problem and text is not None and there != text else None,
        gone=draft.state(name) == "gone",
        looked=beside(asked, desk.texts_with(name, shown)) if look else None,
        marks=_marks(asked, name, shown),
    )


@router.get("/edit")
def edit(asked: Reading, name: Annotated[str, Query(max_length=400)]) -> HTMLResponse:
    """Open a file."""
    return _editor(asked, name)


@router.post("/edit")
def keep(asked: Writing, name: _Name, text: _Text = "", seen: _Seen = "") -> Response:
    """Keep what was typed in the draft."""
    try:
        begun(asked).put(name, text, seen, asked.visitor.who)
    except KnowledgeError as problem:
        return _editor(asked, name, text=text, problem=problem)
    return RedirectResponse(f"/rules/files/edit?name={name}", 303)


@router.post("/remove")
def remove(asked: Writing, name: _Name, seen: _Seen = "") -> Response:
    """Take a file away, in the draft."""
    try:
        begun(asked).remove(name, seen, asked.visitor.who)
    except KnowledgeError as problem:
        return _tree(asked, problem)
    return RedirectResponse("/rules/files", 303)


@router.post("/look")
def look(asked: Writing, name: _Name, text: _Text = "", seen: _Seen = "") -> HTMLResponse:
    """Show what a file would do as it is typed; nothing is kept."""
    if asked.request.headers.get("HX-Request") == "true":
        return beside_page(asked, begun(asked).texts_with(name, text))
    return _editor(asked, name, text=text, seen=seen, look=True)


# --- help while typing ---


def _marks(asked: Asked, name: str, text: str) -> list[dict[str, object]]:
    """Give the faults of a text at their places, those of other files behind them without one."""
    desk, trials = begun(asked), asked.site.rulebook.trials
    folder = desk.trial(desk.texts_with(name, text))
    return [
        {
            "file": each.location.file,
            "line": each.location.line if each.location.file == name else 0,
            "column": each.location.column,
            "message": each.text(asked.language),
            "severity": each.severity,
        }
        for each in inside(folder, faults_of_text(folder, name, trials))
    ]


@router.post("/check")
def check(asked: Writing, name: _Name, text: _Text = "") -> JSONResponse:
    """Give the faults of a text that is being typed, for the editor."""
    return JSONResponse({"faults": _marks(asked, name, text)})


@router.get("/schema")
def schema(asked: Reading, name: Annotated[str, Query(max_length=400)] = SCHOOL_FILE) -> JSONResponse:
    """Give the schema of a file with all names in it, for the editor to complete from."""
    desk, book = begun(asked), asked.site.rulebook
    return JSONResponse(schema_for(desk.trial(desk.draft().texts), name, book.trials, book.now()))
