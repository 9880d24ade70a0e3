"""A word of the field with what it means here, for whoever does not know it."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics import Location
from engine.model.provenance import Provenance
from engine.model.text import Label

__all__ = ["GlossaryTerm"]


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """One word, in our own words; where a source coins it, it is cited."""

    id: str
    label: Label
    meaning: Label
    place: Location
    provenance: Provenance
