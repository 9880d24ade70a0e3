"""The route with this pupil's place on it, the plan of pupil, parents and school, and what is written down of a step."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from fastapi import APIRouter, Form
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.protocol import Task
from engine.model.reading import SCHOOL
from engine.protocols.evaluating import evaluations
from engine.rendering.history_text import told_entries
from engine.rendering.telling import Telling
from web.asking import Reading
from web.desks.answering import day_of, said_by
from web.desks.opening import Opened, WritingPupil, opened, today
from web.desks.seeing import seen as advice_seen
from web.filled import At, Fields, Line, Seen, Words, plain
from web.pages import say

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_NOTHING_HERE = 404
_State = Annotated[Literal["done", "started", "overridden"], Form()]


@router.get("/cases/{pseudonym}/plan")
def plan(asked: Reading, pseudonym: str, kept: At = None) -> HTMLResponse:
    """Show where a pupil stands on each route, who contributes what, and what is evaluated when; `kept` was written just now."""
    pupil = opened(asked, pseudonym)
    told = told_entries([e for e in pupil.dossier.entries if e.seq == kept], pupil.knowledge, asked.language)
    reading, knowledge = pupil.wegwijzer.reading(pupil.case, SCHOOL, pupil.day)
    return pupil.page(
        "cases/plan.html",
        kept=told,
        plan=pupil.wegwijzer.plan(pupil.case, pupil.day),
        evaluations=evaluations(reading.seen.steps, knowledge),
        seen=advice_seen(reading, knowledge, asked.language),
        happened=[Telling(knowledge, asked.language).happened(e) for e in reading.events if _is_known(pupil, e.protocol, e.node)],
    )


@router.get("/cases/{pseudonym}/route/{protocol}")
def route(asked: Reading, pseudonym: str, protocol: str) -> HTMLResponse:
    """Show one route as a picture, with this pupil's place on it, and in words."""
    pupil = opened(asked, pseudonym)
    if protocol not in pupil.knowledge.protocols:
        raise HTTPException(_NOTHING_HERE)
    drawn, words = pupil.wegwijzer.route(protocol, pupil.case, asked.language, pupil.day)
    return pupil.page("cases/route.html", protocol=pupil.knowledge.protocols[protocol], drawn=drawn, words=words)


@router.get("/cases/{pseudonym}/step/{protocol}/{node}")
def step(asked: Reading, pseudonym: str, protocol: str, node: str) -> HTMLResponse:
    """Show one step: what it asks, what people say of it, and the form to write down what was done."""
    return _step(opened(asked, pseudonym, deed="write"), protocol, node, {})


def _step(pupil: Opened, protocol: str, node: str, filled: dict[str, str], problem: KnowledgeError | None = None) -> HTMLResponse:
    """Show a step with its form as it was `filled`; a `problem` is told above it."""
    task, k = _task(pupil, protocol, node), pupil.knowledge
    sides = pupil.wegwijzer.side_by_side(pupil.case, pupil.day)
    facts = [f for f in dict.fromkeys((*task.asks, *task.needs)) if f in k.facts and k.facts[f].privacy != "safety"]
    states = {(t.protocol, t.node): t for t in pupil.wegwijzer.plan(pupil.case, pupil.day).tasks}
    others = [t for t in k.protocols[protocol].tasks.values() if t.type != "start" and t.id != node]
    return pupil.page(
        "cases/step.html",
        status=422 if problem else 200,
        faults=problem.diagnostics if problem else (),
        protocol=k.protocols[protocol],
        task=task,
        state=states.get((protocol, node)),
        facts=[k.facts[f] for f in facts],
        sides=[spoken for spoken in sides.facts if spoken.fact in facts],
        telling=Telling(k, pupil.asked.language),
        others=others,
        last_day=today().isoformat(),
        filled={"state": "done", "day": today().isoformat(), "by": "", "note": "", "because": "", "chose": ""} | filled,
    )


@router.post("/cases/{pseudonym}/step/{protocol}/{node}")
def write(  # noqa: PLR0913, PLR0917 - all that is written down of a step
    pupil: WritingPupil,
    pseudonym: str,
    protocol: str,
    node: str,
    state: _State,
    seen: Seen,
    day: Line = "",
    by: Line = "",
    note: Words = "",
    because: Words = "",
    chose: Line = "",
) -> Response:
    """Write down that a step was done, was begun, or that people decided otherwise."""
    _task(pupil, protocol, node)
    otherwise = {"because": because, "chose": chose} if state == "overridden" else {}
    try:
        event = {"protocol": protocol, "node": node, "date": day_of(day, today()).isoformat()}
        _refuse_half(otherwise)
    except KnowledgeError as problem:
        filled = {"state": state, "day": day, "by": by, "note": note, "because": because, "chose": chose}
        return _step(pupil, protocol, node, filled, problem)
    event |= {} if state == "done" else {"state": state}
    event |= {key: text for key, text in ({"by": by, "note": note} | otherwise).items() if text}
    kept = pupil.records.happened(pseudonym, event, who=pupil.who, seen=seen)
    return RedirectResponse(f"{pupil.address}/plan?kept={kept.seq}", 303)


def _refuse_half(otherwise: Mapping[str, str]) -> None:
    """Refuse a decision of which it is not said why, or not what was chosen; raises `KnowledgeError` in the words of the form."""
    lacking = [key for key, text in otherwise.items() if not text]
    if lacking:
        raise KnowledgeError([fault(f"page.no_{key}", Location()) for key in lacking])


@router.post("/cases/{pseudonym}/step/{protocol}/{node}/said")
def said(  # noqa: PLR0913, PLR0917 - what was said, by whom and when
    pupil: WritingPupil, pseudonym: str, protocol: str, node: str, filled: Fields, seen: Seen, day: Line = "", by: Line = "", who: Line = ""
) -> Response:
    """Keep what one person says at a step: as at an evaluation, where each of the three tells what they see."""
    _task(pupil, protocol, node)
    held = day_of(day, today())
    answers = {key.removeprefix("fact:"): plain(str(text)) for key, text in filled.items() if key.startswith("fact:") and str(text).strip()}
    told = [said_by(pupil.knowledge, fact, text, by, who, held) for fact, text in answers.items()]
    if told:
        because = say(pupil.asked.language, "anders gezegd")
        pupil.records.restate(pseudonym, told, because=because, who=pupil.who, seen=seen)
    return RedirectResponse(f"{pupil.address}/step/{protocol}/{node}", 303)


def _task(pupil: Opened, protocol: str, node: str) -> Task:
    if not _is_known(pupil, protocol, node):
        raise HTTPException(_NOTHING_HERE)
    return pupil.knowledge.protocols[protocol].tasks[node]


def _is_known(pupil: Opened, protocol: str, node: str) -> bool:
    protocols = pupil.knowledge.protocols
    return protocol in protocols and node in protocols[protocol].tasks
