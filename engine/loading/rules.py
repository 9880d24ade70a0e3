"""Documents of rules to nouns: findings, hypotheses, needs, layers, alerts, interventions."""

from __future__ import annotations

from typing import Any

from engine.loading.document import Trail
from engine.loading.reading import Reader
from engine.model.intervention import Evidence, Intervention
from engine.model.rules import STRENGTHS, Alert, Argument, Criterion, Finding, Focus, Hypothesis, Layer, Need, Variant

__all__ = ["build_alert", "build_finding", "build_hypothesis", "build_intervention", "build_layer", "build_need"]


def build_finding(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Finding:
    """Build a finding from its one condition or its several rules."""
    rules = _criteria(reader, entry, "rules", trail)
    if "when" in entry:
        rules = (Criterion(reader.required_condition((*trail, "when")), reader.provenance(entry, trail)), *rules)
    return Finding(
        id=id_,
        label=reader.label(entry, "label"),
        rules=rules,
        place=reader.at(trail, key=True),
        note=reader.optional_label(entry, "note"),
        patterns=reader.labels(entry, "patterns"),
        caveat=entry.get("caveat", False),
    )


def _criteria(reader: Reader, entry: dict[str, Any], key: str, trail: Trail) -> tuple[Criterion, ...]:
    return tuple(
        Criterion(reader.required_condition((*trail, key, i, "when")), reader.provenance(each, (*trail, key, i)))
        for i, each in enumerate(entry.get(key, ()))
    )


def build_hypothesis(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Hypothesis:
    """Build a hypothesis with its arguments."""
    arguments = []
    for i, each in enumerate(entry["arguments"]):
        here = (*trail, "arguments", i)
        strength = next(s for s in STRENGTHS if s in each)
        arguments.append(Argument(strength, reader.required_condition((*here, strength)), reader.provenance(each, here)))
    return Hypothesis(
        id=id_,
        category=entry["category"],
        influence=entry["influence"],
        label=reader.label(entry, "label"),
        arguments=tuple(arguments),
        leads_to=tuple(entry.get("leads_to", ())),
        place=reader.at(trail, key=True),
        provenance=reader.provenance(entry, trail),
        says=reader.optional_label(entry, "says"),
        what_helps=reader.optional_label(entry, "what_helps"),
        background=reader.optional_label(entry, "background"),
        note=reader.optional_label(entry, "note"),
        framework=entry.get("framework", ""),
        threatens=entry.get("threatens", ""),
    )


def build_need(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Need:
    """Build a need; `layer: none` is a need without a layer of its own."""
    layer = None if entry["layer"] == "none" else entry["layer"]
    when = reader.required_condition((*trail, "when"))
    place, provenance = reader.at(trail, key=True), reader.provenance(entry, trail)
    unless = reader.condition(entry, "unless", trail)
    return Need(id_, reader.label(entry, "label"), when, layer, place, provenance, reader.optional_label(entry, "why"), unless)


def build_layer(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Layer:
    """Build a layer of the pyramid."""
    variants = []
    for name, each in entry.get("variants", {}).items():
        here = (*trail, "variants", name)
        when = reader.condition(each, "when", here)
        provision = each.get("provision")
        variants.append(Variant(name, reader.label(each, "label"), when, provision, reader.provenance(each, here)))
    focuses = []
    for name, each in entry.get("focuses", {}).items():
        here = (*trail, "focuses", name)
        focus = Focus(name, reader.label(each, "label"), reader.condition(each, "when", here), reader.provenance(each, here))
        focuses.append(focus)
    return Layer(
        id=id_,
        label=reader.label(entry, "label"),
        criteria=_criteria(reader, entry, "criteria", trail),
        insufficient=reader.condition(entry, "insufficient", trail),
        fact=entry.get("fact"),
        provision=entry.get("provision"),
        seek=reader.optional_label(entry, "seek"),
        brings=reader.labels(entry, "brings"),
        variants=tuple(variants),
        focuses=tuple(focuses),
        place=reader.at(trail, key=True),
        provenance=reader.provenance(entry, trail),
        insufficient_unless=reader.condition(entry, "insufficient_unless", trail),
        above=entry.get("above", ""),
    )


def build_alert(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Alert:
    """Build an alert."""
    return Alert(
        id=id_,
        severity=entry["severity"],
        label=reader.label(entry, "label"),
        when=reader.required_condition((*trail, "when")),
        do=reader.optional_label(entry, "do"),
        place=reader.at(trail, key=True),
        provenance=reader.provenance(entry, trail),
    )


def build_intervention(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> Intervention:
    """Build an intervention."""
    each = entry["contributions"]
    return Intervention(
        id=id_,
        label=reader.label(entry, "label"),
        what=reader.label(entry, "what"),
        level=entry["level"],
        size=entry["size"],
        addresses=tuple(entry["addresses"]),
        when=reader.condition(entry, "when", trail),
        leads=entry["leads"],
        joins=tuple(entry.get("with", ())),
        takes=reader.optional_label(entry, "takes"),
        pupil=reader.label(each, "pupil"),
        parents=reader.label(each, "parents"),
        school=reader.label(each, "school"),
        not_with=tuple(entry.get("not_with", ())),
        after=tuple(entry.get("after", ())),
        evidence=Evidence(entry["evidence"]["strength"], reader.label(entry["evidence"], "note")),
        place=reader.at(trail, key=True),
        provenance=reader.provenance(entry, trail),
        unless=reader.condition(entry, "unless", trail),
    )
