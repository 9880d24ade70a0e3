"""How a program is refused: the same sentences as on the page and at the command line, as JSON."""

from __future__ import annotations

from collections.abc import Iterable

from fastapi.exceptions import RequestValidationError
from starlette.responses import JSONResponse

from engine.diagnostics import Diagnostic, Location, fault
from engine.limits import FAULTS_SAID
from engine.model.text import Language

__all__ = ["faults", "misread"]

_UNSAID = 422


def faults(diagnostics: Iterable[Diagnostic], status: int, language: Language) -> JSONResponse:
    """Say faults with their code and place."""
    return JSONResponse({"faults": [_said(each, language) for each in diagnostics][:FAULTS_SAID]}, status)


def _said(diagnostic: Diagnostic, language: Language) -> dict[str, str | int]:
    place = diagnostic.location
    file = "" if diagnostic.code.startswith("store.") else place.file  # where a store lies is nobody's business
    return {"code": diagnostic.code, "message": diagnostic.text(language), "file": file, "line": place.line, "column": place.column}


def misread(problem: RequestValidationError, language: Language) -> JSONResponse:
    """Say what does not fit a request, and at which of its keys."""
    found = [fault("api.request", Location(".".join(map(str, e["loc"]))), why=e["msg"]) for e in problem.errors()]
    return faults(found, _UNSAID, language)
