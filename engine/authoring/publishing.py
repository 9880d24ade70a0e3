"""The schemas with every name of a knowledge base in them, so that an editor completes and explains facts, roles and sources."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from engine.loading.document import read_document
from engine.loading.library import KnowledgeFile, schemas_folder
from engine.loading.naming import names_in
from engine.loading.overlay import ABOUT
from engine.loading.references import names_under
from engine.model.knowledge import Knowledge
from engine.model.text import Label

__all__ = ["OUTPUTS", "file_patterns", "published_schemas"]

_Names = Mapping[str, str]  # each id with what an editor says of it
_TERM_KEYS = ("within", "at_most")
_NOT_CHANGED = {"sources", "systems", "untranslated", "knowledge", "school"}  # kinds that are about the base itself
OUTPUTS = tuple(  # what commands say
    f"{name}.schema.json" for name in ("advice", "check", "diff", "difference", "explanation", "graph", "plan", "questions", "screen")
)
_OF_TABLES = "mapping.schema.json"  # about columns of pupils, no part of an overlay
_EXPECTED = {  # what the keys of `expect` name
    **dict.fromkeys(("findings",), "finding"),
    **dict.fromkeys(("hypotheses", "hypotheses_in", "hypotheses_not"), "hypothesis"),
    **dict.fromkeys(("needs", "no_needs"), "need"),
    **dict.fromkeys(("alerts", "no_alerts", "first_alert"), "alert"),
    **dict.fromkeys(("support", "support_not"), "layer"),
    **dict.fromkeys(("protocols", "no_protocols", "due_dates", "protocol"), "protocol"),
    **dict.fromkeys(("interventions", "no_interventions"), "intervention"),
    **dict.fromkeys(("by",), "informant"),
    **dict.fromkeys(("role",), "role"),
    **dict.fromkeys(("node", "chose"), "bare_task"),
    "asks": "fact",
}


def published_schemas(knowledge: Knowledge, files: Iterable[KnowledgeFile]) -> dict[str, str]:
    """Give each schema by its file name, as JSON, with the ids of this knowledge base suggested wherever one belongs.

    The ids are suggestions: what is being written this minute is not refused. `wegwijzer check` refuses what does not exist.
    """
    names = _all_names(knowledge)
    documents = [read_document(file.path, name=file.name) for file in files]
    changeable = names_in(d for d in documents if not _NOT_CHANGED & set(d.value))
    out = {}
    for path in sorted(schemas_folder().glob("*.json")):
        if path.name in (*OUTPUTS, _OF_TABLES):
            continue
        kind = path.name.split(".", maxsplit=1)[0]
        schema = copy.deepcopy(json.loads(path.read_text(encoding="utf-8")))
        _complete(schema, _EXPECTED if kind == "case" else _keys_of(kind), names)
        if kind == "case":
            _complete_facts(schema, knowledge)
        elif kind == "school":
            _complete_school(schema, knowledge, changeable)
        elif kind == "common":
            _complete_common(schema, names)
        elif kind not in ("base", "sources"):
            _let_files_be_dated(schema)
        out[path.name] = json.dumps(schema, indent=1, ensure_ascii=False) + "\n"
    return out


def _keys_of(kind: str) -> dict[str, str]:
    return {**names_under(kind), **(dict.fromkeys(_TERM_KEYS, "parameter") if kind == "protocol" else {})}


# --- names ---


def _all_names(k: Knowledge) -> dict[str, dict[str, str]]:
    tasks = {f"{p.id}.{t.id}": _said(t.label) for p in k.protocols.values() for t in p.tasks.values()}
    names: dict[str, dict[str, str]] = {
        "role": _labels(k.roles),
        "informant": _labels(k.informants),
        "fact": {f.id: f"{_said(f.label)} – {f.question.nl}" for f in k.facts.values()},
        "finding": _labels(k.findings),
        "measure": _labels(k.measures),
        "parameter": {p.id: f"{_said(p.label)}: {p.value:g} {p.unit}" for p in k.parameters.values()},
        "hypothesis": _labels(k.hypotheses),
        "need": _labels(k.needs),
        "layer": _labels(k.layers),
        "alert": _labels(k.alerts),
        "intervention": _labels(k.interventions),
        "protocol": _labels(k.protocols),
        "guide": _labels(k.guides),
        "table": _labels(k.tables),
        "system": _labels(k.systems),
        "source": {s.id: s.title for s in k.sources.values()},
        "section": {part.name: f"{s.title}: {part.title or part.name}" for s in k.sources.values() for part in s.sections},
        "task": tasks | {name.partition(".")[2]: said for name, said in tasks.items()},
        "bare_task": {name.partition(".")[2]: said for name, said in tasks.items()},
    }
    names["addressee"] = names["need"] | names["hypothesis"]
    asked = {f.id: names["fact"][f.id] for f in k.facts.values() if f.type == "bool"}
    names["condition"] = asked | names["finding"] | names["hypothesis"] | names["need"]
    return names


def _labels(table: Mapping[str, Any]) -> dict[str, str]:
    return {id_: _said(noun.label) for id_, noun in table.items()}


def _said(label: Label) -> str:
    return label.nl if label.nl == label.en else f"{label.nl} ({label.en})"


# --- places ---


def _complete(node: Any, keys: Mapping[str, str], names: Mapping[str, _Names]) -> None:
    """Suggest names at each property that holds some, wherever it lies."""
    if isinstance(node, list):
        for each in node:
            _complete(each, keys, names)
    elif isinstance(node, dict):
        properties = node.get("properties")
        for key, schema in properties.items() if isinstance(properties, dict) else ():
            if key in keys and isinstance(schema, dict):
                _suggest(schema, names[keys[key]])
        for each in node.values():
            _complete(each, keys, names)


def _suggest(schema: dict[str, Any], names: _Names) -> None:
    """Suggest names where a schema takes a text: by itself, in a list, as a key, or as one of several shapes."""
    if schema.get("type") == "string" or schema.get("type") == ["string", "number"] or schema.get("type") == ["string", "null"]:
        description = schema.pop("description", None)
        plain = dict(schema)
        schema.clear()
        schema.update({"description": description} if description else {})
        schema["anyOf"] = [_listed(names), plain]
    elif schema.get("type") == "array" and isinstance(schema.get("items"), dict):
        _suggest(schema["items"], names)
    elif schema.get("type") == "object" and isinstance(schema.get("additionalProperties"), dict) and "properties" not in schema:
        schema["properties"] = {id_: {"description": said, **schema["additionalProperties"]} for id_, said in names.items()}
    for each in schema.get("oneOf", ()):
        if isinstance(each, dict) and each.get("type") in ("string", "array"):
            _suggest(each, names)


def _listed(names: _Names) -> dict[str, Any]:
    return {"enum": list(names), "enumDescriptions": list(names.values())}


def _complete_common(schema: dict[str, Any], names: Mapping[str, _Names]) -> None:
    defs = schema["$defs"]
    citation = defs["citation"]["properties"]
    _suggest(citation["doc"], names["source"])
    _suggest(citation["section"], names["section"])
    for shape in defs["condition"]["oneOf"]:
        if shape.get("type") == "string":
            _suggest(shape, names["condition"])


def _complete_facts(schema: dict[str, Any], k: Knowledge) -> None:
    """Explain each fact of a case by its question, and suggest the values that it can have."""
    facts = schema["properties"]["facts"]
    shape = facts["additionalProperties"]
    shapes = {kind: shape if kind == "any" else _offering(shape, _values(kind, {})) for kind in ("any", "bool", "level")}
    schema["$defs"] = {**schema.get("$defs", {}), **shapes}
    facts["properties"] = {}
    for fact in k.facts.values():
        kind = fact.type if fact.type in shapes else "any"
        own = _offering(shape, _values(fact.type, fact.values)) if fact.values else {"$ref": f"#/$defs/{kind}"}
        facts["properties"][fact.id] = {"description": f"{fact.question.nl} ({fact.question.en})", **own}


def _values(type_: str, choices: Mapping[str, Label]) -> dict[Any, str]:
    known: dict[Any, str] = {True: "ja (yes)", False: "nee (no)"} if type_ == "bool" else {}
    known |= {id_: _said(label) for id_, label in choices.items()}
    if type_ == "level":
        known |= dict.fromkeys(("I", "II", "III", "IV", "V"), "")
    return known | {"unknown": "gevraagd, en niemand weet het (asked, and nobody knows)"} if known else {}


def _offering(shape: dict[str, Any], values: dict[Any, str]) -> dict[str, Any]:
    """Give the shape of an observation with the values that it can have."""
    own = copy.deepcopy(shape)
    listed = {"enum": list(values), "enumDescriptions": list(values.values())}
    own["oneOf"] = [listed if each.get("type") == ["boolean", "number", "string"] else each for each in own["oneOf"]]
    for each in own["oneOf"]:
        for entry in (each, each.get("items", {})):
            if "value" in entry.get("properties", {}):
                entry["properties"]["value"] = {"description": entry["properties"]["value"].get("description", ""), **listed}
    return own


def _complete_school(schema: dict[str, Any], k: Knowledge, changeable: Iterable[str]) -> None:
    properties = schema["properties"]
    provisions = {layer.provision for layer in k.layers.values()} | {v.provision for x in k.layers.values() for v in x.variants}
    shape = properties["provisions"]["additionalProperties"]
    ids = sorted(p for p in {*provisions, *(f for f in k.facts if f.startswith("provision."))} if p)
    properties["provisions"]["properties"] = {id_: {"description": _said(k.facts[id_].label), **shape} for id_ in ids if id_ in k.facts}
    shape = properties["parameters"]["additionalProperties"]
    said = {p.id: f"{_said(p.label)}: {p.value:g} {p.unit}" for p in k.parameters.values()}
    properties["parameters"]["properties"] = {id_: {"description": text, **shape} for id_, text in said.items()}
    schema["$defs"] = {"changeable": {"enum": sorted(changeable)}}
    for change in properties["changes"]["items"]["oneOf"]:
        for word in ("replaces", "adds", "removes"):
            if word in change["properties"]:
                plain = change["properties"][word]
                description = plain.pop("description")
                change["properties"][word] = {"description": description, "anyOf": [{"$ref": "#/$defs/changeable"}, plain]}


def _let_files_be_dated(schema: dict[str, Any]) -> None:
    """Let a file of an overlay say from when it counts and who approved it."""
    dates = json.loads((schemas_folder() / "school.schema.json").read_text(encoding="utf-8"))["properties"]
    schema["properties"].update({word: dates[word] for word in ABOUT})


def file_patterns() -> Iterator[tuple[str, list[str]]]:
    """Give for each schema which files of an overlay it is for, as editors match them."""
    yield "school.schema.json", ["school.yaml"]
    yield "protocol.schema.json", ["protocols/*.yaml"]
    yield "case.schema.json", ["vignettes/**/*.yaml"]
    for kind in (
        "alerts",
        "facts",
        "findings",
        "glossary",
        "hypotheses",
        "interventions",
        "layers",
        "measures",
        "needs",
        "parameters",
        "roles",
        "tables",
    ):
        yield f"{kind}.schema.json", [f"rules/{kind}.yaml", f"rules/{kind}/*.yaml"]
