"""What the fields of a form hold: words whose line ends count once, reasons that are not empty, and numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Form, Path, Query
from fastapi.exceptions import RequestValidationError
from pydantic import BeforeValidator
from starlette.datastructures import FormData
from starlette.requests import Request

from engine.diagnostics import Diagnostic, Location, fault
from engine.model.text import Language
from web.pages import say

__all__ = ["PLAIN", "At", "Fields", "Line", "Reason", "Seen", "Seq", "Words", "fields_of", "misfits", "number_of", "plain"]

_MOST_DIGITS = 9
_MOST = 10**_MOST_DIGITS  # entries of one record: a larger number is none of ours, and no store could look it up
_TOO_LONG = ("too_long", "string_too_long")
_TOO_SHORT = ("missing", "too_short", "string_too_short")


def plain(text: str) -> str:
    """Give words as they were typed: a browser sends each line end as two signs, and counts it as one."""
    return text.replace("\r\n", "\n").strip()


PLAIN = BeforeValidator(plain)
Line = Annotated[str, Form(max_length=60)]
Words = Annotated[str, PLAIN, Form(max_length=4000)]
Reason = Annotated[str, PLAIN, Form(min_length=1, max_length=4000)]
Seen = Annotated[int, Form(ge=0, le=_MOST)]
At = Annotated[int | None, Query(ge=0, le=_MOST)]
Seq = Annotated[int, Path(ge=0, le=_MOST)]


async def fields_of(request: Request) -> FormData:
    """Give a form whose fields are named after rules; it is read here, so that what is done with it is done beside other requests."""
    return await request.form()


Fields = Annotated[FormData, Depends(fields_of)]


def number_of(text: str) -> int | None:
    """Read a number that is counted with, None where it is none: longer ones than that are no numbers of ours."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS else None


def misfits(problem: Exception, language: Language) -> tuple[Diagnostic, ...]:
    """Say of each field that somebody fills in what does not fit; nothing of those that a form carries along by itself."""
    errors = problem.errors() if isinstance(problem, RequestValidationError) else ()
    told = ((_name(str(error["loc"][-1]), language), error) for error in errors)
    return tuple(_misfit(name, error) for name, error in told if name)


def _misfit(name: str, error: Mapping[str, Any]) -> Diagnostic:
    if error["type"] in _TOO_LONG:
        return fault("page.too_long", Location(), field=name, most=error["ctx"]["max_length"])
    code = "page.empty" if error["type"] in _TOO_SHORT else "page.unfit"
    return fault(code, Location(), field=name)


def _name(field: str, language: Language) -> str:
    """Give what a form calls a field, nothing for one that nobody fills in."""
    names = {
        "answer": say(language, "Antwoord"),
        "approved_by": say(language, "Vastgesteld door"),
        "because": say(language, "Waarom?"),
        "name": say(language, "Naam"),
        "note": say(language, "Toelichting"),
        "text": say(language, "Opmerking"),
        "who": say(language, "Wie dat is"),
        "why": say(language, "Reden"),
    }
    return names.get(field, "")
