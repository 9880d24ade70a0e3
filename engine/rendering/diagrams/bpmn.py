"""A protocol as BPMN 2.0 with its layout, for programs that read the OMG's format.

A step is a user task, a question a gateway, an early way a boundary event that does not interrupt; an escalation ends in an
escalation event and a return in a signal, each with the name of the step of the other protocol that goes on.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from engine.model.diagram import Diagram, Edge, Node
from engine.rendering.diagrams.outline import foot_line
from engine.rendering.diagrams.placing import Box, Placed, PlacedEdge, Point
from engine.rendering.diagrams.svg import anchor
from engine.rendering.diagrams.swimlanes import swimlanes
from engine.rendering.plain import visible

__all__ = ["bpmn"]

_MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"
_DI = "http://www.omg.org/spec/BPMN/20100524/DI"
_DC = "http://www.omg.org/spec/DD/20100524/DC"
_DD = "http://www.omg.org/spec/DD/20100524/DI"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_PREFIXES = {"bpmn": _MODEL, "bpmndi": _DI, "dc": _DC, "di": _DD, "xsi": _XSI}
_EVENT = 36.0
_BOUNDARY = 28.0
_LABEL = 16.0
_STRAIGHT = 12.0  # a way that comes this near a circle's middle runs straight into it
_KINDS = {
    "start": "startEvent",
    "end": "endEvent",
    "up": "endEvent",
    "down": "endEvent",
    "route": "endEvent",
    "decision": "exclusiveGateway",
}


def bpmn(diagram: Diagram) -> str:
    """Print a protocol as BPMN; raises `KnowledgeError` when there is no Graphviz for its layout."""
    for prefix, name in _PREFIXES.items():
        ET.register_namespace(prefix, name)
    placed = swimlanes(diagram, jumps=False)
    return _Writer(placed).text()


class _Writer:
    """Writes one protocol."""

    def __init__(self, placed: Placed) -> None:
        self.placed = placed
        self.d = placed.diagram
        self.ways = [(f"Flow_{i}", each) for i, each in enumerate(placed.edges)]
        self.process = f"Process_{anchor(self.d.id)}"

    def text(self) -> str:
        root = ET.Element(
            _name("definitions"), {"id": "Definitions_1", "targetNamespace": "urn:wegwijzer:protocol", "exporter": "Wegwijzer"}
        )
        for i, node in self._ends("up"):
            _sub(root, "escalation", {"id": f"Escalation_{i}", "name": _clean(node.sentence)})
        for i, node in self._ends("down", "route"):
            _sub(root, "signal", {"id": f"Signal_{i}", "name": _clean(node.sentence)})
        collaboration = _sub(root, "collaboration", {"id": "Collaboration_1"})
        _sub(collaboration, "participant", {"id": "Participant_1", "name": _clean(self.d.title), "processRef": self.process})
        self._process(root)
        self._plane(root)
        ET.indent(root)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"

    def _ends(self, *shapes: str) -> Iterator[tuple[int, Node]]:
        return ((i, n) for i, n in enumerate(self.d.nodes) if n.shape in shapes)

    def _process(self, root: ET.Element) -> None:
        process = _sub(root, "process", {"id": self.process, "name": _clean(self.d.title), "isExecutable": "false"})
        _sub(process, "documentation", {}).text = _clean(foot_line(self.d))
        lanes = _sub(process, "laneSet", {"id": "LaneSet_1"})
        for lane in self.d.lanes:
            part = _sub(lanes, "lane", {"id": f"Lane_{anchor(lane.id)}", "name": _clean(lane.label)})
            for node in self.d.nodes:
                if node.lane == lane.id:
                    _sub(part, "flowNodeRef", {}).text = _id(node.id)
            for flow, way in self.ways:
                if way.edge.tie == "early" and self.d.node(way.edge.source).lane == lane.id:
                    _sub(part, "flowNodeRef", {}).text = f"Early_{flow}"
        for i, node in enumerate(self.d.nodes):
            self._node(process, i, node)
        for flow, way in self.ways:
            self._flow(process, flow, way.edge)

    def _node(self, process: ET.Element, i: int, node: Node) -> None:
        words = ": ".join([*node.lines, node.label]) if node.shape in ("up", "down", "route") else node.label
        words = words if node.shape == "decision" else ", ".join(x for x in (words, node.term) if x)
        element = _sub(process, _KINDS.get(node.shape, "userTask"), {"id": _id(node.id), "name": _clean(words)})
        told = "\n".join([node.sentence, *(f"{heading}: {text}" for heading, text in node.details)])
        _sub(element, "documentation", {}).text = _clean(told)
        for flow, way in self.ways:
            if way.edge.target == node.id:
                _sub(element, "incoming", {}).text = flow
        for flow, way in self.ways:
            if way.edge.source == node.id and way.edge.tie != "early":
                _sub(element, "outgoing", {}).text = flow
                if way.edge.label and way.edge.label == way.edge.condition and not _is_event(node):
                    element.set("default", flow)
        if node.shape == "up":
            _sub(element, "escalationEventDefinition", {"id": f"EscalationEnd_{i}", "escalationRef": f"Escalation_{i}"})
        if node.shape in ("down", "route"):
            _sub(element, "signalEventDefinition", {"id": f"SignalEnd_{i}", "signalRef": f"Signal_{i}"})
        for flow, way in self.ways:
            if way.edge.source == node.id and way.edge.tie == "early":
                self._early(process, flow, node)

    def _early(self, process: ET.Element, flow: str, node: Node) -> None:
        """Write the way that opens as soon as a task was started: a boundary event that does not interrupt it."""
        event = _sub(process, "boundaryEvent", {"id": f"Early_{flow}", "attachedToRef": _id(node.id), "cancelActivity": "false"})
        _sub(event, "outgoing", {}).text = flow
        definition = _sub(event, "conditionalEventDefinition", {"id": f"Condition_{flow}"})
        _sub(definition, "condition", {f"{{{_XSI}}}type": "bpmn:tFormalExpression"}).text = "started"

    def _flow(self, process: ET.Element, flow: str, edge: Edge) -> None:
        source = f"Early_{flow}" if edge.tie == "early" else _id(edge.source)
        found = {"id": flow, "sourceRef": source, "targetRef": _id(edge.target)}
        if edge.label:
            found["name"] = _clean(edge.label)
        element = _sub(process, "sequenceFlow", found)
        otherwise = edge.label == edge.condition
        if edge.condition and not otherwise and edge.tie != "early" and not _is_event(self.d.node(edge.source)):
            _sub(element, "conditionExpression", {f"{{{_XSI}}}type": "bpmn:tFormalExpression"}).text = _clean(edge.condition)

    def _plane(self, root: ET.Element) -> None:
        diagram = ET.SubElement(root, f"{{{_DI}}}BPMNDiagram", {"id": "Diagram_1"})
        plane = ET.SubElement(diagram, f"{{{_DI}}}BPMNPlane", {"id": "Plane_1", "bpmnElement": "Collaboration_1"})
        whole = Box(0, -30, self.placed.width, self.placed.height + 30)
        _shape(plane, "Participant_1", whole, {"isHorizontal": "false"})
        for lane in self.placed.lanes:
            _shape(plane, f"Lane_{anchor(lane.lane.id)}", lane.box, {"isHorizontal": "false"})
        for each in self.placed.nodes:
            shape = _shape(plane, _id(each.node.id), _drawn(each.node, each.box))
            if _is_event(each.node) or each.node.shape == "decision":
                _bounds(ET.SubElement(shape, f"{{{_DI}}}BPMNLabel"), _label_of(each.node, each.box))
        for flow, way in self.ways:
            points = list(way.curve.corners())
            if way.edge.tie == "early":
                x, y = points[0]
                _shape(plane, f"Early_{flow}", Box(x - _BOUNDARY / 2, y - _BOUNDARY / 2, _BOUNDARY, _BOUNDARY))
            self._edge(plane, flow, way, points)

    def _edge(self, plane: ET.Element, flow: str, way: PlacedEdge, points: list[Point]) -> None:
        edge = ET.SubElement(plane, f"{{{_DI}}}BPMNEdge", {"id": f"{flow}_di", "bpmnElement": flow})
        source, target = self.d.node(way.edge.source), self.d.node(way.edge.target)
        begin = _touching(points[0], points[1], source, self.placed.box(source.id))
        end = _touching(points[-1], points[-2], target, self.placed.box(target.id))
        if way.edge.tie == "early":
            begin = [points[0]]
        for x, y in _merged([*begin[::-1], *points[1:-1], *end]):
            ET.SubElement(edge, f"{{{_DD}}}waypoint", {"x": f"{x:.1f}", "y": f"{y:.1f}"})
        if way.label:
            label = ET.SubElement(edge, f"{{{_DI}}}BPMNLabel")
            _bounds(label, way.label)


def _is_event(node: Node) -> bool:
    return node.shape in ("start", "end", "up", "down", "route")


def _drawn(node: Node, box: Box) -> Box:
    """Give the bounds of a shape: an event is a circle, at the side of its box where the ways are."""
    if not _is_event(node):
        return box
    x = box.centre[0]
    y = box.bottom - _EVENT if node.shape in ("start", "up") else box.y
    return Box(x - _EVENT / 2, y, _EVENT, _EVENT)


def _label_of(node: Node, box: Box) -> Box:
    """Give where the name of an event or a gateway stands: above or below the circle, or in the diamond."""
    circle = _drawn(node, box)
    if node.shape == "decision":
        return Box(box.x, box.centre[1] - _LABEL / 2, box.width, _LABEL)
    high = max(box.height - _EVENT, _LABEL)
    top = circle.y - high - 2 if node.shape in ("start", "up") else circle.bottom + 2
    return Box(box.x, top, box.width, high)


def _touching(end: Point, before: Point, node: Node, box: Box) -> list[Point]:
    """Let a way end on the shape itself where that is smaller than its box: a circle, or a gateway's diamond."""
    if _is_event(node):
        return _to_circle(end, before, _drawn(node, box))
    if node.shape != "decision":
        return [end]
    x, y = box.centre
    if end[0] == before[0]:
        reach = box.height / 2 * (1 - abs(end[0] - x) / (box.width / 2))
        return [(end[0], y + (reach if end[1] > y else -reach))]
    reach = box.width / 2 * (1 - abs(end[1] - y) / (box.height / 2))
    return [(x + (reach if end[0] > x else -reach), end[1])]


def _to_circle(end: Point, before: Point, circle: Box) -> list[Point]:
    """Lead a way to a circle: straight where it meets it, else with a turn at the height of its middle."""
    (x, y), r = circle.centre, circle.width / 2
    upright = end[0] == before[0]
    aside = end[0] - x if upright else end[1] - y
    if abs(aside) < _STRAIGHT:
        reach = math.sqrt(r * r - aside * aside)
        return [(end[0], y + (reach if before[1] > y else -reach))] if upright else [(x + (reach if before[0] > x else -reach), end[1])]
    if upright:
        return [(end[0], y), (x + (r if end[0] > x else -r), y)]
    return [(x, end[1]), (x, y + (r if end[1] > y else -r))]


def _merged(points: Sequence[Point]) -> list[Point]:
    out = [points[0]]
    for i, point in enumerate(points[1:-1], 1):
        before, after = out[-1], points[i + 1]
        if not (before[0] == point[0] == after[0] or before[1] == point[1] == after[1]):
            out.append(point)
    return [*out, points[-1]]


def _shape(plane: ET.Element, element: str, box: Box, more: dict[str, str] | None = None) -> ET.Element:
    shape = ET.SubElement(plane, f"{{{_DI}}}BPMNShape", {"id": f"{element}_di", "bpmnElement": element, **(more or {})})
    _bounds(shape, box)
    return shape


def _bounds(parent: ET.Element, box: Box) -> None:
    size = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    ET.SubElement(parent, f"{{{_DC}}}Bounds", {key: f"{value:.1f}" for key, value in size.items()})


def _sub(parent: ET.Element, name: str, attributes: dict[str, str]) -> ET.Element:
    return ET.SubElement(parent, _name(name), attributes)


def _name(name: str) -> str:
    return f"{{{_MODEL}}}{name}"


def _id(name: str) -> str:
    return f"Node_{anchor(name)}"


def _clean(text: str) -> str:
    return visible(text)
