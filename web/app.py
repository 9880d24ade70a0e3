"""The page put together: the gate in front, the desks behind it, and how a fault is said."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.staticfiles import StaticFiles

from engine.cases.store import ChangedError
from engine.diagnostics import KnowledgeError
from web import asking, entry
from web.asking import NobodyError, Site
from web.desks import cases
from web.pages import STATIC, language_of, page
from web.safety import Gate

__all__ = ["build"]

_STATUS = {"store.unknown": 404, "store.no_right": 403, "account.wait": 429, "store.busy": 503, "store.unreachable": 503}
_UNSAID = 422  # what is wrong with a request is in its words


def build(site: Site) -> FastAPI:
    """Put the page of a site together."""
    app = FastAPI(title="Wegwijzer", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.state.site = site
    app.add_middleware(Gate, settings=site.settings)
    app.mount("/static", _Static(directory=STATIC), name="static")
    for router in (entry.router, cases.router):
        app.include_router(router)
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


def _wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/")


def _refused(request: Request, problem: Exception) -> Response:
    """Say the faults of what was asked."""
    if not isinstance(problem, KnowledgeError):
        raise problem
    codes = [each.code for each in problem.diagnostics]
    status = 409 if isinstance(problem, ChangedError) else next((_STATUS[c] for c in codes if c in _STATUS), _UNSAID)
    language = language_of(request)
    if _wants_json(request):
        said = [
            {"code": d.code, "message": d.text(language), "file": d.location.file, "line": d.location.line, "column": d.location.column}
            for d in problem.diagnostics
        ]
        return JSONResponse({"faults": said}, status)
    return page(request, "fault.html", visitor=asking.known(request), status=status, faults=problem.diagnostics)


def _nobody(request: Request, _problem: Exception) -> Response:
    """Tell somebody whom we do not know where the door is."""
    if _wants_json(request):
        return JSONResponse({"faults": [{"code": "account.signed_out"}]}, 401)
    if request.app.state.site.settings.form == "hosted":
        return RedirectResponse("/sign-in", 303)
    return page(request, "closed.html", status=401)


def _misread(request: Request, problem: Exception) -> Response:
    """Say that a form or an address does not hold what belongs in it."""
    if _wants_json(request) and isinstance(problem, RequestValidationError):
        said = [{"code": "request", "message": e["msg"], "at": ".".join(map(str, e["loc"]))} for e in problem.errors()]
        return JSONResponse({"faults": said}, _UNSAID)
    return page(request, "nothing.html", visitor=asking.known(request), status=_UNSAID)


def _http(request: Request, problem: Exception) -> Response:
    """Say that there is nothing here, or not in this way."""
    status = problem.status_code if isinstance(problem, HTTPException) else 500
    if _wants_json(request):
        return JSONResponse({"faults": [{"code": f"http.{status}"}]}, status)
    found: HTMLResponse = page(request, "nothing.html", visitor=asking.known(request), status=status)
    return found
