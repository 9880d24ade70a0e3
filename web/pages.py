"""How a page is made of a template: in the language of who reads it, with nothing in it that could be taken for markup."""

from __future__ import annotations

import functools
import hashlib
from datetime import date
from pathlib import Path
from typing import Any, cast

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from engine.diagnostics import Diagnostic
from engine.model.accounts import Deed
from engine.model.text import Label, Language
from engine.model.told import runs
from engine.rendering.paper_saying import capital
from engine.rendering.trail_text import role_name
from engine.rendering.words import day_month, on_day, word
from web.safety import is_api, is_own_path
from web.visitors import Visitor
from web.words import translations

__all__ = ["LANGUAGE", "STATIC", "language_of", "page", "say", "static_address"]

_HERE = Path(__file__).parent
STATIC = _HERE / "static"
LANGUAGE = "wegwijzer-language"  # the cookie that remembers which language was chosen


def language_of(request: Request) -> Language:
    """Give the language in which to answer: the one chosen, else Dutch; a program chooses at each question."""
    if is_api(request.url.path):
        return "en" if request.query_params.get("lang") == "en" else "nl"
    return "en" if request.cookies.get(LANGUAGE) == "en" else "nl"


def say(language: Language, text: str, **values: object) -> str:
    """Say a Dutch text in a language."""
    return translations(language).gettext(text).format(**values)


@functools.cache
def static_address(name: str) -> str:
    """Give the address of a file that never changes under it."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={digest}"


@functools.cache
def _environment(language: Language) -> Environment:
    made = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    words = translations(language)
    made.install_gettext_callables(words.gettext, words.ngettext, newstyle=True)  # type: ignore[attr-defined]  # of the extension
    made.filters |= {
        "account_role": lambda role: role_name(role, language),
        "capital": capital,
        "day": lambda day: on_day(day, language),
        "day_month": lambda day: day_month(day, language),
        "said": lambda label: label.of(language) if isinstance(label, Label) else str(label),
        "word": lambda key: word(key, language),
    }
    made.filters["runs"] = runs
    made.globals |= {"lang": language, "static": static_address, "today": date.today}
    return made


def page(
    request: Request,
    template: str,
    *,
    visitor: Visitor | None = None,
    status: int = 200,
    faults: tuple[Diagnostic, ...] = (),
    **values: Any,  # noqa: ANN401 - whatever a template shows
) -> HTMLResponse:
    """Give a page made of a template; `faults` are told above it."""
    language = language_of(request)

    def may(deed: str) -> bool:
        return visitor is not None and visitor.may(cast("Deed", deed))

    text = (
        _environment(language)
        .get_template(template)
        .render(
            values
            | {
                "request": request,
                "visitor": visitor,
                "may": may,
                "mark": visitor.mark if visitor else "",
                "here": _own_address(request),
                "faults": [each.text(language) for each in faults],
                "part": request.headers.get("HX-Request") == "true",
                "markup": Markup,
            }
        )
    )
    return HTMLResponse(text, status)


def _own_address(request: Request) -> str:
    """Give the address that was asked for, to come back to after a switch of language and to know where one is."""
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    return path if is_own_path(path) else "/"
