"""What was taken out of a case to make a vignette of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Removed"]


@dataclass(frozen=True, slots=True)
class Removed:
    """What is no longer in the vignette: counts of names, notes, reasons and later entries, the facts that hold a text.

    `days` is by how many days all dates moved; 0 when they stayed.
    """

    pseudonym: str
    names: int
    notes: int
    reasons: int
    later: int
    texts: tuple[str, ...]
    title: bool
    days: int
