"""Each node as marks: its form says what it is, its border and its words say how it stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from engine.model.diagram import Node
from engine.rendering.diagrams.faces import Face, face
from engine.rendering.diagrams.faces import Line as TextLine
from engine.rendering.diagrams.icons import check, clock, mark_of
from engine.rendering.diagrams.marks import Line, Mark, Outline, Words, circle, polygon, rounded, straight
from engine.rendering.diagrams.measuring import line_height
from engine.rendering.diagrams.palette import CATEGORY, palette
from engine.rendering.diagrams.placing import Box, Curve

__all__ = ["draw_node", "form_of"]

_ROUND = 8.0
_BEVEL = 10.0
_BAR = 5.0  # from either side of a step that waits
_LEFT = ("means", "layer", "sheet")  # forms whose lines begin at the left


@dataclass(frozen=True, slots=True)
class _Style:
    fill: str
    stroke: str
    width: float = 1.4
    dashed: bool = False
    text: str = palette["text"]
    small: str = palette["quiet"]


def draw_node(node: Node, box: Box) -> Iterator[Mark]:
    """Give the marks of a node."""
    style = _style(node)
    yield Outline(form_of(node, box), style.fill, style.stroke, style.width, style.dashed)
    if node.shape == "wait":
        for x in (box.x + _BAR, box.right - _BAR):
            yield Line(straight([(x, box.y), (x, box.bottom)]), style.stroke, 1.0, dashed=style.dashed)
    if node.change == "changed":
        yield Outline(rounded(box.grown(-3.5), _ROUND - 3), "", style.stroke, 1.0, style.dashed)
    if node.shape == "end":
        yield Outline(rounded(box.grown(-3.5), box.height), "", style.stroke, 1.0, style.dashed)
    shown = face(node)
    yield from _text(node, box, shown, style)
    if node.category:
        yield from mark_of(node.category, (box.x, box.y + box.height / 2))


def form_of(node: Node, box: Box) -> Curve:  # noqa: PLR0911 - one line a form
    """Give the outline of a node."""
    x, y, right, bottom = box.x, box.y, box.right, box.bottom
    middle, half = box.y + box.height / 2, box.x + box.width / 2
    match node.shape:
        case "decision":
            b = _BEVEL
            return polygon([(x + b, y), (right - b, y), (right, middle), (right - b, bottom), (x + b, bottom), (x, middle)])
        case "up":
            return polygon([(x, y + _BEVEL), (half, y), (right, y + _BEVEL), (right, bottom), (x, bottom)])
        case "down":
            return polygon([(x, y), (right, y), (right, bottom - _BEVEL), (half, bottom), (x, bottom - _BEVEL)])
        case "start" | "end" | "jump":
            return rounded(box, box.height)
        case "means" | "layer":
            return rounded(box, 3)
        case "sheet":
            b = _BEVEL
            return polygon([(x, y), (right - b, y), (right, y + b), (right, bottom), (x, bottom)])
        case _:
            return rounded(box, _ROUND)


def _style(node: Node) -> _Style:
    p = palette
    states = {
        "done": _Style(p["done"], p["line"]),
        "now": _Style(p["paper"], p["accent"], 4.0),
        "due": _Style(p["paper"], p["accent"], 4.0),
        "overdue": _Style(p["paper"], p["late"], 4.0),
        "possible": _Style(p["paper"], p["line"], 1.4, dashed=True),
        "closed": _Style(p["paper"], p["pale"], 0.8, text=p["pale_text"], small=p["pale_text"]),
    }
    changes = {
        "added": _Style(p["paper"], p["text"], 3.0),
        "removed": _Style(p["paper"], p["line"], 1.4, dashed=True, text=p["pale_text"], small=p["pale_text"]),
        "changed": _Style(p["paper"], p["text"], 1.6),
    }
    if node.state:
        return states[node.state]
    if node.change:
        return changes[node.change]
    if node.category:
        return _Style(p["paper"], CATEGORY[node.category], 2.0)
    plain = _Style(p["paper"], p["line"])
    return {
        "decision": _Style(p["question"], p["accent"]),
        "start": _Style(p["done"], p["line"]),
        "up": _Style(p["outside"], p["text"], 1.6),
        "down": _Style(p["outside"], p["line"], 1.2, dashed=True),
        "route": _Style(p["paper"], p["accent"], 1.6),
        "jump": _Style(p["paper"], p["line"], 1.0),
        "means": _Style(p["paper"], p["pale"], 1.0),
    }.get(node.shape, plain)


def _text(node: Node, box: Box, shown: Face, style: _Style) -> Iterator[Mark]:
    spare = max(0.0, (box.height - shown.height) / 2) if node.state else 0.0  # room for a longer state than there is now
    y = box.y + shown.top + spare
    for line in shown.lines:
        high = line_height(line.size)
        baseline = y + high * 0.76
        colour = style.small if line.role in ("small", "bullet", "item") else _told(node, style) if line.role == "says" else style.text
        yield from _one_line(line, node, box, baseline, colour)
        y += high


def _told(node: Node, style: _Style) -> str:
    """Give the colour of the words that tell a state; overdue has its own, beside its words and its clock."""
    return palette["late"] if node.state == "overdue" else style.text


def _one_line(line: TextLine, node: Node, box: Box, baseline: float, colour: str) -> Iterator[Mark]:
    struck = node.change == "removed" and line.role == "label"
    if node.shape in _LEFT:
        x = box.x + 12
        if line.role in ("bullet", "item"):
            x += 10
        if line.role == "bullet":
            yield Outline(circle((box.x + 15, baseline - 4), 1.8), colour)
        yield Words(x, baseline, line.text, line.size, colour, line.bold, struck=struck)
        return
    centre = box.x + box.width / 2
    if line.icon:
        start = centre - line.width / 2
        yield from (clock if line.icon == "clock" else check)((start + 6, baseline - line.size * 0.36), colour)
        yield Words(start + 15, baseline, line.text, line.size, colour, line.bold)
        return
    yield Words(centre, baseline, line.text, line.size, colour, line.bold, "middle", struck)
