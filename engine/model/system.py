"""A system of the sources: something that they describe as one whole, and the rules that hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Location
from engine.model.text import Label

__all__ = ["PARTS", "Part", "System"]

Part = Literal[
    "findings",
    "tables",
    "measures",
    "parameters",
    "hypotheses",
    "needs",
    "layers",
    "alerts",
    "protocols",
    "guides",
    "interventions",
    "roles",
]
PARTS: tuple[Part, ...] = (
    "findings",
    "tables",
    "measures",
    "parameters",
    "hypotheses",
    "needs",
    "layers",
    "alerts",
    "protocols",
    "guides",
    "interventions",
    "roles",
)


@dataclass(frozen=True, slots=True)
class System:
    """Which sections of which sources describe it (`sections`: document and name), and the ids of each kind that encode it."""

    id: str
    label: Label
    sections: tuple[tuple[str, str], ...]
    parts: Mapping[Part, tuple[str, ...]]
    place: Location
