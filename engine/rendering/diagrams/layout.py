"""A diagram to its places, each kind of sheet in its own way; a large one takes seconds, so its places are kept."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from functools import lru_cache

from engine.keeping.copies import made_once
from engine.model.diagram import Diagram, Imprint
from engine.rendering.diagrams.bands import bands
from engine.rendering.diagrams.columns import columns
from engine.rendering.diagrams.engines import SETTING
from engine.rendering.diagrams.placing import Placed
from engine.rendering.diagrams.pyramid_layout import stacked
from engine.rendering.diagrams.swimlanes import swimlanes

__all__ = ["lay_out", "lay_out_anew", "remembered"]

_LARGE = 8  # nodes; what has fewer is made faster than its copy is found
_ANY_DAY = date(2000, 1, 1)


def lay_out(diagram: Diagram) -> Placed:
    """Give every node, edge and label its place; made once for all days and rules that leave the sheet as it is.

    Raises `KnowledgeError` when there is no Graphviz to do it.
    """
    imprint = diagram.imprint
    found = remembered(replace(diagram, imprint=Imprint("", "", "", _ANY_DAY, imprint.language)), os.environ.get(SETTING, ""))
    return replace(found, diagram=replace(found.diagram, imprint=imprint))


@lru_cache(maxsize=64)
def remembered(diagram: Diagram, by: str) -> Placed:
    """Give the places as this process, or one before it, found them by one Graphviz; another could find others."""
    if len(diagram.nodes) < _LARGE or _of_a_pupil(diagram):
        return lay_out_anew(diagram)
    return made_once("layouts", f"{by} {diagram!r}", lambda: lay_out_anew(diagram))


def lay_out_anew(diagram: Diagram) -> Placed:
    """Find the places, whether or not they are known already; raises `KnowledgeError` when there is no Graphviz to do it."""
    match diagram.arrangement:
        case "bands":
            return bands(diagram)
        case "columns":
            return columns(diagram)
        case "pyramid":
            return stacked(diagram)
        case "lanes":
            return swimlanes(diagram)


def _of_a_pupil(diagram: Diagram) -> bool:
    """Tell whether a sheet shows where somebody stands: nothing of that is kept on a disk."""
    return bool(diagram.subtitle) or any(node.state for node in diagram.nodes)
