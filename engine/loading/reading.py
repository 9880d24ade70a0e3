"""Pieces that every builder reads: labels, provenance, conditions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.language.parser import parse
from engine.language.syntax import AllOf, AnyOf, AtLeast, Expression, Literal, Not, Place
from engine.loading.amounts import with_amounts
from engine.loading.document import Document, Trail
from engine.messages import TERMS
from engine.model.provenance import Basis, Citation, Provenance
from engine.model.rules import Condition
from engine.model.text import Label
from engine.model.vocabulary import Parameter

__all__ = ["Reader"]


@dataclass(slots=True)
class Reader:
    """One document whose shape is already sound, with the faults found while reading on."""

    document: Document
    faults: list[Diagnostic] = field(default_factory=list)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)

    def at(self, trail: Trail, *, key: bool = False) -> Location:
        """Give the place of a value, or of its key."""
        return self.document.at(trail, key=key)

    def value(self, trail: Trail) -> Any:
        """Give the value at a trail."""
        node = self.document.value
        for step in trail:
            node = node[step]
        return node

    def label(self, entry: dict[str, Any], key: str) -> Label:
        """Read a label that must be there."""
        return with_amounts(entry[key]["nl"], entry[key]["en"], self.parameters)

    def optional_label(self, entry: dict[str, Any], key: str) -> Label | None:
        """Read a label that may be left out."""
        return self.label(entry, key) if key in entry else None

    def labels(self, entry: dict[str, Any], key: str) -> tuple[Label, ...]:
        """Read a list of labels; left out is empty."""
        return tuple(with_amounts(x["nl"], x["en"], self.parameters) for x in entry.get(key, ()))

    def provenance(self, entry: dict[str, Any], trail: Trail) -> Provenance:
        """Read `source` and `basis`."""
        source = entry.get("source", [])
        single = isinstance(source, dict)
        cited = [source] if single else source
        citations = tuple(
            Citation(c["doc"], c["section"], str(c["near"]), self.at((*trail, "source") if single else (*trail, "source", i)))
            for i, c in enumerate(cited)
        )
        basis = entry.get("basis")
        return Provenance(citations, Basis(basis["kind"], self.label(basis, "why")) if basis else None)

    def condition(self, entry: dict[str, Any], key: str, trail: Trail) -> Condition | None:
        """Read a condition that may be left out."""
        return self.required_condition((*trail, key)) if key in entry else None

    def required_condition(self, trail: Trail) -> Condition:
        """Read the condition at a trail; faults are kept and answered with a condition that says nothing."""
        return Condition(self._condition(self.value(trail), trail), self.at(trail))

    def expression(self, text: str, place: Location) -> Expression:
        """Parse one expression; faults are kept and answered with null."""
        try:
            return parse(text, place)
        except KnowledgeError as problem:
            self.faults.extend(problem.diagnostics)
            return Literal(None, place=Place(place.line, place.column))

    def _condition(self, node: Any, trail: Trail) -> Expression:
        place = self.at(trail)
        here = Place(place.line, place.column)
        if isinstance(node, str):
            return self.expression(node, self.document.text_start(trail))
        if isinstance(node, bool):
            return Literal(node, place=here)
        if "not" in node:
            return Not(self._condition(node["not"], (*trail, "not")), place=here)
        key = next(k for k in ("all", "any", "of") if k in node)
        operands = tuple(self._condition(n, (*trail, key, i)) for i, n in enumerate(node[key]))
        if key == "of":
            count = self._count(node["at_least"], (*trail, "at_least"))
            if not 1 <= count <= len(operands):
                self.faults.append(fault("condition.at_least", self.at((*trail, "at_least")), n=count, k=len(operands)))
            return AtLeast(count, operands, place=here)
        if len(operands) == 1:
            return operands[0]
        return AllOf(operands, place=here) if key == "all" else AnyOf(operands, place=here)

    def _count(self, count: float | str, trail: Trail) -> int:
        """Read a number (2.0 is one that JSON Schema calls whole), or the parameter that holds it."""
        if not isinstance(count, str):
            return int(count)
        if count in self.parameters:
            return int(self.parameters[count].value)
        values = {"kind": TERMS["parameter"], "name": count, "nearest": nearest(count, self.parameters)}
        self.faults.append(Diagnostic("condition.unknown_name", self.at(trail), values))
        return 1
