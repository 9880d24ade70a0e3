"""The pyramid: slices that grow downward, and beside each what the layer brings."""

from __future__ import annotations

from engine.model.diagram import Diagram
from engine.rendering.diagrams.faces import face
from engine.rendering.diagrams.placing import Box, Placed, PlacedLane, PlacedNode

__all__ = ["SLICE", "stacked"]

SLICE = 380.0  # width of the lowest slice
_LEAST = 96.0
_GAP = 14.0
_BESIDE = 26.0


def stacked(diagram: Diagram) -> Placed:
    """Place the layers above each other, in the order of the lanes."""
    wide = max(face(node).width for node in diagram.nodes)
    nodes, lanes, y = [], [], 0.0
    for lane in diagram.lanes:
        (node,) = (n for n in diagram.nodes if n.lane == lane.id)
        high = max(_LEAST, face(node).height + _GAP)
        lanes.append(PlacedLane(lane, Box(0, y, SLICE, high)))
        nodes.append(PlacedNode(node, Box(SLICE + _BESIDE, y + (high - face(node).height) / 2, wide, face(node).height)))
        y += high
    return Placed(diagram, round(SLICE + _BESIDE + wide + 4, 1), round(y, 1), tuple(nodes), (), tuple(lanes))
