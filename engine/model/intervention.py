"""Something to do, with who does it, what it asks of each, and what is known of its effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Location
from engine.model.provenance import Provenance
from engine.model.rules import Condition
from engine.model.text import Label

__all__ = ["Evidence", "Intervention"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sources say of the effect, in a grade and in plain words."""

    strength: Literal["strong", "moderate", "weak", "none_found", "practice", "unknown"]
    note: Label


@dataclass(frozen=True, slots=True)
class Intervention:
    """Something to do for a need or against a cause; `size` 1 is a small step, 3 a large one."""

    id: str
    label: Label
    what: Label
    level: str
    size: int
    addresses: tuple[str, ...]
    when: Condition | None
    leads: str
    joins: tuple[str, ...]
    takes: Label | None
    pupil: Label
    parents: Label
    school: Label
    not_with: tuple[str, ...]
    after: tuple[str, ...]
    evidence: Evidence
    place: Location
    provenance: Provenance
