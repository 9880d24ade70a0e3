"""All knowledge files of a folder to one `Knowledge`, with all their faults at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.loading.amounts import misplaced_parameters, unknown_parameters, with_amounts
from engine.loading.calendars import build_calendar
from engine.loading.document import Document, Trail, read_document
from engine.loading.laying import lay_over
from engine.loading.library import SCHOOL_FILE, KnowledgeFile, digest_of, knowledge_files
from engine.loading.overlay import ABOUT, Overlay, Period, date_faults, period_of, read_overlays
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
    build_term,
    build_untranslated,
)
from engine.model.knowledge import RETENTION, Knowledge
from engine.model.local import LocalChange, LocalFile, LocalLayer
from engine.model.provenance import Untranslated
from engine.model.rules import Layer

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
    "glossary": build_term,
}
_WHOLE = {"protocol": "protocols", "guide": "guides"}
_KINDS = (*_BUILDERS, *_WHOLE, "untranslated", "knowledge")
_OF_PARAMETERS = ("condition.unknown_name", "knowledge.term")  # what is wrong where the file with parameters did not load
_REQUIRED = ("informants", "facts", "layers")
_ORDERED = ("layers", "alerts", "systems")


@dataclass(slots=True)
class _Collection:
    """What has been read so far."""

    own_files: frozenset[str] = frozenset()
    entries: dict[str, dict[str, Any]] = field(default_factory=lambda: {k: {} for k in (*_BUILDERS, *_WHOLE.values())})
    untranslated: list[Untranslated] = field(default_factory=list)
    about: dict[str, Any] = field(default_factory=dict)
    found: list[Reference] = field(default_factory=list)
    local: list[LocalLayer] = field(default_factory=list)
    turns: set[date] = field(default_factory=set)
    faults: list[Diagnostic] = field(default_factory=list)

    def add(self, kind: str, id_: str, noun: Any) -> None:
        """Keep a noun; a second one of the same id is a fault."""
        first = self.entries[kind].get(id_)
        if first is not None:
            own = noun.place.file in self.own_files
            code = "overlay.own_id" if own and first.place.file not in self.own_files else "knowledge.duplicate_id"
            self.faults.append(fault(code, noun.place, id=id_, first=str(first.place)))
        else:
            self.entries[kind][id_] = noun


class _Own(NamedTuple):
    """A document that was read, with its kind, and what a file of an overlay says of itself."""

    document: Document
    kind: str
    period: Period
    approved_by: str


def load_knowledge(root: Path, on: date | None = None) -> Knowledge:
    """Load all knowledge files of a root folder; for a school's overlay, laid over the base as it counts on a day.

    Without a day everything counts that will have come into force, and not have ended, by the last date that is named.
    Raises `KnowledgeError` with every fault of every file: unreadable, wrong shape, doubled, pointing at nothing.
    Types and order of the conditions are checked when the knowledge is compiled.
    """
    files = knowledge_files(root)
    if not files:
        raise KnowledgeError([fault("knowledge.empty", Location(str(root)))])
    collection = _Collection(own_files=frozenset(file.name for file in files if file.layer))
    overlays = read_overlays(root, on or date.max)
    documents = _documents(files, overlays, on or date.max, collection)
    counting = [overlay for overlay in overlays if overlay.period.holds_on(on or date.max)]
    complete = not any(d.severity == "error" for d in collection.faults)
    for kind in ("parameters", *(k for k in _KINDS if k != "parameters")):
        for document in documents.get(kind, ()):
            _read(document, kind, collection)
    collection.entries["layers"] = _stacked(collection.entries["layers"])
    missing = [k for k in _REQUIRED if not collection.entries[k]]
    if not any(d.severity == "error" for d in collection.faults):
        collection.faults += [fault("knowledge.kind_missing", Location(str(root)), kind=k) for k in missing]
    about = collection.about or {"name": "", "version": "", "label": {"nl": "", "en": ""}}
    knowledge = Knowledge(
        name=about["name"],
        version=str(about["version"]),
        label=with_amounts(about["label"]["nl"], about["label"]["en"], collection.entries["parameters"]),
        digest=digest_of(files),
        untranslated=tuple(collection.untranslated),
        school=overlays[-1].value["school"] if overlays else "",
        calendar=build_calendar([o.value for o in counting]),
        retention=next((o.value["retention"]["years"] for o in reversed(counting) if "retention" in o.value), RETENTION),
        provisions={k: v for o in counting for k, v in o.value.get("provisions", {}).items()},
        local=tuple(collection.local),
        turns=tuple(sorted(collection.turns)),
        warnings=tuple(d for d in collection.faults if d.severity != "error"),
        **{k: v if k in _ORDERED else dict(sorted(v.items())) for k, v in collection.entries.items()},
    )
    errors = [d for d in collection.faults if d.severity == "error" and (complete or d.code not in _OF_PARAMETERS)]
    if not errors:  # a file that did not load would make every name in it dangle
        errors += [*dangling(collection.found, knowledge), *_unknown_provisions(overlays, knowledge)]
    if errors:
        raise KnowledgeError(errors)
    return knowledge


def _unknown_provisions(overlays: list[Overlay], knowledge: Knowledge) -> Iterator[Diagnostic]:
    for overlay in overlays:
        for name in overlay.value.get("provisions", {}):
            if name not in knowledge.facts:
                place = overlay.document.at(("provisions", name), key=True)
                yield Diagnostic("case.unknown_fact", place, {"name": name, "nearest": nearest(name, knowledge.facts)})


def _stacked(layers: dict[str, Layer]) -> dict[str, Layer]:
    """Put each layer that says above which it lies in its place; the last that says so lies closest."""
    order = [id_ for id_, layer in layers.items() if not layer.above]
    rest = [layer for layer in layers.values() if layer.above]
    while rest:
        layer = next((each for each in rest if each.above in order), rest[0])
        rest.remove(layer)
        order.insert(order.index(layer.above) + 1 if layer.above in order else len(order), layer.id)
    return {id_: layers[id_] for id_ in order}


def _documents(files: list[KnowledgeFile], overlays: list[Overlay], on: date, collection: _Collection) -> dict[str, list[Document]]:
    """Read the files, lay each overlay over what is beneath it, and give the documents of sound shape by kind."""
    read: list[tuple[Document, str]] = []
    out: dict[str, list[Document]] = {}
    for layer, overlay in enumerate([None, *overlays]):
        period = overlay.period if overlay else Period()
        for change in overlay.every if overlay else ():
            collection.turns |= change.period.turns()
        collection.turns |= period.turns()
        own = list(_read_all([f for f in files if f.layer == layer and f.path.name != SCHOOL_FILE], on, collection))
        if not period.holds_on(on):
            continue
        read += [(each.document, each.kind) for each in own]
        if overlay:
            changes, faults = lay_over(overlay, [document for document, _ in read])
            collection.faults += faults
            collection.local.append(_local(overlay, changes, own))
    for document, kind in read:
        if document.value == {}:  # a whole protocol that an overlay removes
            continue
        problems = schema_faults(document, "base" if kind == "knowledge" else kind)
        collection.faults.extend(problems)
        if not problems:
            out.setdefault(kind, []).append(document)
    return out


def _read_all(files: list[KnowledgeFile], on: date, collection: _Collection) -> Iterator[_Own]:
    """Read files; one of an overlay may say from when until when it counts, and who approved it."""
    for file in files:
        try:
            document = read_document(file.path, name=file.name)
            kind = _kind(document)
        except KnowledgeError as problem:
            collection.faults.extend(problem.diagnostics)
            continue
        about: dict[str, Any] = {}
        if file.layer:
            about = {word: document.value.pop(word) for word in ABOUT if word in document.value}
        bad = list(date_faults(document, (), about))
        period = Period() if bad else period_of(about)
        collection.faults += bad
        collection.turns |= period.turns()
        if period.holds_on(on):
            yield _Own(document, kind, period, str(about.get("approved_by", "")))


def _local(overlay: Overlay, changes: list[LocalChange], own: list[_Own]) -> LocalLayer:
    value = overlay.value
    files = tuple(
        LocalFile(
            file=each.document.file,
            ids=_ids_of(each.document, each.kind),
            approved_by=each.approved_by,
            since=each.period.begins,
            until=each.period.ends,
        )
        for each in own
    )
    return LocalLayer(value["school"], value.get("version", ""), value.get("approved_by", ""), tuple(changes), files)


def _ids_of(document: Document, kind: str) -> tuple[str, ...]:
    found = document.value.get(kind)
    return (found,) if isinstance(found, str) else tuple(found) if isinstance(found, dict) else ()


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
    if kind == "parameters":  # they are read first, so that none can be said in the words of another
        collection.faults.extend(misplaced_parameters(document, everywhere=True))
    else:
        collection.faults.extend([*misplaced_parameters(document), *unknown_parameters(document, collection.entries["parameters"])])
    collection.found.extend(references(document, kind))
