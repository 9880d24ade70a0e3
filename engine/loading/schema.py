"""JSON Schema faults of a document, each at its line and with the mend."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from engine.diagnostics import Diagnostic, Guess, Location, fault, nearest
from engine.limits import FAULTS_SAID
from engine.loading.document import Document, Trail
from engine.loading.library import schemas_folder
from engine.messages import TERMS, Phrase, either

__all__ = ["schema_faults"]

_MOST = 4_096
_sound: set[tuple[str, bytes]] = set()  # kinds, and digests of what was found sound by them

_TYPES = {
    "boolean": TERMS["yes or no"],
    "integer": TERMS["a whole number"],
    "number": TERMS["a number"],
    "string": TERMS["text as such"],
    "array": TERMS["a list"],
    "object": TERMS["a mapping"],
    "null": TERMS["nothing"],
}
_FORMS = {
    "^[a-z0-9][a-z0-9-]*$": Phrase(
        "kleine letters, cijfers en streepjes, zoals `jaimo-2`", "small letters, digits and hyphens, such as `jaimo-2`"
    ),
    "^[a-z][a-z0-9_]*$": Phrase("kleine letters, cijfers en `_`, zoals `in_class`", "small letters, digits and `_`, such as `in_class`"),
    "^[a-z][a-z0-9_.]*$": Phrase("een naam als `need.challenge`", "a name like `need.challenge`"),
    "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)?$": Phrase(
        "een naam als `intake` of `safety_net.intake`", "a name like `intake` or `safety_net.intake`"
    ),
    "^[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+$": Phrase(
        "een naam met een punt, zoals `home.unsafe`", "a name with a dot, such as `home.unsafe`"
    ),
    "^(signal|exclusion|form)\\.[a-z][a-z0-9_]*$": Phrase("`signal.…`, `exclusion.…` of `form.…`", "`signal.…`, `exclusion.…` or `form.…`"),
    "^(cause|pathway)\\.[a-z][a-z0-9_]*$": Phrase("`cause.…` of `pathway.…`", "`cause.…` or `pathway.…`"),
    "^([a-z]+:)?[A-Za-z][A-Za-z0-9_]*(\\.[^.\\s]+)*$": Phrase(
        "een naam zoals `safety_net.intake.role`", "a name such as `safety_net.intake.role`"
    ),
    "^need\\.[a-z][a-z0-9_]*$": Phrase("`need.…`", "`need.…`"),
    "^alert\\.[a-z][a-z0-9_]*$": Phrase("`alert.…`", "`alert.…`"),
    "^\\s*\\S+(\\s+\\S+){0,5}\\s*$": Phrase("hoogstens zes woorden die in de bron staan", "at most six words that stand in the source"),
}
_SIZES = {"minLength": "shape.short_text", "minItems": "shape.few", "minProperties": "shape.few", "maxItems": "shape.many"}


@cache
def _validators() -> dict[str, Any]:
    from jsonschema import Draft202012Validator, ValidationError  # noqa: PLC0415 - slow to import, needed only while loading
    from jsonschema.validators import extend  # noqa: PLC0415 - as above
    from referencing import Registry, Resource  # noqa: PLC0415 - as above

    def pattern(_validator: Any, wanted: str, instance: Any, _schema: Any) -> Iterator[ValidationError]:
        # in a JSON Schema `$` is the very end; in Python it would let a last line break pass
        if isinstance(instance, str) and not re.search(re.sub(r"\$$", r"\\Z", wanted), instance):
            yield ValidationError("")

    schemas = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in sorted(schemas_folder().glob("*.json"))}
    registry: Any = Registry().with_resources((n, Resource.from_contents(s)) for n, s in schemas.items())
    make: Any = extend  # its types are not declared
    strict = make(Draft202012Validator, {"pattern": pattern})
    return {n.split(".")[0]: strict(s, registry=registry) for n, s in schemas.items()}


def schema_faults(document: Document, kind: str) -> list[Diagnostic]:
    """Check a document against `schemas/KIND.schema.json` and give all faults.

    What was sound once is not looked through again: rules that a school lays its own over are opened over and over.
    """
    looked = kind, hashlib.sha256(repr(document.value).encode(errors="surrogatepass")).digest()
    if looked in _sound:
        return []
    errors = _validators()[kind].iter_errors(document.value)
    faults = [d for error in errors for d in _diagnostics(document, error)]
    if not faults:
        if len(_sound) >= _MOST:
            _sound.clear()
        _sound.add(looked)
    return faults


def _diagnostics(document: Document, error: Any) -> Iterator[Diagnostic]:
    trail: Trail = tuple(error.absolute_path)
    place = document.at(trail)
    if "propertyNames" in error.absolute_schema_path:
        place = document.at((*trail, error.instance), key=True)
    match error.validator:
        case "oneOf" | "anyOf":
            yield from _alternatives(document, error)
        case "additionalProperties" | "unevaluatedProperties" if isinstance(error.instance, dict):
            yield from _unknown_keys(document, error, trail)
        case "required":
            for key in error.validator_value:
                if key not in error.instance and not _is_misspelt(key, error):
                    yield fault("shape.required", document.at(trail, key=bool(trail)), key=key)
        case "type" if error.schema.get("required") == ["nl", "en"]:
            yield fault("shape.label", place, found=_shown(error.instance))
        case "type":
            wanted = error.validator_value if isinstance(error.validator_value, list) else [error.validator_value]
            yield _misfit(document, trail, wanted, error.instance)
        case "enum" | "const":
            yield _not_among(document, trail, error)
        case _:
            yield _of_value(error, place)


def _of_value(error: Any, place: Location) -> Diagnostic:
    """Say what is wrong with a value of the right kind: its form, its size."""
    wanted = error.validator_value
    match error.validator:
        case "pattern":
            return fault("shape.pattern", place, value=error.instance, example=_FORMS.get(wanted, Phrase(wanted, wanted)))
        case "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum":
            return fault(f"shape.{error.validator}", place, value=error.instance, bound=wanted)
        case "minLength" if wanted == 1:
            return fault("shape.empty_text", place)
        case "minLength" | "minItems" | "minProperties" | "maxItems":
            return fault(_SIZES[error.validator], place, count=wanted)
    return fault("shape.other", place)


def _unknown_keys(document: Document, error: Any, trail: Trail) -> Iterator[Diagnostic]:
    known = error.schema.get("properties", {})
    for key in sorted(set(error.instance) - set(known)):
        where = document.at((*trail, key), key=True)
        values = {"key": key, "known": _listed(known), "nearest": Guess(key, known)}
        yield Diagnostic("shape.unknown_key", where, values, length=len(key))


def _is_misspelt(key: str, error: Any) -> bool:
    """Tell whether a missing key is there after all, under a name that is reported already."""
    known = error.schema.get("properties", {})
    return any(nearest(other, known) == key for other in sorted(set(error.instance) - set(known))[:FAULTS_SAID])


def _not_among(document: Document, trail: Trail, error: Any) -> Diagnostic:
    values = [error.validator_value] if error.validator == "const" else error.validator_value
    known = list(dict.fromkeys(_written(v) for v in values))
    found = error.instance
    if isinstance(found, dict | list) or found is None:
        return fault("shape.choose", document.at(trail), found=_shown(found), known=_listed(known))
    values = {"value": found, "known": _listed(known), "nearest": Guess(_written(found), known)}
    return Diagnostic("shape.choice", document.at(trail), values)


def _misfit(document: Document, trail: Trail, wanted: Iterable[str], found: object) -> Diagnostic:
    """Say that a value is of another kind than what belongs there; that nothing may stand there is no advice."""
    names = set(wanted) - {"null"}
    if names == {"string"} and isinstance(found, bool | int | float):
        return fault("shape.quote", document.at(trail), value=found)
    code = "shape.nothing" if found is None else "shape.type"
    return fault(code, document.at(trail), wanted=either(_TYPES[n] for n in _TYPES if n in names), found=_shown(found))


def _alternatives(document: Document, error: Any) -> Iterator[Diagnostic]:
    """Say what is wrong in the alternative that was most likely meant."""
    trail: Trail = tuple(error.absolute_path)
    if not error.context and not isinstance(error.instance, dict):
        return  # every alternative asks for keys, and that this has none is said already
    if not error.context:  # several alternatives fit where one may
        keys = sorted({key for each in error.validator_value for key in each.get("required", ())} & set(error.instance))
        yield fault("shape.one_only", document.at(trail, key=bool(trail)), known=_listed(keys))
        return
    if all(e.validator == "required" and not e.path for e in error.context):
        yield _none_of(document, trail, error)
        return
    groups: dict[int, list[Any]] = {}
    for each in error.context:
        groups.setdefault(each.schema_path[0], []).append(each)
    fitting = [g for g in groups.values() if not any(e.validator == "type" and not e.path for e in g)]
    if not fitting:
        yield _misfit(document, trail, (t for e in error.context for t in _type_of(e)), error.instance)
        return
    for each in min(fitting, key=_distance):
        yield from _diagnostics(document, each)


def _none_of(document: Document, trail: Trail, error: Any) -> Diagnostic:
    place = document.at(trail, key=bool(trail))
    lacking = ([key for key in e.validator_value if key not in error.instance] for e in error.context)
    wanted = list(dict.fromkeys(keys[0] for keys in lacking if keys))
    if {"source", "basis"} <= set(wanted):
        return fault("shape.provenance", place)
    return fault("shape.none_of", place, known=_listed(wanted))


def _distance(errors: list[Any]) -> tuple[int, int]:
    return sum(2 if e.validator in ("required", "const") else 1 for e in errors), -max(len(e.absolute_path) for e in errors)


def _type_of(error: Any) -> list[str]:
    value = error.validator_value if error.validator == "type" else []
    return [value] if isinstance(value, str) else list(value)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _written(value: object) -> str:
    """Write a plain value as it stands in a file."""
    return {True: "true", False: "false", None: "null"}[value] if isinstance(value, bool | None) else str(value)


def _shown(value: object) -> Phrase | str:
    if isinstance(value, dict | list):
        return _TYPES["object" if isinstance(value, dict) else "array"]
    return _TYPES["null"] if value is None else f"`{_written(value)}`"
