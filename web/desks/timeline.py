"""A record as a timeline: who wrote what and when, remarks, and what is taken back."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.rendering.history_text import told_entries
from web.asking import Reading
from web.desks.opening import WritingPupil, opened
from web.filled import Reason, Seen, Seq

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/cases/{pseudonym}/history")
def history(asked: Reading, pseudonym: str) -> HTMLResponse:
    """Show what was written of a pupil, the newest day first."""
    pupil = opened(asked, pseudonym)
    told = reversed(told_entries(pupil.dossier.entries, pupil.knowledge, asked.language))
    days = [(day, list(some)) for day, some in groupby(told, key=lambda each: each.entry.at.astimezone().date())]
    return pupil.page("cases/history.html", days=days)


@router.post("/cases/{pseudonym}/history/note")
def note(pupil: WritingPupil, pseudonym: str, text: Reason, seen: Seen) -> Response:
    """Keep a remark."""
    pupil.records.note(pseudonym, text, who=pupil.who, seen=seen)
    return RedirectResponse(f"{pupil.address}/history", 303)


@router.post("/cases/{pseudonym}/history/{seq}/back")
def take_back(pupil: WritingPupil, pseudonym: str, seq: Seq, because: Reason, seen: Seen) -> Response:
    """Have an entry not count any more, with a reason."""
    pupil.records.take_back(pseudonym, seq, because, who=pupil.who, seen=seen)
    return RedirectResponse(f"{pupil.address}/history", 303)
