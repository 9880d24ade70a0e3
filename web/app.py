"""The page put together: the gate in front, the desks behind it, and how a fault is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from engine.cases.store import ChangedError
from engine.diagnostics import KnowledgeError, Location, fault
from web import api, asking, entry
from web.asking import NobodyError, Site
from web.desks import accounts, cases, keeping, meeting, pupils, rules, training
from web.filled import misfits
from web.pages import STATIC, language_of, page
from web.safety import Gate, is_api, is_own_path

if TYPE_CHECKING:  # an extra
    from web.measuring import Metrics

__all__ = ["build"]

_STATUS = {
    "store.unknown": 404,
    "store.no_right": 403,
    "account.wait": 429,
    "account.crowd": 429,
    "graph.unknown": 404,
    "draft.missing": 404,
    "version.unknown": 404,
    "draft.changed": 409,
    "draft.overtaken": 409,
    "draft.open": 409,
    "store.busy": 503,
    "store.unreachable": 503,
}
_UNSAID = 422  # what is wrong with a request is in its words


def build(*sites: Site, metrics: Metrics | None = None) -> FastAPI:
    """Put the page together: of one's own machine, or of every school of a board, each under a name of its own.

    `metrics` is where to count, where that is wanted.
    """
    app = FastAPI(title="Wegwijzer", docs_url=None, redoc_url=None, openapi_url=None)
    app.state.sites = {host: site for site in sites for host in site.settings.hosts}
    app.add_middleware(Gate, settings={host: site.settings for host, site in app.state.sites.items()})
    app.mount("/static", _Static(directory=STATIC), name="static")
    desks = (cases.router, *pupils.ROUTERS, *training.ROUTERS, rules.router, accounts.router, keeping.router)
    for router in (entry.router, *desks, *api.ROUTERS):
        app.include_router(router)
    if any(site.settings.form == "hosted" for site in sites):
        from web import signing  # noqa: PLC0415 - needs the libraries of accounts, an extra

        app.include_router(signing.router)
    if metrics is not None:
        from web import measuring  # noqa: PLC0415 - as above

        app.state.metrics = metrics
        app.add_middleware(measuring.Measuring, metrics=metrics)
        app.include_router(measuring.router)
    app.add_exception_handler(ChangedError, meeting.changed)
    app.add_exception_handler(KnowledgeError, _refused)
    app.add_exception_handler(NobodyError, _nobody)
    app.add_exception_handler(RequestValidationError, _misread)
    app.add_exception_handler(HTTPException, _http)
    return app


class _Static(StaticFiles):
    """Files whose address carries their digest, so that a browser may keep them."""

    def file_response(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 - as Starlette has it
        response = super().file_response(*args, **kwargs)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _refused(request: Request, problem: Exception) -> Response:
    """Say the faults of what was asked."""
    if not isinstance(problem, KnowledgeError):
        raise problem
    codes = [each.code for each in problem.diagnostics]
    status = next((_STATUS[c] for c in codes if c in _STATUS), _UNSAID)
    if is_api(request.url.path):
        return api.faults(problem.diagnostics, status, language_of(request))
    return page(request, "fault.html", visitor=asking.known(request), status=status, faults=problem.diagnostics)


def _nobody(request: Request, _problem: Exception) -> Response:
    """Tell somebody whom we do not know where the door is."""
    if is_api(request.url.path):
        return api.faults([fault("account.signed_out", Location())], 401, language_of(request))
    if asking.site_of(request).settings.form == "local":
        return page(request, "closed.html", status=401)
    here = f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path
    door = "/sign-in" if request.method != "GET" or here == "/" else f"/sign-in?{urlencode({'to': here})}"
    if request.headers.get("hx-request") == "true":
        return Response(status_code=401, headers={"HX-Redirect": door})
    if request.method == "GET" and request.headers.get("sec-fetch-site") == "cross-site" and is_own_path(here):
        return page(request, "signing/again.html", to=here)  # a strict cookie comes only when our own page asks
    return RedirectResponse(door, 303)


def _misread(request: Request, problem: Exception) -> Response:
    """Say that a form or an address does not hold what belongs in it."""
    if is_api(request.url.path) and isinstance(problem, RequestValidationError):
        return api.misread(problem, language_of(request))
    found = misfits(problem, language_of(request))
    return page(request, "fault.html" if found else "nothing.html", visitor=asking.known(request), status=_UNSAID, faults=found)


def _http(request: Request, problem: Exception) -> Response:
    """Say that there is nothing here, or not in this way."""
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    if is_api(request.url.path):
        return api.faults([fault("api.http", Location(), status=status)], status, language_of(request))
    found: HTMLResponse = page(request, "nothing.html", visitor=asking.known(request), status=status)
    return found
