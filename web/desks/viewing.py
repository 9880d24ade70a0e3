"""What different people see of a pupil, side by side."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import HTMLResponse

from engine.rendering.telling import Telling
from web.asking import Reading
from web.desks.opening import opened
from web.filled import At

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/cases/{pseudonym}/views")
def views(asked: Reading, pseudonym: str, at: At = None) -> HTMLResponse:
    """Show each fact with what each person says of it."""
    pupil = opened(asked, pseudonym, at=at)
    sides = pupil.wegwijzer.side_by_side(pupil.case, pupil.day)
    heard = {spoken.fact for spoken in sides.facts}
    facts = [f for f in pupil.knowledge.facts.values() if f.privacy != "safety"]
    return pupil.page(
        "cases/views.html",
        sides=sides,
        lists={"known": [f for f in facts if f.id in heard], "other": [f for f in facts if f.id not in heard]},
        telling=Telling(pupil.knowledge, asked.language),
    )
