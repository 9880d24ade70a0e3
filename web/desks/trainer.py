"""The desk of those who teach how it works: all routes to show, and two versions of them side by side."""

from __future__ import annotations

import functools
import hashlib
from typing import Annotated, Any

from fastapi import APIRouter, Query
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from engine.rendering.diagrams.outline import outline_text
from engine.rendering.diagrams.page import PAGE_FILES
from engine.rendering.diagrams.pictures import picture_names
from engine.rendering.diagrams.printing import printed
from engine.service import Wegwijzer
from web.asking import Asked, Reading
from web.pages import page

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_KEEP = {"Cache-Control": "public, max-age=31536000, immutable"}
_KINDS = {"page.css": "text/css", "page.js": "text/javascript"}
_MOST_RULES = 50
_FIRST = ("all", "pyramid", "causes", "roles")  # the whole, before each route


@functools.cache
def _part(name: str) -> tuple[str, str]:
    """Give a file that brings the pictures to life, and the address under which a browser may keep it."""
    text = PAGE_FILES[name].read_text(encoding="utf-8")
    return text, f"/trainer/parts/{name}?v={hashlib.sha256(text.encode()).hexdigest()[:12]}"


@router.get("/trainer/parts/{name}")
def part(name: str) -> Response:
    """Give the style or the script of the pictures."""
    if name not in PAGE_FILES:
        raise HTTPException(404)
    return Response(_part(name)[0], media_type=_KINDS[name], headers=_KEEP)


@router.get("/trainer")
def home(asked: Reading) -> HTMLResponse:
    """Show what there is to show, to play, to compare and to make."""
    wegwijzer = asked.visitor.records.wegwijzer
    return page(asked.request, "trainer/home.html", visitor=asked.visitor, pictures=_titles(asked, wegwijzer))


def _titles(asked: Asked, wegwijzer: Wegwijzer) -> list[tuple[str, str, int]]:
    """Give the name of each picture, its title, and of how many steps it is."""
    language = asked.language

    def titles() -> list[tuple[str, str, int]]:
        names = sorted(picture_names(wegwijzer.base.knowledge), key=lambda name: name not in _FIRST)
        sheets = [(name, wegwijzer.graph(name, language, whole=True)[0]) for name in names]
        return [(name, sheet.title, sum(node.number > 0 for node in sheet.nodes)) for name, sheet in sheets]

    return asked.site.drawn.get(wegwijzer, language, "titles", titles)


@router.get("/trainer/show/{name}")
def show(asked: Reading, name: str) -> HTMLResponse:
    """Show a route to walk through, large, with the keyboard or a clicker, or with a vignette."""
    wegwijzer, language = asked.visitor.records.wegwijzer, asked.language
    body = asked.site.drawn.get(
        wegwijzer, language, ("walk", name, asked.site.rulebook.turn), lambda: wegwijzer.trainer_body(name, language)
    )
    return page(
        asked.request,
        "trainer/walk.html",
        visitor=asked.visitor,
        title=next(title for each, title, _ in _titles(asked, wegwijzer) if each == name),
        style=_part("page.css")[1],
        script=_part("page.js")[1],
        body=Markup(body),  # noqa: S704 - escaped by the printer of pictures
    )


@router.get("/trainer/compare")
def compare(
    asked: Reading,
    name: Annotated[str, Query(max_length=100)] = "",
    old: Annotated[int, Query(ge=0, le=_MOST_RULES)] = 0,
    new: Annotated[int, Query(ge=0, le=_MOST_RULES)] = 1,
) -> HTMLResponse:
    """Show the routes of two schools side by side: which differ, and one of them as a picture with what is otherwise marked in it."""
    rules = asked.site.shelf.rules(asked.site.settings, asked.site.rulebook)
    if max(old, new) >= len(rules):
        old, new = 0, len(rules) - 1
    values: dict[str, Any] = {"rules": rules, "old": old, "new": new, "name": name}
    if len(rules) < 2:  # noqa: PLR2004 - one has nothing to be compared with
        return page(asked.request, "trainer/compare.html", visitor=asked.visitor, **values, differences=[], compared=None)
    differences = _differences(asked, rules[old], rules[new])
    compared = _compared(asked, rules[old], rules[new], name) if name else None
    return page(asked.request, "trainer/compare.html", visitor=asked.visitor, **values, differences=differences, compared=compared)


def _differences(asked: Asked, old: Wegwijzer, new: Wegwijzer) -> list[tuple[str, str, int]]:
    """Give each picture of either, its title, and how many steps and ways in it are otherwise."""
    language = asked.language

    def count() -> list[tuple[str, str, int]]:
        out = []
        for name in picture_names(new.base.knowledge):
            sheet = new.graph(name, language, against=old, whole=True)[0]
            changed = sum(n.change is not None for n in sheet.nodes) + sum(e.change is not None for e in sheet.edges)
            out.append((name, sheet.title, changed))
        return out

    return asked.site.drawn.get(new, language, ("differences", old.base.knowledge.digest), count)


def _compared(asked: Asked, old: Wegwijzer, new: Wegwijzer, name: str) -> tuple[list[Markup], str]:
    """Give the sheets of a comparison, and all of it in words."""
    language = asked.language

    def draw() -> tuple[list[Markup], str]:
        sheets = new.graph(name, language, against=old)
        drawn = [Markup(each.decode()) for each in printed(sheets, "svg")]  # noqa: S704 - escaped by the printer of pictures
        return drawn, outline_text(sheets)

    return asked.site.drawn.get(new, language, ("compared", name, old.base.knowledge.digest), draw)
