"""All knowledge files of a folder to one `Knowledge`, with all their faults at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.loading.calendars import build_calendar
from engine.loading.document import Document, Trail, read_document
from engine.loading.library import SCHOOL_FILE, KnowledgeFile, digest_of, knowledge_files
from engine.loading.overlay import Overlay, apply_overlay, read_overlays
from engine.loading.protocols import build_guide, build_protocol
from engine.loading.reading import Reader
from engine.loading.references import Reference, dangling, references
from engine.loading.rules import (
    build_alert,
    build_finding,
    build_hypothesis,
    build_intervention,
    build_layer,
    build_need,
)
from engine.loading.schema import schema_faults
from engine.loading.systems import build_system
from engine.loading.tables import build_table
from engine.loading.vocabulary import (
    build_fact,
    build_informant,
    build_measure,
    build_parameter,
    build_role,
    build_source,
    build_untranslated,
)
from engine.model.knowledge import Knowledge
from engine.model.provenance import Untranslated
from engine.model.text import Label

__all__ = ["load_knowledge"]

_Build = Callable[[Reader, str, dict[str, Any], Trail], Any]
_BUILDERS: dict[str, _Build] = {
    "sources": build_source,
    "roles": build_role,
    "informants": build_informant,
    "parameters": build_parameter,
    "facts": build_fact,
    "measures": build_measure,
    "findings": build_finding,
    "tables": build_table,
    "hypotheses": build_hypothesis,
    "needs": build_need,
    "layers": build_layer,
    "alerts": build_alert,
    "interventions": build_intervention,
    "systems": build_system,
}
_WHOLE = {"protocol": "protocols", "guide": "guides"}
_KINDS = (*_BUILDERS, *_WHOLE, "untranslated", "knowledge")
_OF_PARAMETERS = ("condition.unknown_name", "knowledge.term")  # what is wrong where the file with parameters did not load
_REQUIRED = ("informants", "facts", "layers")


@dataclass(slots=True)
class _Collection:
    """What has been read so far."""

    entries: dict[str, dict[str, Any]] = field(default_factory=lambda: {k: {} for k in (*_BUILDERS, *_WHOLE.values())})
    untranslated: list[Untranslated] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    found: list[Reference] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)

    def add(self, kind: str, id_: str, noun: Any) -> None:
        """Keep a noun; a second one of the same id is a fault."""
        first = self.entries[kind].get(id_)
        if first is not None:
            self.faults.append(fault("knowledge.duplicate_id", noun.place, id=id_, first=str(first.place)))
        else:
            self.entries[kind][id_] = noun


def load_knowledge(root: Path, on: date | None = None) -> Knowledge:
    """Load all knowledge files of a root folder; for a school's overlay, laid over the base as valid on a day.

    Raises `KnowledgeError` with every fault of every file: unreadable, wrong shape, doubled, pointing at nothing.
    Types and order of the conditions are checked when the knowledge is compiled.
    """
    files = knowledge_files(root)
    if not files:
        raise KnowledgeError([fault("knowledge.empty", Location(str(root)))])
    collection = _Collection()
    overlays = read_overlays(root, on)
    documents = _documents(files, overlays, collection)
    complete = not any(d.severity == "error" for d in collection.faults)
    for kind in ("parameters", *(k for k in _KINDS if k != "parameters")):
        for document in documents.get(kind, ()):
            _read(document, kind, collection)
    missing = [k for k in _REQUIRED if not collection.entries[k]]
    if not any(d.severity == "error" for d in collection.faults):
        collection.faults += [fault("knowledge.kind_missing", Location(str(root)), kind=k) for k in missing]
    about = collection.about or {"name": "", "version": "", "label": {"nl": "", "en": ""}}
    knowledge = Knowledge(
        name=about["name"],
        version=str(about["version"]),
        label=Label(about["label"]["nl"], about["label"]["en"]),
        digest=digest_of(files),
        untranslated=tuple(collection.untranslated),
        school=overlays[-1].document.value["school"] if overlays else "",
        calendar=build_calendar([o.document.value for o in overlays]),
        provisions={k: v for o in overlays for k, v in o.document.value.get("provisions", {}).items()},
        warnings=tuple(d for d in collection.faults if d.severity != "error"),
        **{k: v if k in ("layers", "alerts", "systems") else dict(sorted(v.items())) for k, v in collection.entries.items()},
    )
    errors = [d for d in collection.faults if d.severity == "error" and (complete or d.code not in _OF_PARAMETERS)]
    if not errors:  # a file that did not load would make every name in it dangle
        errors += [*dangling(collection.found, knowledge), *_unknown_provisions(overlays, knowledge)]
    if errors:
        raise KnowledgeError(errors)
    return knowledge


def _unknown_provisions(overlays: list[Overlay], knowledge: Knowledge) -> Iterator[Diagnostic]:
    for overlay in overlays:
        for name in overlay.document.value.get("provisions", {}):
            if name not in knowledge.facts:
                place = overlay.document.at(("provisions", name), key=True)
                yield Diagnostic("case.unknown_fact", place, {"name": name, "nearest": nearest(name, knowledge.facts)})


def _documents(files: list[KnowledgeFile], overlays: list[Overlay], collection: _Collection) -> dict[str, list[Document]]:
    out: dict[str, list[Document]] = {}
    read: list[tuple[Document, str]] = []
    for name, path in files:
        if path.name == SCHOOL_FILE:
            continue
        try:
            document = read_document(path, name=name)
            read.append((document, _kind(document)))
        except KnowledgeError as problem:
            collection.faults.extend(problem.diagnostics)
    for overlay in overlays:
        collection.faults.extend(apply_overlay(overlay, [document for document, _ in read]))
    for document, kind in read:
        problems = schema_faults(document, "base" if kind == "knowledge" else kind)
        collection.faults.extend(problems)
        if not problems:
            out.setdefault(kind, []).append(document)
    return out


def _kind(document: Document) -> str:
    if isinstance(document.value, dict):
        for key in _KINDS:
            if key in document.value:
                return key
        first = next(iter(document.value), "")
        values = {"known": ", ".join(_KINDS), "nearest": nearest(first, _KINDS)}
        raise KnowledgeError([Diagnostic("shape.kind", document.at((first,), key=True), values)])
    raise KnowledgeError([fault("shape.kind", document.at(), known=", ".join(_KINDS))])


def _read(document: Document, kind: str, collection: _Collection) -> None:
    reader = Reader(document, parameters=collection.entries["parameters"])
    if kind == "knowledge":
        collection.about = document.value["knowledge"]
    elif kind == "untranslated":
        entries = enumerate(document.value["untranslated"])
        collection.untranslated += [build_untranslated(reader, e, ("untranslated", i)) for i, e in entries]
    elif kind == "protocol":
        protocol = build_protocol(reader, collection.entries["parameters"])
        collection.add("protocols", protocol.id, protocol)
    elif kind == "guide":
        guide = build_guide(reader)
        collection.add("guides", guide.id, guide)
    else:
        for id_, entry in document.value[kind].items():
            collection.add(kind, id_, _BUILDERS[kind](reader, id_, entry, (kind, id_)))
    collection.faults.extend(reader.faults)
    collection.found.extend(references(document, kind))
