"""Two people who write at once: what the other did is shown, and whoever came second chooses."""

from __future__ import annotations

from anyio import from_thread
from starlette.requests import Request
from starlette.responses import Response

from engine.cases.store import ChangedError
from engine.rendering.history_text import told_entries
from web import asking
from web.filled import fields_of
from web.pages import language_of, page

__all__ = ["changed"]

_OWN = ("seen", "mark")


def changed(request: Request, problem: Exception) -> Response:
    """Show what was written since, and the form as it was filled in, to be sent once more or to be left."""
    if not isinstance(problem, ChangedError):
        raise problem
    visitor = asking.known(request)
    if visitor is None:
        raise asking.NobodyError
    filled = from_thread.run(fields_of, request)  # it was read before, and is kept with the request
    wegwijzer = visitor.records.wegwijzer
    return page(
        request,
        "cases/changed.html",
        visitor=visitor,
        status=409,
        faults=tuple(problem.diagnostics),
        told=told_entries(problem.entries, wegwijzer.base.knowledge, language_of(request)),
        fields=[(key, text) for key, text in filled.multi_items() if key not in _OWN and isinstance(text, str)],
        again=request.url.path,
        last=max(each.seq for each in problem.entries),
        back=f"/cases/{problem.entries[0].pseudonym}",
    )
