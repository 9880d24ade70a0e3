"""Documents of the vocabulary to nouns: sources, roles, informants, parameters, facts, measures."""

from __future__ import annotations

from typing import Any

from engine.diagnostics import fault
from engine.loading.document import Trail
from engine.loading.reading import Reader
from engine.model.glossary import GlossaryTerm
from engine.model.provenance import Section, Source, Untranslated
from engine.model.vocabulary import FactDefinition, Implication, Informant, Measure, Parameter, Role

__all__ = [
    "build_fact",
    "build_informant",
    "build_measure",
    "build_parameter",
    "build_role",
    "build_source",
    "build_term",
    "build_untranslated",
]


def build_source(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Source:
    """Build a source; a section runs to the next that is not a part of it, unless it says its last line."""
    raw = entry["sections"]
    sections = []
    for i, each in enumerate(raw):
        after = next((n["first_line"] - 1 for n in raw[i + 1 :] if not n["name"].startswith(each["name"] + ".")), None)
        sections.append(Section(each["name"], each["title"], each["first_line"], each.get("last_line", after)))
    return Source(id_, entry["title"], entry.get("by", ""), entry["file"], tuple(sections), reader.at(trail, key=True))


def build_role(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Role:
    """Build a role."""
    place, provenance = reader.at(trail, key=True), reader.provenance(entry, trail)
    return Role(id_, reader.label(entry, "label"), place, provenance, entry.get("reports_to"), entry.get("says"))


def build_informant(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Informant:
    """Build an informant."""
    return Informant(id_, reader.label(entry, "label"), entry["side"], reader.at(trail, key=True), tuple(entry.get("voices", ())))


def build_parameter(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Parameter:
    """Build a parameter."""
    place, provenance = reader.at(trail, key=True), reader.provenance(entry, trail)
    return Parameter(id_, entry["value"], entry["unit"], reader.label(entry, "label"), place, provenance)


def build_fact(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> FactDefinition:
    """Build a fact definition."""
    low, high = entry.get("range", (None, None))
    if low is not None and low > high:
        reader.faults.append(fault("knowledge.range", reader.at((*trail, "range")), id=id_))
    return FactDefinition(
        id=id_,
        type=entry["type"],
        label=reader.label(entry, "label"),
        denied=reader.optional_label(entry, "denied"),
        question=reader.label(entry, "question"),
        informants=tuple(entry["informants"]),
        privacy=entry["privacy"],
        place=reader.at(trail, key=True),
        provenance=reader.provenance(entry, trail),
        values={value: reader.label(entry["values"], value) for value in entry.get("values", {})},
        unit=entry.get("unit", ""),
        low=low,
        high=high,
        minutes=entry.get("minutes", 2),
        fresh_months=entry.get("fresh_months"),
        to_pupil=reader.optional_label(entry, "to_pupil"),
        to_parent=reader.optional_label(entry, "to_parent"),
        noticed=reader.optional_label(entry, "noticed"),
        implies=tuple(Implication(i["fact"], i["value"], i.get("when"), i.get("above")) for i in entry.get("implies", ())),
    )


def build_measure(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Measure:
    """Build a measure with its formulas."""
    texts = enumerate(entry["from"])
    formulas = tuple(reader.expression(text, reader.document.text_start((*trail, "from", i))) for i, text in texts)
    place, provenance = reader.at(trail, key=True), reader.provenance(entry, trail)
    return Measure(id_, reader.label(entry, "label"), entry["unit"], formulas, place, provenance)


def build_untranslated(reader: Reader, entry: dict[str, Any], trail: Trail) -> Untranslated:
    """Build a declared gap."""
    return Untranslated(
        reader.label(entry, "what"), reader.label(entry, "why"), reader.provenance(entry, trail), tuple(entry.get("systems", ()))
    )


def build_term(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> GlossaryTerm:
    """Build a word of the glossary."""
    place, provenance = reader.at(trail, key=True), reader.provenance(entry, trail)
    return GlossaryTerm(id_, reader.label(entry, "label"), reader.label(entry, "meaning"), place, provenance)
