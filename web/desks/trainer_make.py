"""A vignette made: from a case file, or from a form that asks for one thing at a time; downloaded, or put in the school's folder."""

from __future__ import annotations

import re
from typing import Annotated

from fastapi import APIRouter, File, Form, UploadFile
from starlette.responses import HTMLResponse, Response

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.limits import FILE_BYTES
from engine.model.case import Case
from engine.model.vocabulary import LEVELS, FactDefinition
from engine.rendering.situation import told_done
from engine.rendering.telling import Telling
from engine.rendering.vignette_print import removed_text
from engine.service import DRAFT, Wegwijzer
from web.asking import Asked, Reading, Writing, require
from web.pages import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,58}")
_SCHEMA = "../schemas/case.schema.json"  # beside the vignettes in a school's folder
_FIRST_QUESTIONS = 3
_Text = Annotated[str, Form(max_length=FILE_BYTES)]
_Word = Annotated[str, Form(max_length=300)]


@router.get("/trainer/make")
def begin(asked: Reading) -> HTMLResponse:
    """Begin a vignette."""
    return _form(asked, asked.visitor.records.wegwijzer.draft(""))


@router.post("/trainer/make")
def change(  # noqa: PLR0913, PLR0917 - the fields of the form
    asked: Writing,
    do: _Word,
    text: _Text = "",
    fact: _Word = "",
    value: _Word = "",
    by: _Word = "",
    day: _Word = "",
    step: _Word = "",
    state: _Word = "done",
    case_file: Annotated[UploadFile | None, File()] = None,
) -> HTMLResponse:
    """Put something in or take it out, and show the form again; what does not fit is said, and nothing that was there is lost."""
    wegwijzer = asked.visitor.records.wegwijzer
    try:
        case = wegwijzer.draft(_uploaded(case_file) if do == "open" else text)
    except KnowledgeError as problem:
        return _form(asked, wegwijzer.draft(""), faults=problem.diagnostics)
    try:
        if do == "say":
            case = wegwijzer.with_said(case, fact, value, by, day)
        elif do == "done":
            case = wegwijzer.with_done(case, step, day, "started" if state == "started" else "done")
        elif do.startswith("drop") and do[4:].isdecimal():
            case = wegwijzer.without(case, int(do[4:]))
    except KnowledgeError as problem:
        return _form(asked, case, fact=fact, faults=problem.diagnostics)
    return _form(asked, case, fact=fact if do == "pick" else "")


def _uploaded(file: UploadFile | None) -> str:
    content = file.file.read(FILE_BYTES + 1) if file else b""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise KnowledgeError([fault("file.encoding", Location("vignet.yaml"), byte="?")]) from None


def _form(asked: Asked, case: Case, *, fact: str = "", faults: tuple[Diagnostic, ...] = ()) -> HTMLResponse:
    wegwijzer = asked.visitor.records.wegwijzer
    knowledge, language = wegwijzer.base.knowledge, asked.language
    tell = Telling(knowledge, language)
    groups: dict[str, list[FactDefinition]] = {}
    for each in knowledge.facts.values():
        if each.type != "text":  # free texts do not stay in a vignette
            groups.setdefault(each.informants[0] if each.informants else "", []).append(each)
    questions = [q.question.fact for q in wegwijzer.ask(case).questions if knowledge.facts[q.question.fact].type != "text"]
    chosen = knowledge.facts.get(fact)
    return page(
        asked.request,
        "trainer/make.html",
        visitor=asked.visitor,
        status=422 if faults else 200,
        faults=faults,
        text=wegwijzer.draft_text(case) if case.observations or case.events else "",
        told=[tell.observed(o) if o.value is not None else f"{tell.label(knowledge.facts[o.fact].label)}: ?" for o in case.observations],
        done=told_done(case.events, knowledge, language),
        knowledge=knowledge,
        groups=groups,
        first=[knowledge.facts[each] for each in questions[:_FIRST_QUESTIONS]],
        chosen=chosen,
        levels=LEVELS,
        day=case.as_of,
    )


@router.post("/trainer/make/vignette")
def vignette(asked: Writing, text: _Text, name: _Word = "", title: _Word = "", do: _Word = "show") -> Response:
    """Show the vignette with what was taken out of it, or give it as a file, or put it in the school's folder."""
    wegwijzer = asked.visitor.records.wegwijzer
    case = wegwijzer.draft(text)
    try:
        made, removed = _made(asked, wegwijzer, case, name.strip(), title.strip())
    except KnowledgeError as problem:
        return _form(asked, case, faults=problem.diagnostics)
    if do == "file":
        return Response(made, media_type="application/yaml", headers={"Content-Disposition": f'attachment; filename="{name.strip()}.yaml"'})
    kept = ""
    if do == "keep":
        require(asked, "rules")
        kept = wegwijzer.keep_vignette(made).name
    values = {"text": text, "name": name.strip(), "title": title.strip(), "made": made, "removed": removed, "kept": kept}
    return page(
        asked.request,
        "trainer/made.html",
        visitor=asked.visitor,
        own=asked.site.rulebook.root is not None,
        faults=(),
        status=200,
        **values,
    )


def _made(asked: Asked, wegwijzer: Wegwijzer, case: Case, name: str, title: str) -> tuple[str, str]:
    """Give the text of the vignette, and what was taken out of the file that it began with."""
    if not _NAME.fullmatch(name):
        raise KnowledgeError([fault("vignette.name", Location(), name=name)])
    if name == case.id and case.id != DRAFT:
        raise KnowledgeError([fault("vignette.same_name", Location())])
    if not title:
        raise KnowledgeError([fault("vignette.title", Location())])
    made, removed = wegwijzer.vignette(case, name, title, _SCHEMA, language=asked.language)
    of_a_file = case.id != DRAFT
    return made, removed_text(removed, wegwijzer.knowledge_for(case), asked.language) if of_a_file else ""
