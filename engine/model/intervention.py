"""Something to do, with who does it, what it asks of each, and what is known of its effect."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Location
from engine.model.provenance import Provenance
from engine.model.rules import Condition
from engine.model.text import Label

__all__ = ["GRADES", "Evidence", "Intervention"]

# What was measured and helped, from much to little; what was not measured; what was measured and did not help. The reasons stand
# in docs/decisions/025-evidence-in-order.md.
GRADES = ("strong", "moderate", "weak", "practice", "unknown", "none_found")


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the sources say of the effect, in a grade and in plain words."""

    strength: Literal["strong", "moderate", "weak", "none_found", "practice", "unknown"]
    note: Label


@dataclass(frozen=True, slots=True)
class Intervention:
    """Something to do for a need or against a cause; `size` 1 is a small step, 3 a large one.

    `when` says for which cases it is meant. Once someone says that `unless` is so it is no longer proposed, for instance because
    it has been done already; as long as nobody says so, nothing is held back.
    """

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
    unless: Condition | None = None
