"""Documents to print: the advice, the plan of action and all guides, each for who reads it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from fastapi import APIRouter, Form
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from engine.model.paper import Paper
from engine.model.reading import SCHOOL, Eyes, Reader
from engine.rendering.paper_advice import advice_paper
from engine.rendering.paper_guide import guide_paper
from engine.rendering.paper_html import page_policy
from engine.rendering.paper_printing import printed
from engine.rendering.readers import eyes_of
from web.asking import Reading
from web.desks.opening import Opened, WritingPupil, opened

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_Form = Literal["html", "pdf", "docx"]
_Readers = Literal["school", "parents", "pupil"]
_ADVICE = "advice"
_NOTHING_HERE = 404
_TYPES: dict[_Form, str] = {
    "html": "text/html",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@router.get("/cases/{pseudonym}/paper")
def papers(asked: Reading, pseudonym: str) -> HTMLResponse:
    """Show what can be printed."""
    pupil = opened(asked, pseudonym)
    return pupil.page("cases/paper.html", readers=get_args(_Readers))


@router.post("/cases/{pseudonym}/paper")
def make(
    pupil: WritingPupil,
    pseudonym: str,
    paper: Annotated[str, Form(max_length=60)],
    reader: Annotated[_Readers, Form()],
    form: Annotated[_Form, Form()],
) -> Response:
    """Print a document, and keep which advice was given by which rules."""
    made = _paper(pupil, paper, reader)
    content = printed(made, form)
    pupil.records.keep_advice(pseudonym, who=pupil.who)
    headers = {"Content-Disposition": f'{"inline" if form == "html" else "attachment"}; filename="{pseudonym}-{paper}-{reader}.{form}"'}
    if form == "html":
        headers["Content-Security-Policy"] = page_policy(made)  # a paper stands by itself, so it has its own style in it
    return Response(content, media_type=_TYPES[form], headers=headers)


def _paper(pupil: Opened, name: str, reader: Reader) -> Paper:
    guide = pupil.knowledge.guides.get(name)
    if name != _ADVICE and guide is None:
        raise HTTPException(_NOTHING_HERE)
    eyes: Eyes = eyes_of(guide.audience, reader) if guide else SCHOOL if reader == "school" else frozenset({reader})
    reading, knowledge = pupil.wegwijzer.reading(pupil.case, eyes, pupil.day)
    if guide:
        return guide_paper(guide, reading, knowledge, pupil.asked.language)
    return advice_paper(reading, knowledge, pupil.asked.language)
