"""A mapping file to what the columns of a table stand for, and back to the text that is kept for the next time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from engine.diagnostics import Diagnostic, KnowledgeError, fault, nearest
from engine.loading.document import Document, read_document
from engine.loading.schema import schema_faults
from engine.model.knowledge import Knowledge
from engine.model.mapping import ColumnUse, LongForm, Reliability, TableMapping
from engine.model.values import is_date, kept_value, value_fault
from engine.model.vocabulary import FactDefinition, Value

__all__ = ["SCORES", "load_mapping", "mapping_text"]

UNKNOWN = "unknown"
# On which scales a fact may be told; the first column of each is the fact that it becomes.
SCORES = {
    "potential.percentile": ("percentile", "standard", "iq", "level"),
    "achievement.percentile": ("percentile", "standard", "iq", "level"),
    "tasks.error_free_weeks": ("correct",),
}


def load_mapping(path: Path, knowledge: Knowledge) -> TableMapping:
    """Load a mapping; raises `KnowledgeError` with all its faults."""
    document = read_document(path, example="pupil: leerling")
    faults = schema_faults(document, "mapping")
    if faults or not isinstance(document.value, dict):
        raise KnowledgeError(faults)
    reader = _Reader(document, knowledge)
    mapping = reader.mapping()
    if reader.faults:
        raise KnowledgeError(reader.faults)
    return mapping


class _Reader:
    """Builds one mapping and gathers its faults."""

    def __init__(self, document: Document, knowledge: Knowledge) -> None:
        self.document, self.knowledge = document, knowledge
        self.faults: list[Diagnostic] = []

    def mapping(self) -> TableMapping:
        value: dict[str, Any] = self.document.value
        columns = value.get("columns", {})
        uses = tuple(self.uses(columns))
        long = value.get("long")
        if long and long["score"] not in {use.column for use in uses}:
            self.faults.append(fault("mapping.score", self.document.at(("long", "score")), name=long["score"]))
        return TableMapping(
            value["pupil"],
            value.get("group", ""),
            value.get("school", ""),
            uses,
            frozenset(column for column, use in columns.items() if use == "ignore"),
            LongForm(**long) if long else None,
            Reliability(**value["reliability"]) if "reliability" in value else Reliability(),
        )

    def uses(self, columns: dict[str, Any]) -> Iterator[ColumnUse]:
        for column, use in columns.items():
            if use == "ignore":
                continue
            fact = self.knowledge.facts.get(use["fact"])
            if fact is None:
                place = self.document.at(("columns", column, "fact"))
                near = nearest(use["fact"], self.knowledge.facts)
                self.faults.append(Diagnostic("case.unknown_fact", place, {"name": use["fact"], "nearest": near}))
                continue
            scale = use.get("scale", "own")
            self.check_scale(column, fact, scale, use)
            yield ColumnUse(
                column,
                fact.id,
                scale,
                float(use.get("mean", 0.0)),
                float(use.get("sd", 1.0)),
                use.get("subject", ""),
                self.day(column, use),
                self.values(column, fact, use.get("values", {})),
            )

    def check_scale(self, column: str, fact: FactDefinition, scale: str, use: dict[str, Any]) -> None:
        known = SCORES.get(fact.id, ())
        if scale != "own" and scale not in known:
            shown = ", ".join(f"`{each}`" for each in SCORES)
            self.faults.append(
                fault("mapping.scale", self.document.at(("columns", column, "scale")), name=fact.id, scale=scale, known=shown)
            )
        if scale == "standard" and not {"mean", "sd"} <= use.keys():
            self.faults.append(fault("mapping.standard", self.document.at(("columns", column, "scale"))))

    def day(self, column: str, use: dict[str, Any]) -> date | None:
        text = use.get("date")
        if text is None:
            return None
        if not is_date(text):
            self.faults.append(fault("shape.date", self.document.at(("columns", column, "date")), value=text))
            return None
        return date.fromisoformat(text)

    def values(self, column: str, fact: FactDefinition, values: dict[str, Any]) -> dict[str, Value | None]:
        out: dict[str, Value | None] = {}
        for text, value in values.items():
            problem = None if value == UNKNOWN else value_fault(fact, value, self.document.at(("columns", column, "values", text)))
            if problem:
                self.faults.append(problem)
            out[str(text).casefold()] = None if value == UNKNOWN else kept_value(value)
        return out


def mapping_text(mapping: TableMapping) -> str:
    """Write a mapping as the file that is kept beside the table."""
    out: dict[str, Any] = {"pupil": mapping.pupil}
    out |= {key: value for key, value in (("group", mapping.group), ("school", mapping.school)) if value}
    columns: dict[str, Any] = {use.column: _use(use) for use in mapping.uses} | dict.fromkeys(sorted(mapping.ignored), "ignore")
    if columns:
        out["columns"] = columns
    if mapping.long:
        out["long"] = {
            k: v for k, v in (("score", mapping.long.score), ("subject", mapping.long.subject), ("date", mapping.long.date)) if v
        }
    if mapping.reliability != Reliability():
        r = mapping.reliability
        out["reliability"] = {"potential": r.potential, "achievement": r.achievement, "basis": r.basis}
    return _HEAD + yaml.safe_dump(out, sort_keys=False, allow_unicode=True, width=120)


_HEAD = "# Welke kolom waarover gaat / what each column tells of. Zie docs/screenen.md.\n"


def _use(use: ColumnUse) -> dict[str, Any]:
    out: dict[str, Any] = {"fact": use.fact}
    if use.scale != "own":
        out["scale"] = use.scale
    if use.scale == "standard":
        out |= {"mean": use.mean, "sd": use.sd}
    if use.subject:
        out["subject"] = use.subject
    if use.date:
        out["date"] = use.date.isoformat()
    if use.values:
        out["values"] = {text: UNKNOWN if value is None else value for text, value in use.values.items()}
    return out
