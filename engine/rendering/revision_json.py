"""A comparison of two versions of the rules as JSON: the same two folders and cases give the same bytes on every machine."""

from __future__ import annotations

from typing import Any

from engine.diagnostics import Location
from engine.model.knowledge import Knowledge
from engine.model.revision import ORIGINS, Amendment, Revision, Touched
from engine.model.text import Language
from engine.rendering.plain import json_text
from engine.rendering.revision_turns import Turning
from engine.rendering.revision_words import Amending

__all__ = ["FORMAT", "revision_json"]

FORMAT = "wegwijzer/diff/1"


def revision_json(revision: Revision, language: Language = "nl") -> str:
    """Give a comparison as JSON text; of own cases nothing is said but their pseudonym and what comes out."""
    amending, turning = Amending(revision.old, revision.new, language), Turning(revision, language)
    shown = {
        "format": FORMAT,
        "old": _version(revision.old),
        "new": _version(revision.new),
        "as_of": revision.day.isoformat() if revision.day else None,
        "changes": [_change(n, each, amending) for n, each in enumerate(revision.amendments, 1)],
        "tried": {origin: revision.tried.get(origin, 0) for origin in ORIGINS},
        "cases": [_case(each, turning) for each in revision.touched],
        "guards": [
            {
                "never": c.guard.verb,
                "name": c.guard.name,
                "label": c.guard.label,
                "why": c.guard.why,
                "kept": not c.cases,
                "cases": list(c.cases),
            }
            for c in revision.crossings
        ],
        "unfit": list(revision.unfit),
        "kept": revision.is_kept,
    }
    return json_text(shown)


def _version(k: Knowledge) -> dict[str, str]:
    return {"name": k.name, "version": k.version, "digest": k.digest, "school": k.school}


def _change(n: int, a: Amendment, amending: Amending) -> dict[str, Any]:
    was, becomes = amending.before_after(a)
    return {
        "number": n,
        "kind": a.kind,
        "id": a.id,
        "part": a.part,
        "nature": a.nature,
        "breadth": a.breadth,
        "sentence": amending.sentence(a),
        "old": was,
        "new": becomes,
        "before": _place(a.before),
        "after": _place(a.after),
        "concerns": list(a.concerns),
    }


def _place(place: Location | None) -> dict[str, Any] | None:
    return {"file": place.file, "line": place.line, "column": place.column} if place else None


def _case(t: Touched, turning: Turning) -> dict[str, Any]:
    made = {"facts": turning.about(t), "boundary": t.case.title} if t.origin == "boundary" else {}
    turns = [
        {
            "part": turn.part,
            "id": turn.id,
            "label": turn.name,
            "before": turn.before,
            "after": turn.after,
            "through": [n + 1 for n in turn.through],
        }
        for turn in turning.turns(t)
    ]
    return {"case": t.case.id, "origin": t.origin, "as_of": t.day.isoformat(), **made, "turns": turns}
