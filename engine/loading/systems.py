"""Documents of systems to nouns."""

from __future__ import annotations

from typing import Any

from engine.loading.document import Trail
from engine.loading.reading import Reader
from engine.model.system import PARTS, System

__all__ = ["build_system"]


def build_system(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> System:
    """Build a system."""
    return System(
        id=id_,
        label=reader.label(entry, "label"),
        sections=tuple((doc, str(name)) for doc, names in entry["sections"].items() for name in names),
        parts={part: tuple(entry[part]) for part in PARTS if part in entry},
        place=reader.at(trail, key=True),
    )
