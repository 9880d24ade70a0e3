"""What if: an answer or a step tried on the spot, what it would change, and only then kept or left."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.diagnostics import Diagnostic, KnowledgeError
from engine.explanation.what_if import parse_change
from engine.model.case import Observation
from engine.model.explanation import Happening
from engine.model.knowledge import Knowledge
from engine.rendering.difference_telling import difference_told
from web.asking import Reading
from web.desks.answering import said_by
from web.desks.opening import Opened, WritingPupil, opened, today
from web.filled import Line, Seen
from web.pages import say

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_Words = Annotated[str, Query(max_length=2000)]
_STILL = ("started", "open", "deciding", "possible")
_Many = Annotated[list[str] | None, Query(max_length=20)]


@router.get("/cases/{pseudonym}/whatif")
def suppose(  # noqa: PLR0913, PLR0917 - what is supposed
    asked: Reading,
    pseudonym: str,
    fact: _Words = "",
    answer: _Words = "",
    by: _Words = "",
    who: _Words = "",
    said: _Many = None,
    step: _Words = "",
) -> HTMLResponse:
    """Show what would change if somebody said something, or if a step was taken."""
    tried = [*([f"{fact}={answer}"] if fact and answer.strip() else []), *([f"{step}=done"] if step else [])]
    return _shown(opened(asked, pseudonym), fact, [*(said or ()), *tried], by, who)


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
    observations, steps = _supposed(pupil, said, by, who)
    happened = [_event(each) for each in steps]
    pupil.records.restate(pseudonym, observations, because=because, who=pupil.who, seen=seen, happened=happened)
    return RedirectResponse(pupil.address, 303)


def _event(step: Happening) -> dict[str, object]:
    """Give a step that was taken today, as it would stand in a case file."""
    state = {} if step.state == "done" else {"state": step.state}
    return {"protocol": step.protocol, "node": step.node, "date": today().isoformat(), **state}


def _supposed(pupil: Opened, said: list[str], by: str, who: str) -> tuple[list[Observation], tuple[Happening, ...]]:
    """Read what is supposed: answers, each as somebody's, and steps."""
    k = pupil.knowledge
    pairs = {name: text for name, _, text in (each.partition("=") for each in said)}
    steps = [f"{name}={text}" for name, text in pairs.items() if name not in k.facts]
    answers = [said_by(k, name, text, by, who, today()) for name, text in pairs.items() if name in k.facts]
    return answers, parse_change(k, steps)[0].happenings


def _shown(pupil: Opened, fact: str, said: list[str], by: str, who: str) -> HTMLResponse:
    k, told = pupil.knowledge, None
    faults: tuple[Diagnostic, ...] = ()
    try:
        observations, happened = _supposed(pupil, said, by, who)
        if observations or happened:
            told = difference_told(pupil.wegwijzer.if_said(pupil.case, observations, pupil.day, happened), k, pupil.asked.language)
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
        by=by,
        who=who,
        told=told,
        steps=_steps(pupil),
        lists={
            "known": [k.facts[f] for f in _open(k) if f in known],
            "asked": [k.facts[f] for f in asked if f in _open(k) and f not in known],
            "other": [k.facts[f] for f in _open(k) if f not in known and f not in asked],
        },
    )


def _steps(pupil: Opened) -> dict[str, list[str]]:
    """Give the steps that can still be taken, by route: those of routes that concern this pupil."""
    found: dict[str, list[str]] = {}
    for task in pupil.wegwijzer.plan(pupil.case, pupil.day).tasks:
        if task.state in _STILL and pupil.knowledge.protocols[task.protocol].tasks[task.node].type != "start":
            found.setdefault(task.protocol, []).append(task.node)
    return found


def _open(k: Knowledge) -> list[str]:
    """Give what can be tried here: not what concerns safety, which has a page of its own, and no free texts, from which nothing follows."""
    return [f.id for f in k.facts.values() if f.privacy != "safety" and f.type != "text"]
