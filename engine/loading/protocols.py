"""Documents of protocols and guides to nouns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from engine.diagnostics import fault, nearest
from engine.language.parser import parse_duration
from engine.loading.document import Trail
from engine.loading.reading import Reader
from engine.model.guide import Guide, GuideLine, GuidePart
from engine.model.protocol import Protocol, Task, Term, Transition
from engine.model.vocabulary import Parameter

__all__ = ["build_guide", "build_protocol"]

_TERM_UNITS = ("days", "working_days", "weeks", "school_weeks", "months")


def build_protocol(reader: Reader, parameters: Mapping[str, Parameter]) -> Protocol:
    """Build a protocol; terms take their amounts from parameters."""
    entry = reader.document.value
    tasks = {id_: _task(reader, id_, each, ("tasks", id_), parameters) for id_, each in entry["tasks"].items()}
    return Protocol(
        id=entry["protocol"],
        label=reader.label(entry, "label"),
        trigger=reader.required_condition(("trigger",)),
        unless=reader.condition(entry, "unless", ()),
        tasks=tasks,
        place=reader.at(("protocol",), key=True),
        provenance=reader.provenance(entry, ()),
        note=reader.optional_label(entry, "note"),
        rank=entry.get("rank", 50),
        layer=entry.get("layer"),
    )


def _task(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail, parameters: Mapping[str, Parameter]) -> Task:
    return Task(
        id=id_,
        type=entry["type"],
        label=reader.label(entry, "label"),
        short=reader.optional_label(entry, "short"),
        role=entry.get("role"),
        joins=tuple(entry.get("with", ())),
        when=reader.condition(entry, "when", trail),
        needs=tuple(entry.get("needs", ())),
        asks=tuple(entry.get("asks", ())),
        leaves=reader.optional_label(entry, "leaves"),
        term=_term(reader, entry["term"], (*trail, "term"), parameters) if "term" in entry else None,
        transitions=_transitions(reader, entry.get("next", []), (*trail, "next")),
        note=reader.optional_label(entry, "note"),
        place=reader.at(trail, key=True),
        provenance=reader.provenance(entry, trail),
    )


def _transitions(reader: Reader, raw: Any, trail: Trail) -> tuple[Transition, ...]:
    if isinstance(raw, str):
        return (_plain(raw, reader, trail),)
    out = []
    for i, each in enumerate(raw):
        here = (*trail, i)
        if isinstance(each, str):
            out.append(_plain(each, reader, here))
            continue
        out.append(
            Transition(
                to=each["to"],
                when=reader.condition(each, "when", here),
                otherwise=each.get("otherwise", False),
                on_start=each.get("on") == "started",
                escalates=each.get("escalates", False),
                returns=each.get("returns", False),
                label=reader.optional_label(each, "label"),
                place=reader.at(here),
            )
        )
    return tuple(out)


def _plain(to: str, reader: Reader, trail: Trail) -> Transition:
    return Transition(to, None, False, False, False, False, None, reader.at(trail))  # noqa: FBT003 - a bare edge


def _term(reader: Reader, raw: dict[str, Any], trail: Trail, parameters: Mapping[str, Parameter]) -> Term | None:
    key = "at_most" if "at_most" in raw else "within"
    words, place = str(raw[key]), reader.at((*trail, key))
    named = raw.get("from", ())
    start = (named,) if isinstance(named, str) else tuple(named)
    if words in parameters:
        parameter = parameters[words]
        if parameter.unit in _TERM_UNITS:
            return Term(parameter.value, parameter.unit, key == "at_most", start, words, place)  # type: ignore[arg-type]
        known = ", ".join(f"`{unit}`" for unit in _TERM_UNITS)
        reader.faults.append(fault("knowledge.term_unit", place, name=words, unit=parameter.unit, known=known))
        return None
    duration = parse_duration(words)
    if duration is None or duration.months < 0 or duration.days < 0:
        reader.faults.append(fault("knowledge.term", place, name=words, nearest=nearest(words, parameters)))
        return None
    if duration.months:
        return Term(duration.months, "months", key == "at_most", start, words, place)
    weeks, rest = divmod(duration.days, 7)
    amount, unit = (weeks, "weeks") if weeks and not rest else (duration.days, "days")
    return Term(amount, unit, key == "at_most", start, words, place)  # type: ignore[arg-type]


def build_guide(reader: Reader) -> Guide:
    """Build a guide."""
    entry = reader.document.value
    return Guide(
        id=entry["guide"],
        label=reader.label(entry, "label"),
        audience=entry["audience"],
        attitude=reader.optional_label(entry, "attitude"),
        parts=tuple(_part(reader, each, ("parts", i)) for i, each in enumerate(entry["parts"])),
        place=reader.at(("guide",), key=True),
        provenance=reader.provenance(entry, ()),
    )


def _part(reader: Reader, entry: dict[str, Any], trail: Trail) -> GuidePart:
    lines = []
    for i, each in enumerate(entry["lines"]):
        line = GuideLine(
            ask=reader.optional_label(each, "ask"),
            fills=tuple(each.get("fills", ())),
            show=each.get("show"),
            write=reader.optional_label(each, "write"),
            provenance=reader.provenance(each, (*trail, "lines", i)),
        )
        lines.append(line)
    note = reader.optional_label(entry, "note")
    return GuidePart(reader.label(entry, "title"), tuple(lines), reader.provenance(entry, trail), note)
