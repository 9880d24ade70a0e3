"""A diagram as DOT text for others who have Graphviz: words escaped, links only to places here."""

from __future__ import annotations

import graphviz

from engine.model.diagram import Diagram, Edge, Node, Shape, Tie
from engine.rendering.diagrams.measuring import wrapped
from engine.rendering.diagrams.outline import foot_line
from engine.rendering.diagrams.palette import CATEGORY, palette
from engine.rendering.diagrams.svg import anchor, safe_link
from engine.rendering.plain import visible

__all__ = ["dot"]

_SHAPES: dict[Shape, str] = {
    "start": "oval",
    "end": "oval",
    "decision": "hexagon",
    "up": "house",
    "down": "invhouse",
    "jump": "oval",
    "sheet": "note",
    "layer": "trapezium",
}
_TIES: dict[Tie, dict[str, str]] = {
    "escalates": {"penwidth": "4"},
    "returns": {"style": "dashed"},
    "early": {"style": "dotted", "arrowhead": "empty"},
    "reports_to": {"penwidth": "2"},
    "after": {"style": "invis"},
}


def dot(diagram: Diagram) -> str:
    """Print a diagram as DOT."""
    graph = graphviz.Digraph(
        name=anchor(diagram.id),
        graph_attr={
            "rankdir": "LR" if diagram.arrangement == "columns" else "BT" if diagram.arrangement in ("bands", "pyramid") else "TB",
            "newrank": "true",
            "label": _label([diagram.title, diagram.subtitle, foot_line(diagram)]),
            "labelloc": "t",
            "fontname": "Arial",
        },
        node_attr={"shape": "box", "fontname": "Arial", "fontsize": "12", "color": palette["line"], "fontcolor": palette["text"]},
        edge_attr={"fontname": "Arial", "fontsize": "11", "color": palette["quiet"]},
    )
    for lane in diagram.lanes:
        with graph.subgraph(
            name=f"cluster_{anchor(lane.id)}", graph_attr={"label": _label([lane.label]), "color": palette["rule"]}
        ) as part:
            for node in (n for n in diagram.nodes if n.lane == lane.id):
                part.node(anchor(node.id), **_node(node))
    for node in (n for n in diagram.nodes if n.lane not in {lane.id for lane in diagram.lanes}):
        graph.node(anchor(node.id), **_node(node))
    for edge in diagram.edges:
        graph.edge(anchor(edge.source), anchor(edge.target), **_edge(edge))
    return str(graph.source)


def _node(node: Node) -> dict[str, str]:
    number = f"{node.number}. " if node.number else ""
    lines = [*wrapped(number + node.label), *node.lines, node.role, node.term, node.says]
    style = "rounded" if node.shape in ("step", "role", "need", "cause", "route") else "solid"
    if node.state == "possible" or node.change == "removed" or node.shape == "down":
        style += ",dashed"
    found = {"label": _label(lines), "shape": _SHAPES.get(node.shape, "box"), "style": style, "tooltip": _label([node.sentence])}
    if node.shape in ("end", "wait"):
        found["peripheries"] = "2"
    if node.state in ("now", "due", "overdue") or node.change == "added":
        found["penwidth"] = "3"
    if node.category:
        found["color"] = CATEGORY[node.category]
    link = safe_link(node.link)
    return found | ({"URL": link} if link else {})


def _edge(edge: Edge) -> dict[str, str]:
    label = {"label": _label(wrapped(edge.label))} if edge.label else {}
    return _TIES.get(edge.tie, {}) | label | ({"style": "dashed"} if edge.change == "removed" else {})


def _label(lines: list[str] | tuple[str, ...]) -> str:
    """Join lines; a backslash or an angle bracket in them stays what it is.

    What comes back must stay the package's own kind of text: as a plain one, `<...>` would be read as HTML.
    """
    label: str = graphviz.nohtml("\\n".join(_plain(line) for line in lines if line))
    return label


def _plain(text: str) -> str:
    return visible(" ".join(text.split())).replace("\\", "\\\\")
