"""What every address of the page starts from: who is asking, by which rules, and whether a form is one of ours."""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import Annotated

from fastapi import Depends, Form
from starlette.exceptions import HTTPException
from starlette.requests import Request

from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.accounts import Deed
from engine.model.text import Language
from web.pages import language_of
from web.pictures import Drawn
from web.rulebook import Rulebook
from web.settings import Settings
from web.shelf import Shelf
from web.visitors import Door, Visitor

__all__ = ["Asked", "NobodyError", "Reading", "Site", "Writing", "known", "require", "site_of"]


class NobodyError(Exception):
    """Nobody we know is asking."""


@dataclass(frozen=True, slots=True, repr=False)
class Site:
    """What a page is served from: its settings, who may enter, the rules, others to lay beside them, and what was drawn."""

    settings: Settings
    door: Door
    rulebook: Rulebook
    shelf: Shelf = field(default_factory=Shelf)
    drawn: Drawn = field(default_factory=Drawn)


@dataclass(frozen=True, slots=True, repr=False)
class Asked:
    """One request by somebody we know."""

    request: Request
    visitor: Visitor
    site: Site

    @property
    def language(self) -> Language:
        """Give the language of the answer."""
        return language_of(self.request)


def site_of(request: Request) -> Site:
    """Give the site that a request came to: a school is known by the name under which it was asked for."""
    site = request.app.state.sites[request.headers.get("host", "")]  # the gate lets no other name through
    if not isinstance(site, Site):
        raise TypeError(type(site))
    return site


def known(request: Request) -> Visitor | None:
    """Give who is asking, or None; a fault of the rules or the store hides nobody's fault page."""
    if request.headers.get("host", "") not in request.app.state.sites:
        return None  # a program beside the page
    try:
        return _visitor(request)
    except KnowledgeError:
        return None


def _visitor(request: Request) -> Visitor | None:
    """Look once a request who is asking."""
    if not hasattr(request.state, "visitor"):
        site = site_of(request)
        request.state.visitor = site.door.visitor(request, site.rulebook.now())
    found: Visitor | None = request.state.visitor
    return found


def _reading(request: Request) -> Asked:
    visitor = _visitor(request)
    if visitor is None:
        raise NobodyError
    return Asked(request, visitor, site_of(request))


Reading = Annotated[Asked, Depends(_reading)]


def _writing(asked: Reading, mark: Annotated[str, Form()] = "") -> Asked:
    """Let a form through that carries the mark of its session: one that another page made does not."""
    if not hmac.compare_digest(mark.encode(), asked.visitor.mark.encode()):
        raise HTTPException(403)
    return asked


Writing = Annotated[Asked, Depends(_writing)]


def require(asked: Asked, deed: Deed) -> None:
    """Refuse who may not do something; raises `KnowledgeError`."""
    if not asked.visitor.may(deed):
        raise KnowledgeError([fault("store.no_right", Location())])
