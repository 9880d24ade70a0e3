"""Names in a document that point at other knowledge, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from engine.diagnostics import Diagnostic, Guess, Location
from engine.loading.document import Document, Trail
from engine.messages import TERMS
from engine.model.knowledge import Knowledge

__all__ = ["Reference", "dangling", "names_under", "references"]


class Reference(NamedTuple):
    """A name of a kind of knowledge, where it is used."""

    kind: str
    name: str
    place: Location


# For each kind of document: key -> what the words under it name. A key under several entries counts in all.
_KEYS: dict[str, dict[str, str]] = {
    "roles": {"reports_to": "role", "says": "informant"},
    "facts": {"informants": "informant", "fact": "fact"},
    "hypotheses": {"leads_to": "need", "threatens": "fact"},
    "needs": {"layer": "layer"},
    "layers": {"fact": "fact", "provision": "fact", "above": "layer"},
    "interventions": {
        "level": "layer",
        "addresses": "addressee",
        "leads": "role",
        "with": "role",
        "not_with": "intervention",
        "after": "intervention",
    },
    "protocol": {
        "layer": "layer",
        "role": "role",
        "with": "role",
        "needs": "fact",
        "asks": "fact",
        "from": "fact",
        "next": "task",
        "to": "task",
    },
    "guide": {"fills": "fact"},
    "untranslated": {"systems": "system"},
    "systems": {
        "findings": "finding",
        "tables": "table",
        "measures": "measure",
        "parameters": "parameter",
        "hypotheses": "hypothesis",
        "needs": "need",
        "layers": "layer",
        "alerts": "alert",
        "protocols": "protocol",
        "guides": "guide",
        "interventions": "intervention",
        "roles": "role",
    },
}
_FREE = {("needs", "layer"): {"none"}, ("interventions", "level"): {"any"}}


def names_under(kind: str) -> Mapping[str, str]:
    """Give for a kind of document which of its keys hold names, and of what."""
    return _KEYS.get(kind, {})


def references(document: Document, kind: str) -> Iterator[Reference]:
    """Give all names that a document uses, citations among them."""
    yield from _walk(document, kind, document.value, ())
    if kind == "systems":
        yield from _sections(document)


def _sections(document: Document) -> Iterator[Reference]:
    """Give the sections that systems name by their sources."""
    for id_, entry in document.value["systems"].items():
        for doc, names in entry["sections"].items():
            for i, name in enumerate(names):
                yield Reference("section", f"{doc} {name}", document.at(("systems", id_, "sections", doc, i)))


def _walk(document: Document, kind: str, node: Any, trail: Trail) -> Iterator[Reference]:
    if isinstance(node, list):
        for i, child in enumerate(node):
            yield from _walk(document, kind, child, (*trail, i))
    if not isinstance(node, dict):
        return
    if {"doc", "section", "near"} <= set(node):
        yield Reference("section", f"{node['doc']} {node['section']}", document.at(trail))
        return
    wanted = _KEYS.get(kind, {})
    for key, child in node.items():
        here = (*trail, key)
        if key in wanted and len(trail) > (0 if kind in ("protocol", "guide") else 1):
            free = _FREE.get((kind, key), set())
            yield from (r for r in _names(document, wanted[key], child, here) if r.name not in free)
        yield from _walk(document, kind, child, here)


def _names(document: Document, kind: str, child: Any, trail: Trail) -> Iterator[Reference]:
    if isinstance(child, str):
        name = child
        if kind == "task" and "." not in child:
            name = f"{document.value['protocol']}.{child}"
        yield Reference(kind, name, document.at(trail))
    elif isinstance(child, list):
        for i, each in enumerate(child):
            if isinstance(each, str):
                yield from _names(document, kind, each, (*trail, i))


def dangling(found: list[Reference], knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Give a diagnostic for every name that points at nothing."""
    known: dict[str, set[str]] = {
        "role": set(knowledge.roles),
        "informant": set(knowledge.informants),
        "fact": set(knowledge.facts),
        "need": set(knowledge.needs),
        "layer": set(knowledge.layers),
        "intervention": set(knowledge.interventions),
        "addressee": {*knowledge.needs, *knowledge.hypotheses},
        "task": {f"{p.id}.{t}" for p in knowledge.protocols.values() for t in p.tasks},
        "finding": set(knowledge.findings),
        "table": set(knowledge.tables),
        "measure": set(knowledge.measures),
        "parameter": set(knowledge.parameters),
        "hypothesis": set(knowledge.hypotheses),
        "alert": set(knowledge.alerts),
        "protocol": set(knowledge.protocols),
        "guide": set(knowledge.guides),
        "system": set(knowledge.systems),
        "section": {f"{s.id} {part.name}" for s in knowledge.sources.values() for part in s.sections},
    }
    for reference in found:
        names = known[reference.kind]
        if reference.name not in names:
            values = {"kind": TERMS[reference.kind], "name": reference.name, "nearest": Guess(reference.name, names)}
            yield Diagnostic("knowledge.unknown_reference", reference.place, values, length=len(reference.name))
