"""What if: an answer tried on the spot, what it would change, and only then kept or left."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.diagnostics import Diagnostic, KnowledgeError
from engine.model.case import Observation
from engine.model.knowledge import Knowledge
from engine.rendering.difference_telling import difference_told
from web.asking import Reading
from web.desks.answering import fact_of, said_by
from web.desks.opening import Opened, WritingPupil, opened, today
from web.filled import Line, Seen
from web.pages import say

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_Words = Annotated[str, Query(max_length=2000)]
_Many = Annotated[list[str] | None, Query(max_length=20)]


@router.get("/cases/{pseudonym}/whatif")
def suppose(  # noqa: PLR0913, PLR0917 - what is supposed
    asked: Reading, pseudonym: str, fact: _Words = "", answer: _Words = "", by: _Words = "", who: _Words = "", said: _Many = None
) -> HTMLResponse:
    """Show what would change if somebody said something."""
    pupil = opened(asked, pseudonym)
    return _shown(pupil, fact, [*(said or ()), *([f"{fact}={answer}"] if fact and answer.strip() else [])], by, who)


@router.post("/cases/{pseudonym}/whatif")
def keep(  # noqa: PLR0913, PLR0917 - as above
    pupil: WritingPupil,
    pseudonym: str,
    said: Annotated[list[str], Form(max_length=20)],
    seen: Seen,
    by: Line = "",
    who: Line = "",
) -> Response:
    """Keep what was tried."""
    because = say(pupil.asked.language, "anders gezegd")
    pupil.records.restate(pseudonym, _observations(pupil, said, by, who), because=because, who=pupil.who, seen=seen)
    return RedirectResponse(pupil.address, 303)


def _observations(pupil: Opened, said: list[str], by: str, who: str) -> list[Observation]:
    k = pupil.knowledge
    pairs = {name: text for name, _, text in (each.partition("=") for each in said)}
    return [said_by(k, fact_of(k, name), text, by, who, today()) for name, text in pairs.items()]


def _shown(pupil: Opened, fact: str, said: list[str], by: str, who: str) -> HTMLResponse:
    k, told, observations = pupil.knowledge, None, list[Observation]()
    faults: tuple[Diagnostic, ...] = ()
    try:
        observations = _observations(pupil, said, by, who)
        if observations:
            told = difference_told(pupil.wegwijzer.if_said(pupil.case, observations, pupil.day), k, pupil.asked.language)
    except KnowledgeError as problem:
        faults = tuple(problem.diagnostics)
    known = {o.fact for o in pupil.case.observations}
    asked = [q.fact for q in pupil.wegwijzer.advise(pupil.case, pupil.day).questions]
    return pupil.page(
        "cases/whatif.html",
        status=422 if faults else 200,
        faults=faults,
        fact=k.facts.get(fact) if fact in _open(k) else None,
        answer=next((text for name, _, text in (each.partition("=") for each in reversed(said)) if name == fact), ""),
        said=[] if faults else said,
        observations=observations,
        by=by,
        who=who,
        told=told,
        lists={
            "known": [k.facts[f] for f in _open(k) if f in known],
            "asked": [k.facts[f] for f in asked if f in _open(k) and f not in known],
            "other": [k.facts[f] for f in _open(k) if f not in known and f not in asked],
        },
    )


def _open(k: Knowledge) -> list[str]:
    """Give what can be tried here: not what concerns safety, which has a page of its own, and no free texts, from which nothing follows."""
    return [f.id for f in k.facts.values() if f.privacy != "safety" and f.type != "text"]
