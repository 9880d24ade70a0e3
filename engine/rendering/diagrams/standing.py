"""Where a pupil stands on a route, in a picture whose layout is made once for everybody: only what stands in the boxes differs."""

from __future__ import annotations

from dataclasses import replace

from engine.model.diagram import Diagram, Node
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.placing import Placed, PlacedNode

__all__ = ["placed", "roomy"]

_ROOM = "uiterlijk 27 september 2026 of te laat sinds 27 september"  # two lines, as long as a state with its day can be
_STATED = ("step", "decision", "wait", "start", "end")


def roomy(diagram: Diagram) -> Diagram:
    """Give a protocol without a pupil's states, and with room for them: what is laid out once for everybody."""
    return replace(diagram, nodes=tuple(map(_with_room, diagram.nodes)), subtitle="")


def placed(diagram: Diagram) -> Placed:
    """Place a protocol with a pupil's states on it, by the layout of its roomy form.

    Raises `KnowledgeError` when there is no Graphviz for the layout.
    """
    roomy_ = lay_out(roomy(diagram))
    now = {node.id: node for node in diagram.nodes}
    nodes = tuple(PlacedNode(now.get(p.node.id, p.node), p.box) for p in roomy_.nodes)
    drawn = replace(roomy_.diagram, nodes=tuple(n.node for n in nodes), subtitle=diagram.subtitle, imprint=diagram.imprint)
    return replace(roomy_, diagram=drawn, nodes=nodes)


def _with_room(node: Node) -> Node:
    """Give a node without a state, and with room for the longest."""
    return replace(node, state=None, says=_ROOM if node.shape in _STATED else "")
