"""A diagram to its places, each kind of sheet in its own way."""

from __future__ import annotations

from functools import lru_cache

from engine.model.diagram import Diagram
from engine.rendering.diagrams.bands import bands
from engine.rendering.diagrams.columns import columns
from engine.rendering.diagrams.placing import Placed
from engine.rendering.diagrams.pyramid_layout import stacked
from engine.rendering.diagrams.swimlanes import swimlanes

__all__ = ["lay_out"]


@lru_cache(maxsize=64)
def lay_out(diagram: Diagram) -> Placed:
    """Give every node, edge and label its place.

    Raises `KnowledgeError` when there is no Graphviz to do it.
    """
    match diagram.arrangement:
        case "bands":
            return bands(diagram)
        case "columns":
            return columns(diagram)
        case "pyramid":
            return stacked(diagram)
        case "lanes":
            return swimlanes(diagram)
