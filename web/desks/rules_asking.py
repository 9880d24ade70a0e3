"""What the pages of the rules start from: the right to change them, the school's folder, and its draft."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from starlette.responses import HTMLResponse

from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.version import Draft, text_digest
from engine.service.rule_desk import RuleDesk
from web.asking import Asked, require
from web.pages import page

__all__ = ["CHANGED", "begun", "desk_of", "refused", "rules_page", "seen_of"]

CHANGED = ("draft.changed", "draft.overtaken", "draft.known", "draft.twin", "draft.open")


def desk_of(asked: Asked) -> RuleDesk:
    """Give where the rules are written, to who may; raises `KnowledgeError` for others, and where no place was named."""
    require(asked, "rules")
    desk = asked.site.rulebook.desk
    if desk is None:
        raise KnowledgeError([fault("draft.no_place", Location())])
    return replace(desk, anywhere=asked.site.settings.form == "local")


def begun(asked: Asked) -> RuleDesk:
    """Give the desk of a school that has its folder; raises `KnowledgeError` where it was not begun."""
    desk = desk_of(asked)
    if not desk.is_begun:
        raise KnowledgeError([fault("draft.no_place", Location())])
    return desk


def seen_of(draft: Draft, name: str) -> str:
    """Give the digest of a file as it is now, to be given back with what is changed in it."""
    return text_digest(draft.texts.get(name))


def rules_page(
    asked: Asked,
    template: str,
    *,
    problem: KnowledgeError | None = None,
    **values: Any,  # noqa: ANN401 - whatever a template shows
) -> HTMLResponse:
    """Give a page of this desk; a `problem` is told above it, and what was filled in stays."""
    desk = desk_of(asked)
    draft = values.pop("draft", None) or (desk.draft() if desk.is_begun else None)
    faults = problem.diagnostics if problem else ()
    return page(
        asked.request,
        template,
        visitor=asked.visitor,
        status=refused(problem) if problem else 200,
        faults=faults,
        draft=draft,
        broken=asked.site.rulebook.fault,
        **values,
    )


def refused(problem: KnowledgeError) -> int:
    """Give the status of what could not be done: somebody else was first, or it is not right."""
    return 409 if any(each.code in CHANGED for each in problem.diagnostics) else 422
