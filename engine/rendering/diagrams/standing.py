"""Where a pupil stands on a route, in a picture whose layout is made once for everybody: only what stands in the boxes differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import lru_cache
from threading import Lock

from engine.model.diagram import Diagram, Node
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.placing import Placed, PlacedNode

__all__ = ["placed"]

_ROOM = "uiterlijk 27 september 2026 of te laat sinds 27 september"  # two lines, as long as a state with its day can be
_STATED = ("step", "decision", "wait", "start", "end")
_ANY_DAY = date(2000, 1, 1)
_drawing = Lock()


def placed(diagram: Diagram) -> Placed:
    """Place a protocol with a pupil's states on it; the first time that these rules are asked for in this language takes seconds.

    Raises `KnowledgeError` when there is no Graphviz for the layout.
    """
    with _drawing:  # two who ask at once for what is not there yet: the second waits for the first
        roomy = _laid_out(
            replace(diagram, nodes=tuple(map(_with_room, diagram.nodes)), subtitle="", imprint=replace(diagram.imprint, day=_ANY_DAY))
        )
    now = {node.id: node for node in diagram.nodes}
    nodes = tuple(PlacedNode(now.get(p.node.id, p.node), p.box) for p in roomy.nodes)
    drawn = replace(roomy.diagram, nodes=tuple(n.node for n in nodes), subtitle=diagram.subtitle, imprint=diagram.imprint)
    return replace(roomy, diagram=drawn, nodes=nodes)


@lru_cache(maxsize=64)
def _laid_out(diagram: Diagram) -> Placed:
    return lay_out(diagram)


def _with_room(node: Node) -> Node:
    """Give a node without a state, and with room for the longest."""
    return replace(node, state=None, says=_ROOM if node.shape in _STATED else "")
