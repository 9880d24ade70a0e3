"""Forms for who takes a step of a route."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from engine.authoring.local_changes import with_replaced, without_change
from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.library import SCHOOL_FILE
from engine.model.version import Draft
from web.asking import Asked, Reading, Writing
from web.desks.rules_asking import begun, rules_page, seen_of
from web.desks.rules_filling import Filled, Row, beneath, kept, part_of, tried

__all__ = ["router"]

router = APIRouter()
_Role = Annotated[str, Form(max_length=80)]


def _name(protocol: str, step: str) -> str:
    return f"{protocol}.{step}.role"


def _rows(asked: Asked, draft: Draft, protocol: str) -> dict[str, Row]:
    k = beneath(asked)
    if protocol not in k.protocols:
        raise HTTPException(404)
    own: dict[str, Any] = {}
    for each in part_of(draft, "changes", list):
        if isinstance(each, dict) and "replaces" in each:
            own.setdefault(str(each["replaces"]), []).append(each)
    rows = {}
    for task in k.protocols[protocol].tasks.values():
        here = own.get(_name(protocol, task.id), [])
        entry = here[0] if here else {}
        why, by, since = (str(entry.get(key, "")) for key in ("why", "approved_by", "valid_from"))
        if task.role:
            rows[task.id] = Row(
                task.id, task.label.of(asked.language), task.role, entry.get("with"), why, by, since=since, listed=len(here) > 1
            )
    return rows


@router.get("/roles")
def roles(asked: Reading, protocol: Annotated[str, Query(max_length=80)] = "") -> HTMLResponse:
    """Show who takes which step of a route."""
    draft = begun(asked).draft()
    k = beneath(asked)
    chosen = protocol or next(iter(sorted(k.protocols)))
    return rules_page(asked, "rules/roles.html", draft=draft, knowledge=k, protocol=chosen, rows=list(_rows(asked, draft, chosen).values()))


def _form(
    asked: Asked, protocol: str, step: str, problem: KnowledgeError | None = None, filled: dict[str, str] | None = None
) -> HTMLResponse:
    draft = begun(asked).draft()
    row = _rows(asked, draft, protocol).get(step)
    if row is None:
        raise HTTPException(404)
    values = filled or {"role": row.now or row.was, "why": row.why, "approved_by": row.by, "valid_from": row.since}
    return rules_page(
        asked,
        "rules/role.html",
        problem=problem,
        draft=draft,
        knowledge=beneath(asked),
        protocol=protocol,
        row=row,
        seen=seen_of(draft, SCHOOL_FILE),
        filled=values,
    )


@router.get("/roles/{protocol}/{step}")
def role(asked: Reading, protocol: str, step: str) -> HTMLResponse:
    """Show the form for who takes one step."""
    return _form(asked, protocol, step)


def _was(asked: Asked, protocol: str, step: str, role: str) -> str:
    """Give who takes a step beneath; raises `KnowledgeError` where none was chosen that could take it."""
    k = beneath(asked)
    known = k.protocols[protocol].tasks.get(step) if protocol in k.protocols else None
    if known is None or not known.role:
        raise HTTPException(404)
    if role not in k.roles:
        raise KnowledgeError([fault("page.no_role", Location(), value=role)])
    return known.role


@router.post("/roles/{protocol}/{step}")
def set_role(asked: Writing, protocol: str, step: str, role: _Role, filled: Annotated[Filled, Depends()]) -> Response:
    """Say in the draft who takes a step."""
    reason = filled.reason

    def again(problem: KnowledgeError) -> HTMLResponse:
        told = {"role": role, "why": reason.why, "approved_by": reason.approved_by, "valid_from": reason.valid_from}
        return _form(asked, protocol, step, problem, told)

    try:
        was = _was(asked, protocol, step, role)
    except KnowledgeError as problem:
        return again(problem)
    name = _name(protocol, step)
    return kept(asked, lambda text: with_replaced(text, name, role, was, reason), filled.seen, f"/rules/roles/{protocol}/{step}", again)


@router.post("/roles/{protocol}/{step}/try")
def try_role(asked: Writing, protocol: str, step: str, role: _Role, filled: Annotated[Filled, Depends()]) -> HTMLResponse:
    """Show what another role would do, while it is being chosen."""
    was = _was(asked, protocol, step, role)
    return tried(asked, lambda text: with_replaced(text, _name(protocol, step), role, was, filled.reason.why_given()))


@router.post("/roles/{protocol}/{step}/back")
def take_back(asked: Writing, protocol: str, step: str, seen: Annotated[str, Form(max_length=64)] = "") -> Response:
    """Leave a step with who takes it beneath."""
    name = _name(protocol, step)
    back = f"/rules/roles?protocol={protocol}" if protocol in beneath(asked).protocols else "/rules/roles"
    return kept(asked, lambda text: without_change(text, name), seen, back, lambda problem: _form(asked, protocol, step, problem))
