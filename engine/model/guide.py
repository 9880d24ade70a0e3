"""A conversation or form that is filled in as far as the case goes."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics import Location
from engine.model.provenance import Provenance
from engine.model.text import Label

__all__ = ["Guide", "GuideLine", "GuidePart"]


@dataclass(frozen=True, slots=True)
class GuideLine:
    """One line: a question (with the facts it fills), a part of the advice to show, or a field to write in."""

    ask: Label | None
    fills: tuple[str, ...]
    show: str | None
    write: Label | None
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class GuidePart:
    """A part of a guide under its own heading."""

    title: Label
    lines: tuple[GuideLine, ...]
    provenance: Provenance
    note: Label | None = None


@dataclass(frozen=True, slots=True)
class Guide:
    """A conversation or form."""

    id: str
    label: Label
    audience: str
    attitude: Label | None
    parts: tuple[GuidePart, ...]
    place: Location
    provenance: Provenance
