"""The shapes of what comes in and goes out, as OpenAPI wants them: taken from `schemas/`, which also check files and print answers."""

from __future__ import annotations

import functools
import json
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from engine.loading.library import schemas_folder

__all__ = ["ANSWERS", "FAULTS", "answer", "describe"]

ANSWERS = ("advice", "check", "difference", "explanation", "graph", "plan", "questions", "screen")
_PREFIX = "#/components/schemas/"
_FAULT = {
    "type": "object",
    "description": "What is wrong, in one sentence with the way out; line and column are 0 where the whole is meant.",
    "properties": {
        "code": {"type": "string"},
        "message": {"type": "string"},
        "file": {"type": "string"},
        "line": {"type": "integer", "minimum": 0},
        "column": {"type": "integer", "minimum": 0},
    },
    "required": ["code", "message", "file", "line", "column"],
    "additionalProperties": False,
}
_FAULTS = {
    "type": "object",
    "properties": {"faults": {"type": "array", "items": {"$ref": f"{_PREFIX}fault"}}},
    "required": ["faults"],
    "additionalProperties": False,
}
_REFUSALS = {
    400: "The request cannot be read.",
    401: "Nobody we know is asking.",
    403: "Whoever asks has no right to this.",
    404: "There is nothing of this name, or nothing that whoever asks may know of.",
    413: "The request is too large.",
    422: "The request can be read, and is not sound: the faults say where and how to mend it.",
    503: "The store cannot be reached, or somebody else is writing in it.",
}


def answer(schema: str, **others: str) -> dict[int | str, dict[str, Any]]:
    """Describe the answers of an address: JSON of a schema, in `others` further media types with their words, or faults."""
    content: dict[str, Any] = {"application/json": {"schema": {"$ref": f"{_PREFIX}{schema}"}}}
    content |= {kind: {"schema": {"type": "string", "description": words}} for kind, words in others.items()}
    return {200: {"description": f"What `schemas/{schema}.schema.json` describes.", "content": content}, **FAULTS}


FAULTS: dict[int | str, dict[str, Any]] = {
    status: {"description": words, "content": {"application/json": {"schema": {"$ref": f"{_PREFIX}faults"}}}}
    for status, words in _REFUSALS.items()
}


def describe(app: FastAPI) -> dict[str, Any]:
    """Give the OpenAPI description of the addresses under /api."""
    text = "Advice for one case, as the commands give it. Nothing that is handed over is kept. See docs/api.md."
    found = get_openapi(title=app.title, version="1", description=text, routes=app.routes)
    parts = found.setdefault("components", {})
    parts.setdefault("schemas", {}).update(_components())
    parts["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
    found["security"] = [{"token": []}]
    return found


@functools.cache
def _components() -> dict[str, Any]:
    out: dict[str, Any] = {"fault": _FAULT, "faults": _FAULTS}
    for kind in (*ANSWERS, "case", "common", "mapping"):
        schema = json.loads((schemas_folder() / f"{kind}.schema.json").read_text(encoding="utf-8"))
        for name, part in schema.pop("$defs", {}).items():
            out[f"{kind}.{name}"] = _moved(part, kind)
        out[kind] = _moved({key: value for key, value in schema.items() if not key.startswith("$")}, kind)
    return out


def _moved(part: Any, kind: str) -> Any:  # noqa: ANN401 - a schema holds any JSON
    """Let what refers to a part of a schema file refer to where it stands now."""
    if isinstance(part, list):
        return [_moved(each, kind) for each in part]
    if not isinstance(part, dict):
        return part
    return {key: _place(value, kind) if key == "$ref" else _moved(value, kind) for key, value in part.items()}


def _place(ref: str, kind: str) -> str:
    file, _, name = ref.partition("#/$defs/")
    owner = file.removesuffix(".schema.json") or kind
    return _PREFIX + (f"{owner}.{name}" if name else owner)
