"""A case file to a case: every fact, value, informant, date and event is checked, all faults at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from engine.diagnostics import Diagnostic, Guess, KnowledgeError, Location, fault
from engine.loading.document import Document, Trail, read_document, read_text
from engine.loading.schema import schema_faults
from engine.messages import TERMS, Phrase
from engine.model.case import Case, Event, Observation
from engine.model.knowledge import Knowledge
from engine.model.values import is_date, kept_value, value_fault

__all__ = ["build_case", "load_case", "parse_case"]

EXAMPLE = "case: jaimo"
UNKNOWN = "unknown"
_NOBODY_NAMED = Phrase("iemand zonder `by`", "someone without `by`")
_UNDATED = Phrase("zonder datum", "without a date")


def load_case(path: Path, knowledge: Knowledge) -> Case:
    """Load a case file; raises `KnowledgeError` with all its faults."""
    return build_case(read_document(path, example=EXAMPLE), knowledge)


def parse_case(text: str, file: str, knowledge: Knowledge) -> Case:
    """Load a case from text; raises as `load_case` does."""
    return build_case(read_text(text, file, example=EXAMPLE), knowledge)


def build_case(document: Document, knowledge: Knowledge) -> Case:
    """Build a case from a document; raises `KnowledgeError` with all its faults."""
    shape = schema_faults(document, "case")
    value = document.value
    if not isinstance(value, dict):
        raise KnowledgeError(shape)
    builder = _Builder(document, knowledge)
    observations = tuple(builder.observations())
    builder.faults += _two_values(observations)
    events = tuple(builder.events())
    as_of = builder.day(value.get("as_of"), ("as_of",))
    if not shape:
        builder.expectations()
    if shape or builder.faults:
        said = {each.location for each in builder.faults}  # where the meaning is wrong, that says more than that the shape is
        raise KnowledgeError([*builder.faults, *(each for each in shape if each.location not in said)])
    return Case(
        id=value["case"],
        as_of=as_of,
        observations=observations,
        events=events,
        title=value.get("title", ""),
        expect=value.get("expect"),
        file=document.file,
        notes=sum(_notes(each) for each in (value.get("facts") or {}).values()),
    )


def _notes(raw: Any) -> int:
    return sum(_notes(each) for each in raw) if isinstance(raw, list) else int(isinstance(raw, dict) and bool(raw.get("note")))


def _unknown_fact(document: Document, knowledge: Knowledge, name: str) -> Diagnostic:
    where = document.at(("facts", name), key=True)
    return Diagnostic("case.unknown_fact", where, {"name": name, "nearest": Guess(name, knowledge.facts)}, length=len(name))


def _two_values(observations: tuple[Observation, ...]) -> Iterator[Diagnostic]:
    seen: dict[tuple[object, ...], Observation] = {}
    for each in observations:
        if each.value is None:
            continue
        first = seen.setdefault((each.fact, each.voice, each.date), each)
        if first.value != each.value:
            informant = " ".join(part for part in each.voice if part)
            on = each.date.isoformat() if each.date else ""
            yield fault(
                "case.two_values",
                each.place,
                name=each.fact,
                informant=f"`{informant}`" if informant else _NOBODY_NAMED,
                date=Phrase(f"op {on}", f"on {on}") if on else _UNDATED,
            )


class _Builder:
    """Builds the parts of one case, keeping the faults."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document = document
        self.knowledge = knowledge
        self.faults: list[Diagnostic] = []

    def at(self, trail: Trail) -> Location:
        """Give the place of a value."""
        return self.document.at(trail)

    def day(self, text: Any, trail: Trail) -> date | None:
        """Read a date that may be left out."""
        if text is None:
            return None
        if not is_date(text):
            self.faults.append(fault("shape.date", self.at(trail), value=text))
            return None
        return date.fromisoformat(text)

    def observations(self) -> Iterator[Observation]:
        """Build every observation; what has no shape of one is left to the schema."""
        facts = self.document.value.get("facts")
        for name, raw in facts.items() if isinstance(facts, dict) else ():
            if name not in self.knowledge.facts:
                self.faults.append(_unknown_fact(self.document, self.knowledge, name))
            elif isinstance(raw, list):
                for i, entry in enumerate(raw):
                    if isinstance(entry, dict) and "value" in entry:
                        yield self._observation(name, entry, ("facts", name, i))
            elif not isinstance(raw, dict):
                yield self._observation(name, {"value": raw}, ("facts", name))
            elif "value" in raw:
                yield self._observation(name, raw, ("facts", name))

    def _observation(self, name: str, entry: dict[str, Any], trail: Trail) -> Observation:
        value, place = entry["value"], self.at((*trail, "value"))
        by, who = entry.get("by"), entry.get("who")
        if by is not None:
            self._known("case.informant", by, self.knowledge.informants, (*trail, "by"))
        problem = None if value == UNKNOWN else value_fault(self.knowledge.facts[name], value, place)
        if problem:
            self.faults.append(problem)
        day = self.day(entry.get("date"), (*trail, "date"))
        return Observation(name, None if problem or value == UNKNOWN else kept_value(value), by, who, day, place=place)

    def _known(self, code: str, name: object, names: Any, trail: Trail, **values: object) -> None:
        if isinstance(name, str) and name not in names:
            known = ", ".join(f"`{each}`" for each in sorted(names))
            given = {"name": name, "known": known, "nearest": Guess(name, names), **values}
            self.faults.append(Diagnostic(code, self.at(trail), given))

    def events(self) -> Iterator[Event]:
        """Build every event; what has no shape of one is left to the schema."""
        events = self.document.value.get("events")
        for i, raw in enumerate(events if isinstance(events, list) else ()):
            trail: Trail = ("events", i)
            if not isinstance(raw, dict) or any(not isinstance(raw.get(key), str) for key in ("protocol", "node")):
                continue
            day = self.day(raw.get("date"), (*trail, "date"))
            self._check_event(raw, trail)
            yield Event(
                protocol=raw["protocol"],
                node=raw["node"],
                date=day or date.min,
                state=raw.get("state", "done"),
                by=raw.get("by"),
                note=raw.get("note"),
                because=raw.get("because"),
                chose=raw.get("chose"),
                place=self.at(trail),
            )

    def _check_event(self, raw: dict[str, Any], trail: Trail) -> None:
        if raw.get("rules", self.knowledge.version) != self.knowledge.version:
            return  # recorded under other rules: kept and reported, whatever became of its step
        protocol = self.knowledge.protocols.get(raw["protocol"])
        if protocol is None:
            self._known("case.unknown_protocol", raw["protocol"], self.knowledge.protocols, (*trail, "protocol"))
            return
        self._known("case.unknown_task", raw["node"], protocol.tasks, (*trail, "node"), protocol=protocol.id)
        if "chose" in raw:
            self._known("case.unknown_task", raw["chose"], protocol.tasks, (*trail, "chose"), protocol=protocol.id)
        if raw.get("state") == "overridden":
            if not raw.get("because"):
                self.faults.append(fault("case.override_reason", self.at(trail)))
            if not raw.get("chose"):
                self.faults.append(fault("case.override_choice", self.at(trail)))

    def expectations(self) -> None:
        """Check that what a vignette expects exists: a misspelt name could never come out."""
        expect = self.document.value.get("expect") or {}
        known = _expectable(self.knowledge)
        for key, value in expect.items():
            trail: Trail = ("expect", key)
            if key in ("next_steps", "no_next_steps"):
                self._expected_steps(value, trail)
            elif key == "due_dates":
                for name, day in value.items():
                    self._known("case.unknown_protocol", name, self.knowledge.protocols, (*trail, name))
                    self.day(day, (*trail, name))
            elif key in known and value is not None:
                kind, names = known[key]
                for name, step in _named(value):
                    self._known("case.unknown_id", name, names, (*trail, *step), kind=TERMS[kind])

    def _expected_steps(self, steps: list[dict[str, Any]], trail: Trail) -> None:
        for i, each in enumerate(steps):
            here = (*trail, i)
            for key in ("from", "due"):
                self.day(each.get(key), (*here, key))
            protocol = self.knowledge.protocols.get(each["protocol"])
            if protocol is None:
                self._known("case.unknown_protocol", each["protocol"], self.knowledge.protocols, (*here, "protocol"))
            elif "node" in each:
                self._known("case.unknown_task", each["node"], protocol.tasks, (*here, "node"), protocol=protocol.id)


def _named(value: Any) -> Iterator[tuple[str, Trail]]:
    """Give the names in a list, a group or a single word, each with the way to it."""
    if isinstance(value, str):
        yield value, ()
    elif isinstance(value, dict):
        yield from ((name, (name,)) for name in value)
    elif isinstance(value, list):
        yield from ((name, (i,)) for i, name in enumerate(value))


def _expectable(k: Knowledge) -> dict[str, tuple[str, Any]]:
    """Give what each key of `expect` names."""
    variants = {variant.id for layer in k.layers.values() for variant in layer.variants}
    return {
        "findings": ("finding", k.findings),
        **dict.fromkeys(("hypotheses", "hypotheses_in", "hypotheses_not"), ("hypothesis", k.hypotheses)),
        **dict.fromkeys(("needs", "no_needs"), ("need", k.needs)),
        **dict.fromkeys(("alerts", "no_alerts", "first_alert"), ("alert", k.alerts)),
        **dict.fromkeys(("support", "support_not"), ("layer", k.layers)),
        **dict.fromkeys(("protocols", "no_protocols"), ("protocol", k.protocols)),
        **dict.fromkeys(("interventions", "no_interventions"), ("intervention", k.interventions)),
        "asks": ("fact", k.facts),
        "variant": ("variant", variants),
    }
