"""A diagram as a bare graph for Graphviz, sizes without words, and the places that come back."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from engine.model.diagram import Diagram, Edge
from engine.rendering.diagrams.engines import run_graphviz
from engine.rendering.diagrams.faces import edge_label, face
from engine.rendering.diagrams.measuring import text_width
from engine.rendering.diagrams.placing import Box, Curve, Point

__all__ = ["Sketch", "Variant", "laid_out"]

_POINTS = 72.0  # Graphviz counts places in points, sizes in inches; we count in points
_HEADER = 15.0


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to ask for a layout: the lanes in this order, and the nodes forward or backward."""

    lanes: tuple[str, ...]
    backward: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Sketch:
    """What came back: boxes of nodes by id, of lanes by id, and curves by the place of their edge."""

    nodes: Mapping[str, Box]
    lanes: Mapping[str, Box]
    curves: Mapping[int, Curve]
    labels: Mapping[int, Point]


def laid_out(diagram: Diagram, variant: Variant) -> Sketch:
    """Ask Graphviz for places; raises `KnowledgeError` when there is none that can."""
    drawing = _Drawing(diagram, variant)
    found = json.loads(run_graphviz("\n".join(drawing.source()), "json"))
    return _read(found, drawing)


class _Drawing:
    """Writes the bare graph; every name in it is our own, so nothing that a label says can reach Graphviz."""

    def __init__(self, diagram: Diagram, variant: Variant) -> None:
        self.d = diagram
        self.variant = variant
        self.names = {node.id: f"n{i}" for i, node in enumerate(diagram.nodes)}
        self.lanes = {lane: f"cluster_{i}" for i, lane in enumerate(variant.lanes)}

    def source(self) -> Iterator[str]:
        """Give the lines of the DOT text."""
        sideways = self.d.arrangement == "columns"
        gap, step = (0.22, 0.9) if sideways else (0.3 if self.variant.loose else 0.24, 0.42 if self.variant.loose else 0.34)
        yield f"digraph {{ graph [rankdir={'LR' if sideways else 'TB'} newrank=true nodesep={gap} ranksep={step} splines=true]"
        yield 'node [shape=box fixedsize=true label=""]'
        yield "edge [arrowhead=normal]"
        yield from {"lanes": self._columns, "bands": self._rows, "columns": self._rows}[self.d.arrangement]()
        for i, edge in enumerate(self.d.edges):
            yield self._edge(i, edge)
        yield "}"

    def _columns(self) -> Iterator[str]:
        """Give the lanes as columns: a header above and an anchor below keep each over the whole height."""
        for i, (lane, cluster) in enumerate(self.lanes.items()):
            label = next(each.label for each in self.d.lanes if each.id == lane)
            width = text_width(label, _HEADER, bold=True) / _POINTS
            yield f"subgraph {cluster} {{ graph [margin=10]"
            yield f"h{i} [width={width:.3f} height=0.3] f{i} [width=0.1 height=0.02]"
            yield from (self._node(node) for node in self._ordered() if self.d.node(node).lane == lane)
            yield f"h{i} -> f{i} [style=invis weight=4] }}"
            yield from (f"h{i} -> {self.names[n]} [style=invis weight=0]" for n in self._first() if self.d.node(n).lane == lane)
        yield from self._held("min", [f"h{i}" for i in range(len(self.lanes))])
        yield from self._held("max", [f"f{i}" for i in range(len(self.lanes))])

    def _rows(self) -> Iterator[str]:
        """Give the lanes as ranks: all nodes of a lane side by side, the lanes kept in order by unseen anchors."""
        for i, lane in enumerate(self.lanes):
            yield f"a{i} [width=0.02 height=0.02]"
            members = [node for node in self._ordered() if self.d.node(node).lane == lane]
            yield from (self._node(node) for node in members)
            yield f"{{rank=same; a{i}; {'; '.join(self.names[m] for m in members)}}}"
        for i in range(len(self.lanes) - 1):
            yield f"a{i} -> a{i + 1} [style=invis weight=2]"

    def _ordered(self) -> Sequence[str]:
        ids = [node.id for node in self.d.nodes]
        return ids[::-1] if self.variant.backward else ids

    def _first(self) -> Sequence[str]:
        """Give the nodes that no edge holds down, so that they stay below the headers."""
        held = {e.source if e.tie == "escalates" else e.target for e in self.d.edges if e.source != e.target}
        return [node.id for node in self.d.nodes if node.id not in held]

    def _node(self, name: str) -> str:
        found = face(self.d.node(name))
        return f"{self.names[name]} [width={found.width / _POINTS:.3f} height={found.height / _POINTS:.3f}]"

    def _held(self, where: str, names: Sequence[str]) -> Iterator[str]:
        yield f"{{rank={where}; {'; '.join(names)}}}"
        if len(names) > 1:
            yield f"{' -> '.join(names)} [style=invis]"

    def _edge(self, i: int, edge: Edge) -> str:
        tail, head = self.names[edge.source], self.names[edge.target]
        _, width, height = edge_label(edge, self.d)
        room = f'label=<<TABLE BORDER="0" FIXEDSIZE="TRUE" WIDTH="{width:.0f}" HEIGHT="{height:.0f}"><TR><TD></TD></TR></TABLE>> ' if width else ""
        extra = {"early": "weight=2", "after": "style=invis", "returns": "weight=1"}.get(edge.tie, "weight=2")
        if self._upward(edge):
            return f"{head} -> {tail} [id=e{i} dir=back {room}{extra}]"
        return f"{tail} -> {head} [id=e{i} {room}{extra}]"

    def _upward(self, edge: Edge) -> bool:
        """Tell whether an edge is drawn upward: an escalation, and where lanes are ranks whatever goes against their order."""
        if self.d.arrangement == "lanes":
            return edge.tie == "escalates"
        order = list(self.lanes)
        return order.index(self.d.node(edge.source).lane) > order.index(self.d.node(edge.target).lane)


def _read(found: Mapping[str, object], drawing: _Drawing) -> Sketch:
    """Turn the answer round: y grows downward, names become ids, and every curve runs from its source."""
    height = float(str(found["bb"]).split(",")[3])
    objects = found.get("objects", [])
    ids = {name: id_ for id_, name in drawing.names.items()}
    lanes = {cluster: lane for lane, cluster in drawing.lanes.items()}
    nodes, areas = {}, {}
    for each in objects:  # type: ignore[attr-defined]
        if each["name"] in ids and "pos" in each:
            x, y = map(float, each["pos"].split(","))
            wide, high = float(each["width"]) * _POINTS, float(each["height"]) * _POINTS
            nodes[ids[each["name"]]] = Box(x - wide / 2, height - y - high / 2, wide, high)
        if each["name"] in lanes:
            left, low, right, top = map(float, each["bb"].split(","))
            areas[lanes[each["name"]]] = Box(left, height - top, right - left, top - low)
    curves, labels = {}, {}
    for each in found.get("edges", []):  # type: ignore[attr-defined]
        if "id" not in each or "pos" not in each or not each["id"].startswith("e"):
            continue
        i = int(each["id"][1:])
        curves[i] = _curve(each["pos"], height)
        if "lp" in each:
            x, y = map(float, each["lp"].split(","))
            labels[i] = (x, height - y)
    return Sketch(nodes, areas, curves, labels)


def _curve(text: str, height: float) -> Curve:
    """Read a spline with its arrow; the end that carries the arrow becomes the last point."""
    tip: Point | None = None
    first: Point | None = None
    points: list[Point] = []
    for word in text.split():
        kind, _, rest = word.partition(",") if word[0] in "es" else ("", "", word)
        x, y = map(float, rest.split(","))
        point = (x, height - y)
        if kind == "e":
            tip = point
        elif kind == "s":
            first = point
        else:
            points.append(point)
    if first is not None and tip is None:  # written from head to tail
        points.reverse()
        tip = first
    if tip is not None:
        last = points[-1]
        points += [last, tip, tip]
    return Curve(tuple(points))


