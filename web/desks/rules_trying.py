"""Beside what is written, live: faults, what is otherwise, the picture, the findings of the checks, and for whom it matters."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse

from engine.diagnostics import KnowledgeError, inside
from engine.model.case import Case
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.outline import outline
from engine.rendering.diagrams.svg import svg
from engine.rendering.paper_saying import capital
from web.asking import Asked, Reading
from web.desks.opening import today
from web.desks.rules_asking import begun, rules_page
from web.desks.rules_seeing import concerned, reddened, sentences, shown_faults, touched

__all__ = ["beside", "beside_page", "router"]

router = APIRouter(prefix="/trying")
_Sheet = tuple[str, Markup, list[str]]


def beside(asked: Asked, texts: Mapping[str, str]) -> dict[str, Any]:
    """Lay files aside to be tried, and give what can be said of them at once."""
    book, language = asked.site.rulebook, asked.language
    folder = begun(asked).trial(texts)
    found: dict[str, Any] = {"digest": folder.name, "unsound": [], "changes": [], "pictures": []}
    try:
        now = book.now()
        before, after = now.base.knowledge, book.trials.opened(folder).base.knowledge
        amendments = book.trials.amendments(now, folder)
    except KnowledgeError as problem:
        return found | {"unsound": shown_faults(inside(folder, problem.diagnostics), language)}
    pictures = [(name, capital(after.protocols[name].label.of(language))) for name in concerned(after, amendments)]
    return found | {"changes": sentences(before, after, amendments, language), "pictures": pictures}


def beside_page(asked: Asked, texts: Mapping[str, str]) -> HTMLResponse:
    """Show what files would do."""
    return rules_page(asked, "rules/trying.html", **beside(asked, texts))


def _folder(asked: Asked, digest: str) -> Path:
    return begun(asked).trial_of(digest)


@router.get("/{digest}/findings")
def findings(asked: Reading, digest: str) -> HTMLResponse:
    """Show what the checks find."""
    found = asked.site.rulebook.trials.findings(_folder(asked, digest))
    shown = [(each.place, each.english if asked.language == "en" else each.dutch, each.code) for each in found]
    return rules_page(asked, "rules/findings.html", digest=digest, findings=shown)


@router.get("/{digest}/picture/{name}")
def picture(asked: Reading, digest: str, name: str) -> HTMLResponse:
    """Show the picture of a protocol, with what is otherwise in it."""
    folder, book, language = _folder(asked, digest), asked.site.rulebook, asked.language
    before, after = book.now(), book.trials.opened(folder)
    if name not in after.base.knowledge.protocols:
        raise HTTPException(404)

    def drawn() -> list[_Sheet]:
        sheets = after.graph(name, language, against=before)
        return [
            (sheet.title, Markup(svg(draw(lay_out(sheet)), f"s{n}-")), outline(sheet))  # noqa: S704 - escaped by the printer
            for n, sheet in enumerate(sheets)
        ]

    sheets = book.trials.remembered(("picture", str(folder), before.base.digest, name, language), drawn)
    return rules_page(asked, "rules/picture.html", digest=digest, sheets=sheets)


@router.get("/{digest}/effects")
def effects(asked: Reading, digest: str) -> HTMLResponse:
    """Show which vignettes turn red and for whom it matters, as far as it has been tried."""
    folder, book, language = _folder(asked, digest), asked.site.rulebook, asked.language
    after = book.trials.opened(folder)
    found = book.trials.effects(book.now(), folder, lambda: _own(asked), asked.visitor.account)
    revision = found.revision
    return rules_page(
        asked,
        "rules/effects.html",
        digest=digest,
        effects=found,
        red=reddened(found.red, after.base.knowledge, language),
        own=touched(revision, language, "own") if revision else [],
        own_hit=sum(t.origin == "own" for t in revision.touched) if revision else 0,
        own_tried=revision.tried.get("own", 0) if revision else 0,
        others=touched(revision, language, "vignette") if revision else [],
        others_hit=sum(t.origin == "vignette" for t in revision.touched) if revision else 0,
        crossed=[c for c in revision.crossings if c.cases] if revision else [],
    )


def _own(asked: Asked) -> list[Case]:
    """Give the pupils that the visitor may read, without what stands apart; who may read none, tries none."""
    if not asked.visitor.may("read"):
        return []
    records = asked.visitor.records
    return [records.store.case(pupil.pseudonym) for pupil in records.present(today())]
