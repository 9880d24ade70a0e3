"""What concerns a child's safety, on a page of its own, for who has the right to it; it is nowhere else."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.history import Rights
from engine.rendering.difference_telling import difference_told
from engine.rendering.history_text import told_entries
from web.asking import Asked, Reading, Writing
from web.desks.answering import day_of, said_by
from web.desks.opening import Opened, opened, today
from web.filled import Line, Reason, Seen, Seq, Words
from web.pages import say

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_WHOLE = Rights(safety=True)


def _guarded(asked: Asked, pseudonym: str, *, write: bool = False) -> Opened:
    """Open the page for who has the right for this pupil; raises `KnowledgeError`."""
    pupil = opened(asked, pseudonym, deed="write" if write else "read")
    if not pupil.rights.safety:
        raise KnowledgeError([fault("store.no_right", Location())])
    return pupil


def _writing(asked: Writing, pseudonym: str) -> Opened:
    return _guarded(asked, pseudonym, write=True)


_Writing = Annotated[Opened, Depends(_writing)]  # the right is looked at before the form is read


@router.get("/cases/{pseudonym}/safety")
def safety(asked: Reading, pseudonym: str) -> HTMLResponse:
    """Show what is kept apart, and what follows from it alone."""
    pupil = _guarded(asked, pseudonym)
    whole = pupil.records.dossier(pseudonym, rights=_WHOLE)
    alerts = pupil.wegwijzer.advise(whole.case, pupil.day).alerts
    shared = {a.id for a in pupil.wegwijzer.advise(pupil.case, pupil.day).alerts}
    k = pupil.knowledge
    return pupil.page(
        "cases/safety.html",
        told=[each for each in reversed(told_entries(whole.entries, k, asked.language)) if each.entry.apart],
        alerts=[k.alerts[a.id] for a in alerts if a.id not in shared],
        beyond=difference_told(pupil.wegwijzer.beyond(pupil.case, whole.case, pupil.day), k, asked.language),
        facts=[f for f in k.facts.values() if f.privacy == "safety"],
        whole_seen=whole.seen,
        last_day=today().isoformat(),
    )


@router.post("/cases/{pseudonym}/safety")
def write(  # noqa: PLR0913, PLR0917 - what was said, by whom and when
    pupil: _Writing,
    pseudonym: str,
    fact: Line,
    seen: Seen,
    answer: Words = "",
    by: Line = "",
    who: Line = "",
    day: Line = "",
    note: Words = "",
) -> Response:
    """Keep what somebody says, apart."""
    k = pupil.knowledge
    if fact not in k.facts or k.facts[fact].privacy != "safety":
        raise KnowledgeError([fault("case.unknown_fact", Location(), name=fact, nearest=())])
    said = said_by(k, fact, answer, by, who, day_of(day, today()))
    because = say(pupil.asked.language, "anders gezegd")
    pupil.records.restate(pseudonym, [said], note, because=because, who=pupil.who, seen=seen, rights=_WHOLE)
    return RedirectResponse(f"{pupil.address}/safety", 303)


@router.post("/cases/{pseudonym}/safety/note")
def note(pupil: _Writing, pseudonym: str, text: Reason, seen: Seen) -> Response:
    """Keep a remark, apart."""
    pupil.records.note(pseudonym, text, who=pupil.who, seen=seen, apart=True, rights=_WHOLE)
    return RedirectResponse(f"{pupil.address}/safety", 303)


@router.post("/cases/{pseudonym}/safety/{seq}/back")
def take_back(pupil: _Writing, pseudonym: str, seq: Seq, because: Reason, seen: Seen) -> Response:
    """Have an entry that is kept apart not count any more."""
    pupil.records.take_back(pseudonym, seq, because, who=pupil.who, seen=seen, rights=_WHOLE)
    return RedirectResponse(f"{pupil.address}/safety", 303)
