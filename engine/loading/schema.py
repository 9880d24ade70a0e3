"""JSON Schema faults of a document, each at its line and with the mend."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from engine.diagnostics import Diagnostic, fault, nearest
from engine.loading.document import Document, Trail
from engine.loading.library import schemas_folder

__all__ = ["schema_faults"]

_TYPES = {
    "object": "een groep/a mapping",
    "array": "een lijst/a list",
    "string": "tekst/text",
    "boolean": "true/false",
    "number": "een getal/a number",
    "integer": "een geheel getal/a whole number",
    "null": "niets/nothing",
}
_EXAMPLES = {
    "^[a-z0-9][a-z0-9-]*$": "jaimo-2",
    "^[a-z][a-z0-9_]*$": "in_class",
    "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+$": "behaviour.blends_in",
    "^(signal|exclusion|form)\\.[a-z][a-z0-9_]*$": "signal.… / exclusion.… / form.…",
    "^(cause|pathway)\\.[a-z][a-z0-9_]*$": "cause.… / pathway.…",
    "^need\\.[a-z][a-z0-9_]*$": "need.…",
    "^alert\\.[a-z][a-z0-9_]*$": "alert.…",
}


@cache
def _validators() -> dict[str, Any]:
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - slow to import, needed only while loading
    from referencing import Registry, Resource  # noqa: PLC0415 - as above

    schemas = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in sorted(schemas_folder().glob("*.json"))}
    registry: Any = Registry().with_resources((n, Resource.from_contents(s)) for n, s in schemas.items())
    return {n.split(".")[0]: Draft202012Validator(s, registry=registry) for n, s in schemas.items()}


def schema_faults(document: Document, kind: str) -> list[Diagnostic]:
    """Check a document against `schemas/KIND.schema.json` and give all faults."""
    errors = _validators()[kind].iter_errors(document.value)
    return [d for error in errors for d in _diagnostics(document, error)]


def _diagnostics(document: Document, error: Any) -> Iterator[Diagnostic]:
    trail: Trail = tuple(error.absolute_path)
    place = document.at(trail)
    match error.validator:
        case "oneOf" | "anyOf":
            yield from _alternatives(document, error)
        case "additionalProperties" | "unevaluatedProperties" if isinstance(error.instance, dict):
            known = error.schema.get("properties", {})
            for key in sorted(set(error.instance) - set(known)):
                where = document.at((*trail, key), key=True)
                yield Diagnostic("shape.unknown_key", where, {"key": key, "nearest": nearest(key, known)}, length=len(key))
        case "required":
            missing = [k for k in error.validator_value if k not in error.instance]
            for key in missing:
                yield fault("shape.required", document.at(trail, key=True) if trail else place, key=key)
        case "type":
            wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
            shown = " of/or ".join(_TYPES[w] for w in wanted if w != "null" or len(wanted) == 1)
            yield fault("shape.type", place, wanted=shown, found=_shown(error.instance))
        case "enum" | "const":
            values = error.validator_value if error.validator == "enum" else [error.validator_value]
            shown = ", ".join(str(_plain(v)) for v in values)
            guess = nearest(str(error.instance), [str(v) for v in values])
            value = str(_plain(error.instance))
            yield Diagnostic("shape.choice", place, {"value": value, "known": shown, "nearest": guess})
        case "pattern":
            example = _EXAMPLES.get(error.validator_value, error.validator_value)
            if "\\S+" in error.validator_value:
                example = "een tot zes woorden/one to six words"
            if "propertyNames" in error.absolute_schema_path:
                place = document.at((*trail, error.instance), key=True)
            yield fault("shape.pattern", place, value=_shown(error.instance), example=example)
        case "minimum" | "maximum" | "exclusiveMinimum":
            schema = error.schema
            low, high = schema.get("minimum", schema.get("exclusiveMinimum", "…")), schema.get("maximum", "…")
            yield fault("shape.range", place, value=error.instance, low=low, high=high)
        case _:
            yield fault("shape.other", place, why=error.message[:120])


def _alternatives(document: Document, error: Any) -> Iterator[Diagnostic]:
    """Say what is wrong in the alternative that was most likely meant."""
    trail: Trail = tuple(error.absolute_path)
    if all(e.validator == "required" for e in error.context or ()):
        wanted = sorted({key for e in error.context for key in e.validator_value})
        if {"source", "basis"} <= set(wanted):
            yield fault("shape.provenance", document.at(trail, key=True) if trail else document.at())
        else:
            yield fault("shape.required", document.at(trail, key=True), key=" | ".join(wanted))
        return
    groups: dict[int, list[Any]] = {}
    for each in error.context or ():
        groups.setdefault(each.schema_path[0], []).append(each)
    fitting = [g for g in groups.values() if not any(e.validator == "type" and not e.path for e in g)]
    chosen = min(fitting or groups.values(), key=_distance, default=[])
    if not chosen or not fitting:
        wanted = sorted({str(t) for g in groups.values() for e in g for t in _type_of(e)})
        shown = " of/or ".join(_TYPES.get(w, w) for w in wanted)
        yield fault("shape.type", document.at(trail), wanted=shown, found=_shown(error.instance))
        return
    for each in chosen:
        yield from _diagnostics(document, each)


def _distance(errors: list[Any]) -> tuple[int, int]:
    return sum(2 if e.validator in ("required", "const") else 1 for e in errors), -max(len(e.absolute_path) for e in errors)


def _type_of(error: Any) -> list[str]:
    value = error.validator_value if error.validator == "type" else []
    return [value] if isinstance(value, str) else list(value)


def _plain(value: object) -> object:
    return {True: "true", False: "false", None: "null"}.get(value, value) if isinstance(value, bool | None) else value


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "een groep/a mapping"
    if isinstance(value, list):
        return "een lijst/a list"
    if value is None:
        return "niets/nothing"
    return f"`{_plain(value)}`"
