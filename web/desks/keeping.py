"""The desk of administrators: who read and wrote what, whether all is as it was written, and copies; without reading any record."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.responses import Response

from engine.cases.guarded import GuardedStore
from engine.model.history import Backup
from engine.rendering.history_text import damage_text
from engine.rendering.trail_text import what_happened
from web.asking import Asked, Reading, Writing, require
from web.filled import At
from web.pages import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_LINES = 200  # of the trail on one page
Words = Annotated[str, Query(max_length=100)]


@router.get("/accounts/trail")
def trail(asked: Reading, who: Words = "", pupil: Words = "", before: At = None) -> Response:
    """Show who read and wrote what, newest first; it can be read and never changed."""
    require(asked, "audit")
    store = asked.visitor.records.store
    if not isinstance(store, GuardedStore):
        raise HTTPException(404)
    logins = store.accounts.logins()
    shown = store.accounts.latest(_LINES + 1, of=who, pseudonym=pupil.strip(), before=before or 0, by=asked.visitor.account.id)
    return page(
        asked.request,
        "accounts/trail.html",
        visitor=asked.visitor,
        lines=[(t, what_happened(t, logins, asked.language)) for t in shown[:_LINES]],
        earlier=shown[_LINES - 1].seq if len(shown) > _LINES else 0,
        logins=sorted(logins.values()),
        who=who,
        pupil=pupil,
    )


@router.get("/accounts/copies")
def copies(asked: Reading) -> Response:
    """Show the copies that were made."""
    return _copies(asked)


def _copies(asked: Asked, made: Backup | None = None, found: tuple[str, ...] = (), *, sound: bool = True) -> Response:
    require(asked, "keep")
    return page(
        asked.request,
        "accounts/copies.html",
        visitor=asked.visitor,
        copies=tuple(reversed(asked.visitor.records.store.backups())),
        folder=asked.site.settings.copies,
        made=made,
        found=found,
        sound=sound,
    )


@router.post("/accounts/copies")
def copy(asked: Writing) -> Response:
    """Make a copy in the folder of copies, and read it back."""
    require(asked, "keep")
    folder, store = asked.site.settings.copies, asked.visitor.records.store
    if folder is None:
        raise HTTPException(404)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return _copies(asked, store.backup(Path(folder) / f"{store.school}-{dt.datetime.now():%Y%m%d-%H%M%S}.db"))  # noqa: DTZ005 - the name tells local time


@router.post("/accounts/verify")
def verify(asked: Writing) -> Response:
    """Look at the whole history and the trail, and tell what was done behind our back."""
    require(asked, "keep")
    store = asked.visitor.records.store
    kept = [store.verify()]
    if isinstance(store, GuardedStore):
        kept.append(store.accounts.verify())
    found = tuple(damage_text(each, asked.language) for each in kept)
    return _copies(asked, found=found, sound=not any(each.damage for each in kept))
