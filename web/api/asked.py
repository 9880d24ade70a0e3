"""What a program asks with: a case in the request or a pupil of the store, a day, and a language."""

from __future__ import annotations

import json
from datetime import date
from typing import Annotated, Any

from fastapi import Query
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, JsonValue
from starlette.responses import Response

from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.case import Case
from engine.model.history import Rights
from engine.model.text import Language
from engine.model.values import is_date
from web.asking import Asked, require

__all__ = ["Day", "Given", "InLanguage", "as_json", "case_of", "given_with"]

_CASE_FILE = "case.json"  # the name that faults of a case in a request get
_LONGEST_NAME = 60
_EXAMPLE: JsonValue = {
    "case": "voorbeeld",
    "as_of": "2025-11-03",
    "facts": {
        "pupil.sector": "po",
        "potential.percentile": 93,
        "achievement.percentile": 50,
        "discrepancy.months": 7,
        "belief.right_at_once": {"value": True, "by": "pupil", "date": "2025-10-13"},
        "behaviour.upset_by_mistakes": [
            {"value": True, "by": "parent", "date": "2025-10-20"},
            {"value": False, "by": "teacher", "date": "2025-10-21"},
        ],
    },
    "events": [{"protocol": "underachievement", "node": "talk_triangle", "date": "2025-09-01", "by": "ib"}],
}


def _is_day(text: str) -> str:
    if not is_date(text):
        raise KnowledgeError([fault("shape.date", Location("as_of"), value=text)])
    return text


Day = Annotated[
    str,
    Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", description="The day of the question; left out: that of the case, else today."),
    AfterValidator(_is_day),
]
InLanguage = Annotated[Language, Query(description="The language of labels, sentences and faults.")]


def given_with(**more: JsonValue) -> ConfigDict:
    """Describe a question about a case or a pupil, with an example that asks `more`."""
    either: JsonValue = [{"required": ["case"]}, {"required": ["pupil"]}]
    return ConfigDict(extra="forbid", json_schema_extra={"oneOf": either, "examples": [{"case": _EXAMPLE, **more}]})


class Given(BaseModel):
    """A case in the request, or a pupil of the store; and a day."""

    model_config = given_with()

    case: Annotated[
        dict[str, Any] | str | None,
        Field(
            description="A case file, as JSON or as its own text. It is not kept.",
            json_schema_extra={"anyOf": [{"$ref": "#/components/schemas/case"}, {"type": "string"}]},
        ),
    ] = None
    pupil: Annotated[str, Field(max_length=_LONGEST_NAME, description="The pseudonym of a pupil of the store.")] = ""
    apart: Annotated[bool, Field(strict=True, description="Of a pupil: also what is kept apart, for who has the right to it.")] = False
    as_of: Day | None = None

    @property
    def day(self) -> date | None:
        """Give the day of the question, None where the case says it."""
        return date.fromisoformat(self.as_of) if self.as_of else None


def case_of(asked: Asked, given: Given) -> Case:
    """Give the case that is asked about; raises `KnowledgeError` with its faults, or where there is no right to it."""
    if (given.case is None) == (not given.pupil):
        raise KnowledgeError([fault("api.one_case", Location("request"))])
    records = asked.visitor.records
    if given.case is None:
        require(asked, "read")
        rights = Rights(safety=given.apart)
        if records.store.rights_for(given.pupil, rights) != rights:  # a right to another pupil is none to this one
            raise KnowledgeError([fault("store.no_right", Location())])
        return records.store.case(given.pupil, rights=rights)
    text = given.case if isinstance(given.case, str) else json.dumps(given.case, ensure_ascii=False, indent=2)
    return records.wegwijzer.parse(text, _CASE_FILE)


def as_json(text: str) -> Response:
    """Answer with JSON, byte for byte as the command prints it."""
    return Response(text, media_type="application/json")
