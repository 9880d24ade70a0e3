"""What the forms for `school.yaml` share: what it says, what stands beneath it, and what was filled in beside a value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Form
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.diagnostics import KnowledgeError
from engine.loading.document import read_text
from engine.loading.library import SCHOOL_FILE
from engine.model.knowledge import Knowledge
from engine.model.local import Reason
from engine.model.version import Draft
from web.asking import Asked
from web.desks.rules_asking import begun
from web.desks.rules_trying import beside_page
from web.filled import PLAIN

__all__ = ["Filled", "Row", "beneath", "kept", "part_of", "tried"]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a form changes: its id, words, how it is beneath, how it is here (None: the same), and why."""

    id: str
    label: str
    was: Any
    now: Any = None
    why: str = ""
    by: str = ""
    unit: str = ""
    said_was: str = ""
    said_now: str = ""
    since: str = ""
    listed: bool = False


class Filled:
    """What was filled in beside a value: the reason, who approved it and from when, with what the writer had seen."""

    def __init__(
        self,
        why: Annotated[str, PLAIN, Form(max_length=2000)] = "",
        approved_by: Annotated[str, Form(max_length=200)] = "",
        valid_from: Annotated[str, Form(max_length=10)] = "",
        seen: Annotated[str, Form(max_length=64)] = "",
    ) -> None:
        """Keep it without spaces around it."""
        self.reason = Reason(why.strip(), approved_by.strip(), valid_from.strip())
        self.seen = seen


def beneath(asked: Asked) -> Knowledge:
    """Give the rules that the school's stand on."""
    return asked.site.rulebook.trials.opened(begun(asked).beneath()).base.knowledge


def part_of(draft: Draft, key: str, kind: type) -> Any:  # noqa: ANN401 - a YAML value
    """Give a part of `school.yaml` as the draft has it, empty where there is none; raises `KnowledgeError` when it cannot be read."""
    value = read_text(draft.texts[SCHOOL_FILE], SCHOOL_FILE).value
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, kind) else kind()


def tried(asked: Asked, edit: Callable[[str], str]) -> HTMLResponse:
    """Show what a form would do, before it is kept."""
    draft = begun(asked).draft()
    return beside_page(asked, {**draft.texts, SCHOOL_FILE: edit(draft.texts[SCHOOL_FILE])})


def kept(asked: Asked, edit: Callable[[str], str], seen: str, back: str, again: Callable[[KnowledgeError], HTMLResponse]) -> Response:
    """Keep what a form says in the draft, or show the form again with why not."""
    try:
        begun(asked).change_school(edit, seen, asked.visitor.who)
    except KnowledgeError as problem:
        return again(problem)
    return RedirectResponse(back, 303)
