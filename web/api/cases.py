"""What is asked of one case: advice, why, what to ask, what if, and the plan."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter
from pydantic import Field
from starlette.responses import JSONResponse, Response

from engine.rendering.advice_json import advice_json
from engine.rendering.asking_json import asking_json
from engine.rendering.explanation_json import difference_json, explanation_json
from engine.rendering.plan_print import plan_json
from web.api.asked import Given, InLanguage, as_json, case_of, given_with
from web.api.shapes import answer
from web.asking import Reading

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", default_response_class=JSONResponse)
_MOST_CHANGES = 40
_Word = Annotated[str, Field(min_length=1, max_length=300)]


class Explained(Given):
    """A case, and what to tell the reasons of."""

    model_config = given_with(id="form.underachievement")

    id: Annotated[_Word, Field(description="A finding, hypothesis, need, alert or intervention, `support`, a protocol, or PROTOCOL.STEP.")]
    full: Annotated[bool, Field(strict=True, description="Every reason, not the first few.")] = False


class Supposed(Given):
    """A case, and what to suppose of it."""

    model_config = given_with(changes=["home.unsafe=true", "potential.percentile=unknown"])

    changes: Annotated[list[_Word], Field(min_length=1, max_length=_MOST_CHANGES, description="FACT=VALUE, or PROTOCOL.STEP=done.")]


@router.post("/advise", summary="What next for this pupil, and why", responses=answer("advice"), tags=["case"])
def advise(asked: Reading, given: Given, lang: InLanguage = "nl") -> Response:
    """Give what `wegwijzer advise CASE --format json` gives."""
    case, wegwijzer = case_of(asked, given), asked.visitor.records.wegwijzer
    return as_json(advice_json(wegwijzer.advise(case, given.day), wegwijzer.knowledge_for(case, given.day), lang))


@router.post("/explain", summary="Why, or why not", responses=answer("explanation"), tags=["case"])
def explain(asked: Reading, given: Explained, lang: InLanguage = "nl") -> Response:
    """Give what `wegwijzer explain CASE ID --format json` gives."""
    case, wegwijzer = case_of(asked, given), asked.visitor.records.wegwijzer
    told = wegwijzer.explain(case, given.id, given.day, whole=given.full)
    return as_json(explanation_json(told, wegwijzer.knowledge_for(case, given.day), lang))


@router.post("/questions", summary="What to ask next, the most telling first", responses=answer("questions"), tags=["case"])
def questions(asked: Reading, given: Given, lang: InLanguage = "nl") -> Response:
    """Give what `wegwijzer ask CASE --format json` gives."""
    case, wegwijzer = case_of(asked, given), asked.visitor.records.wegwijzer
    return as_json(asking_json(wegwijzer.ask(case, given.day), case.id, wegwijzer.knowledge_for(case, given.day), lang))


@router.post("/what-if", summary="What changes if, and nothing else", responses=answer("difference"), tags=["case"])
def what_if(asked: Reading, given: Supposed, lang: InLanguage = "nl") -> Response:
    """Give what `wegwijzer whatif CASE FACT=VALUE... --format json` gives."""
    case, wegwijzer = case_of(asked, given), asked.visitor.records.wegwijzer
    difference = wegwijzer.what_if(case, given.changes, given.day)
    return as_json(difference_json(difference, wegwijzer.knowledge_for(case, given.day), lang))


@router.post("/plan", summary="Who does what by when", responses=answer("plan"), tags=["case"])
def plan(asked: Reading, given: Given, lang: InLanguage = "nl") -> Response:
    """Give what `wegwijzer plan CASE --format json` gives."""
    case, wegwijzer = case_of(asked, given), asked.visitor.records.wegwijzer
    return as_json(plan_json(wegwijzer.plan(case, given.day), wegwijzer.knowledge_for(case, given.day), lang))
