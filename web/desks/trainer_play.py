"""A vignette played with a group: told without its conclusion, voted on, then what the rules say and why, and how it became known."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from engine.explanation.playing import outcome_of
from engine.model.case import Case
from engine.model.playing import OTHER
from engine.model.reading import SCHOOL
from engine.rendering.difference_text import difference_text
from engine.rendering.explanation_text import explanation_text
from engine.rendering.situation import told_done, told_said, voices
from engine.rendering.telling import Telling
from web.asking import Asked, Reading
from web.desks.seeing import seen
from web.filled import number_of
from web.pages import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_MOST_HANDS, _MOST_WORDS = 999, 100


def key_of(case: Case) -> str:
    """Give the name of a vignette in an address, which tells nothing: its own name often tells what comes out."""
    return hashlib.sha256(case.id.encode()).hexdigest()[:10]


def _playable(asked: Asked) -> Mapping[str, Case]:
    wegwijzer = asked.visitor.records.wegwijzer
    named = ("playable", asked.site.rulebook.turn)
    return asked.site.drawn.get(wegwijzer, "nl", named, lambda: {key_of(case): case for case in wegwijzer.playable()})


def _case(asked: Asked, key: str) -> Case:
    found = _playable(asked).get(key)
    if found is None:
        raise HTTPException(404)
    return found


@router.get("/trainer/play")
def choose(
    asked: Reading, words: Annotated[str, Query(max_length=_MOST_WORDS)] = "", route: Annotated[str, Query(max_length=_MOST_WORDS)] = ""
) -> HTMLResponse:
    """Show the vignettes to choose from, by route or by words."""
    wegwijzer = asked.visitor.records.wegwijzer
    knowledge, language = wegwijzer.base.knowledge, asked.language
    found = []
    for key, case in _playable(asked).items():
        steps = [s for s in (case.expect or {}).get("next_steps") or () if isinstance(s, dict)]  # type: ignore[attr-defined]
        routes = list(dict.fromkeys(str(s.get("protocol")) for s in steps))
        told = voices(case, knowledge, language)
        text = " ".join([case.title, *(sentence for voice in told for sentence in voice.told)]).lower()
        if (not route or route in routes) and all(word in text for word in words.lower().split()):
            found.append((key, case, [knowledge.protocols[r] for r in routes if r in knowledge.protocols], told))
    return page(
        asked.request,
        "trainer/choose.html",
        visitor=asked.visitor,
        found=found,
        words=words,
        route=route,
        protocols=knowledge.protocols,
    )


@router.get("/trainer/play/{key}")
def play(asked: Reading, key: str) -> HTMLResponse:
    """Tell the situation without its conclusion, and ask for the next step."""
    case, wegwijzer = _case(asked, key), asked.visitor.records.wegwijzer
    knowledge = wegwijzer.knowledge_for(case)
    return page(
        asked.request,
        "trainer/play.html",
        visitor=asked.visitor,
        key=key,
        other=OTHER,
        choices=wegwijzer.choices(case),
        knowledge=knowledge,
        day=case.as_of,
        told=voices(case, knowledge, asked.language),
        done=told_done(case.events, knowledge, asked.language),
        hands=_hands(asked),
    )


def _hands(asked: Asked) -> dict[str, int]:
    """Read how many hands each choice got."""
    given = asked.request.query_params
    return {name: min(number, _MOST_HANDS) for name, text in given.items() if (number := number_of(text)) is not None}


@router.get("/trainer/play/{key}/rules")
def rules(asked: Reading, key: str) -> HTMLResponse:
    """Show what the rules say and why, beside what the group said."""
    case, wegwijzer = _case(asked, key), asked.visitor.records.wegwijzer
    reading, knowledge = wegwijzer.reading(case, SCHOOL)
    choices = wegwijzer.choices(case)
    return page(
        asked.request,
        "trainer/rules.html",
        visitor=asked.visitor,
        key=key,
        case=case,
        other=OTHER,
        choices=choices,
        outcome=outcome_of(choices, _hands(asked)),
        steps={f"{s.protocol}.{s.node}": s for s in reading.seen.steps},
        beyond=[s for s in reading.seen.steps if not any(c.id == f"{s.protocol}.{s.node}" for c in choices)],
        knowledge=knowledge,
        seen=seen(reading, knowledge, asked.language),
        query=asked.request.url.query,
    )


@router.get("/trainer/play/{key}/why/{id_}")
def why(asked: Reading, key: str, id_: str) -> HTMLResponse:
    """Tell why a step is open, or why it is not."""
    case, wegwijzer = _case(asked, key), asked.visitor.records.wegwijzer
    told = explanation_text(wegwijzer.explain(case, id_), wegwijzer.knowledge_for(case), asked.language)
    return page(asked.request, "trainer/why.html", visitor=asked.visitor, key=key, told=told)


@router.get("/trainer/play/{key}/known")
def known(asked: Reading, key: str, at: Annotated[int, Query(ge=0, le=_MOST_HANDS)] = 0) -> HTMLResponse:
    """Show the case as it became known, a moment at a time, and what each moment changed."""
    case, wegwijzer = _case(asked, key), asked.visitor.records.wegwijzer
    knowledge, language = wegwijzer.knowledge_for(case), asked.language
    moments = wegwijzer.unfold(case)
    at = min(at, len(moments) - 1)
    now = moments[at]
    tell = Telling(knowledge, language)
    return page(
        asked.request,
        "trainer/known.html",
        visitor=asked.visitor,
        key=key,
        at=at,
        last=len(moments) - 1,
        told=told_said(now.said, knowledge, language),
        done=told_done(now.done, knowledge, language),
        steps=[knowledge.protocols[s.protocol].tasks[s.node].label for s in now.advice.steps],
        changed=None if now.difference.is_nothing else difference_text(now.difference, knowledge, language, supposed=False),
        facts=[(o.fact, tell.observed(o)) for o in dict.fromkeys(o for m in moments[: at + 1] for o in m.said)],
    )


@router.get("/trainer/play/{key}/without/{fact}")
def without(asked: Reading, key: str, fact: str) -> HTMLResponse:
    """Tell what would be otherwise if a thing were not known."""
    case, wegwijzer = _case(asked, key), asked.visitor.records.wegwijzer
    difference = wegwijzer.what_if(case, [f"{fact}=unknown"])
    told = difference_text(difference, wegwijzer.knowledge_for(case), asked.language)
    return page(asked.request, "trainer/why.html", visitor=asked.visitor, key=key, told=told)
