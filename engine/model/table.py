"""A decision table: what follows from a few things together, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Location
from engine.language.syntax import Expression
from engine.model.provenance import Provenance
from engine.model.rules import Condition
from engine.model.text import Label

__all__ = ["DecisionTable", "Policy", "TableInput", "TableOutput", "TableRow"]

# Which rows count when several fit, as DMN names it: unique, any, first, priority, collect.
Policy = Literal["U", "A", "F", "P", "C"]


@dataclass(frozen=True, slots=True)
class TableInput:
    """A column that is looked at."""

    value: Expression
    label: Label


@dataclass(frozen=True, slots=True)
class TableOutput:
    """A column that is concluded; `id` is the name by which conditions ask for it, `values` stand in order of priority."""

    id: str
    label: Label
    values: Mapping[str, Label]


@dataclass(frozen=True, slots=True)
class TableRow:
    """When all cells fit, each output has its value; an empty text leaves an output without one.

    `cells` are the words of the file, one an input; `when` is the condition that they make together.
    """

    cells: tuple[str, ...]
    when: Condition
    then: tuple[str, ...]
    place: Location
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """Inputs, outputs and rows, with the policy that says which rows count."""

    id: str
    label: Label
    policy: Policy
    inputs: tuple[TableInput, ...]
    outputs: tuple[TableOutput, ...]
    rows: tuple[TableRow, ...]
    place: Location
    provenance: Provenance
    note: Label | None = None
