"""Which parts of the knowledge some vignette makes true, and which some vignette makes false."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Location

__all__ = ["KINDS", "Coverage", "Covered", "Kind"]

Kind = Literal["rule", "row", "argument", "hypothesis", "need", "layer", "alert", "intervention", "trigger", "step", "guard", "edge"]
KINDS: tuple[Kind, ...] = (
    "rule",
    "row",
    "argument",
    "hypothesis",
    "need",
    "layer",
    "alert",
    "intervention",
    "trigger",
    "step",
    "guard",
    "edge",
)


@dataclass(frozen=True, slots=True)
class Covered:
    """One part: in how many vignettes it was true and in how many false, and whether it can be either at all."""

    id: str
    kind: Kind
    place: Location
    true: int
    false: int
    can_be_true: bool = True
    can_be_false: bool = True

    @property
    def misses(self) -> tuple[str, ...]:
        """Give what no vignette makes of it, and could."""
        wanted = (("true", self.true, self.can_be_true), ("false", self.false, self.can_be_false))
        return tuple(word for word, count, possible in wanted if possible and not count)


@dataclass(frozen=True, slots=True)
class Coverage:
    """All parts, in the order of their kinds and names, and how many vignettes there were."""

    parts: tuple[Covered, ...]
    vignettes: int

    def percent(self, word: Literal["true", "false"], kind: Kind | None = None) -> float:
        """Give how much of what can be true (or false) some vignette makes so, of all parts or of one kind; 100 where there is none."""
        parts = [p for p in self.parts if kind in (None, p.kind)]
        possible = [p for p in parts if (p.can_be_true if word == "true" else p.can_be_false)]
        met = [p for p in possible if word not in p.misses]
        return 100 * len(met) / len(possible) if possible else 100.0
