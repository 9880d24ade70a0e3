"""A diagram as Mermaid text, for pages that draw it themselves."""

from __future__ import annotations

from engine.model.diagram import Diagram, Edge, Node
from engine.rendering.diagrams.measuring import wrapped
from engine.rendering.diagrams.outline import foot_line
from engine.rendering.plain import visible

__all__ = ["mermaid"]

_FORMS = {
    "start": ('(["', '"])'),
    "end": ('((("', '")))'),
    "decision": ('{{"', '"}}'),
    "wait": ('[["', '"]]'),
    "up": ('[/"', '"\\]'),
    "down": ('[\\"', '"/]'),
    "jump": ('(["', '"])'),
    "sheet": ('["', '"]'),
    "means": ('["', '"]'),
}
_ARROWS = {"escalates": "==>", "returns": "-.->", "early": "-.->", "after": "~~~"}
# Mermaid reads `#name;` as the sign of that name; what could begin markup or end a label is written so.
_CODES = {
    "#": "#35;",
    "&": "#amp;",
    '"': "#quot;",
    "<": "#lt;",
    ">": "#gt;",
    "`": "#96;",
    "\\": "#92;",
    "|": "#124;",
    "[": "#91;",
    "]": "#93;",
}


def mermaid(diagram: Diagram) -> str:
    """Print a diagram as a Mermaid flowchart."""
    names = {node.id: f"n{i}" for i, node in enumerate(diagram.nodes)}
    lines = ["---", f'title: "{_plain(diagram.title)}"', "---", f"flowchart {'LR' if diagram.arrangement == 'columns' else 'TB'}"]
    lines.append(f"  %% {_comment(foot_line(diagram))}")
    lanes = {lane.id for lane in diagram.lanes}
    for i, lane in enumerate(diagram.lanes):
        lines.append(f'  subgraph lane{i}["{_text(lane.label)}"]')
        lines += [f"    {_node(n, names)}" for n in diagram.nodes if n.lane == lane.id]
        lines.append("  end")
    lines += [f"  {_node(n, names)}" for n in diagram.nodes if n.lane not in lanes]
    lines += [f"  {_edge(e, names)}" for e in diagram.edges]
    return "\n".join(lines) + "\n"


def _node(node: Node, names: dict[str, str]) -> str:
    opening, closing = _FORMS.get(node.shape, ('("', '")'))
    number = f"{node.number}. " if node.number and node.shape != "jump" else ""
    words = [*wrapped(number + node.label), *node.lines, node.role if not node.lane else "", node.term, node.says]
    return f"{names[node.id]}{opening}{'<br/>'.join(_text(w) for w in words if w)}{closing}"


def _edge(edge: Edge, names: dict[str, str]) -> str:
    label = f'|"{_text(edge.label)}"|' if edge.label and edge.tie != "after" else ""
    return f"{names[edge.source]} {_ARROWS.get(edge.tie, '-->')}{label} {names[edge.target]}"


def _text(text: str) -> str:
    return "".join(_CODES.get(c, c) for c in visible(" ".join(text.split())))


def _plain(text: str) -> str:
    """Write a text in the YAML that stands above the chart."""
    return visible(" ".join(text.split())).replace("\\", "\\\\").replace('"', '\\"')


def _comment(text: str) -> str:
    return " ".join(text.split()).replace("{", "(").replace("}", ")").replace("%%", "%")
