"""What is written in a node, line by line, and how large the node must be to hold it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from engine.model.diagram import Diagram, Edge, Node
from engine.rendering.diagrams.measuring import LABEL_CHARACTERS, line_height, text_width, wrapped

__all__ = ["LABEL", "SMALL", "Face", "Line", "Wanted", "edge_label", "edge_labels", "face"]

Wanted = tuple[tuple[str, ...], float, float]  # the lines of a label, its width and its height

LABEL = 14.0
SMALL = 12.0
_PAD_X, _PAD_Y = 11.0, 5.0
_ICON = 19.0  # room for a clock or a mark before a line
_LIST = 54  # characters of a line in a list
_NARROW = 15  # characters of an answer where ways run aslant
_MOST_LINES = 3  # of a label in its narrow form
_SMALL_CHARACTERS = 28  # of a small line, which takes the room of 24 characters of a label


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text; `icon` names a small drawing before it, `role` what it is (label, small, says, title)."""

    text: str
    size: float
    role: str
    bold: bool = False
    icon: str = ""

    @property
    def width(self) -> float:
        """Give the width that it takes, its icon included."""
        return text_width(self.text, self.size, bold=self.bold) + (_ICON if self.icon else 0)


@dataclass(frozen=True, slots=True)
class Face:
    """The lines of a node, and the size of the box that holds them."""

    lines: tuple[Line, ...]
    width: float
    height: float
    top: float  # from the upper side of the box to the first line


@lru_cache(maxsize=4096)
def face(node: Node) -> Face:
    """Give what is written in a node, and its size."""
    lines = tuple(_lines(node))
    wide = max((line.width for line in lines), default=0) + 2 * _PAD_X
    high = sum(line_height(line.size) for line in lines) + 2 * _PAD_Y
    top = _PAD_Y
    if node.shape == "decision":
        wide += 16
    if node.shape in ("start", "end"):
        wide += 10
    if node.shape in ("means", "layer", "sheet"):
        wide += 30
    if node.shape == "up":
        high, top = high + 10, top + 10
    if node.shape == "down":
        high += 10
    return Face(lines, round(wide, 1), round(high, 1), top)


def _lines(node: Node) -> list[Line]:
    if node.shape in ("up", "down") and node.lines:
        out = [Line(t, SMALL, "small") for line in node.lines for t in wrapped(line)]
        return [*out, *(Line(t, SMALL, "label", bold=True) for t in wrapped(node.label)), *_after(node)]
    if node.shape == "jump":
        return [Line(t, SMALL, "label") for t in wrapped(node.label)]
    if node.shape in ("means", "layer"):
        return [*_listed(node.lines), *_after(node)]
    if node.shape == "sheet":
        out = [Line(t, LABEL, "label", bold=True) for t in wrapped(node.label, _LIST)]
        return [*out, *_listed(node.lines), *_after(node)]
    number = f"{node.number}. " if node.number else ""
    first, *rest = wrapped(node.label)
    out = [Line(t, LABEL, "label", bold=True) for t in (number + first, *rest)]
    if node.role and not node.lane:  # where roles are lanes, the lane says it
        out += [Line(t, SMALL, "small") for t in wrapped(node.role, _SMALL_CHARACTERS)]
    out += [Line(t, SMALL, "small") for line in node.lines for t in wrapped(line, _SMALL_CHARACTERS)]
    if node.term:
        out += [Line(t, SMALL, "small", icon="" if i else "clock") for i, t in enumerate(wrapped(node.term))]
    return [*out, *_after(node)]


def _listed(lines: tuple[str, ...]) -> list[Line]:
    """Give the lines of a list: a dot before each, and what wraps stands under its first word."""
    out = []
    for line in lines:
        out += [Line(t, SMALL, "item" if i else "bullet") for i, t in enumerate(wrapped(line, _LIST, even=False))]
    return out


def _after(node: Node) -> list[Line]:
    """Give the line that tells the state or the change."""
    icon = {"done": "check", "due": "clock", "overdue": "clock"}.get(node.state or "", "")
    return (
        [Line(t, SMALL, "says", bold=True, icon="" if i else icon) for i, t in enumerate(wrapped(node.says, _SMALL_CHARACTERS))]
        if node.says
        else []
    )


def edge_label(edge: Edge, diagram: Diagram) -> Wanted:
    """Give the wrapped label of an edge with its width and height; no lines when it has none."""
    if not edge.label or diagram.arrangement == "columns":
        return (), 0.0, 0.0
    return _label(wrapped(edge.label, _NARROW if diagram.arrangement == "bands" else LABEL_CHARACTERS))


def edge_labels(edge: Edge, diagram: Diagram) -> tuple[Wanted, ...]:
    """Give the forms that the label of an edge may take, the one that reads best first; none when it has no words."""
    first = edge_label(edge, diagram)
    if not first[0]:
        return ()
    narrower = wrapped(edge.label, max(map(len, edge.label.split())))
    return (first,) if narrower == first[0] or len(narrower) > _MOST_LINES else (first, _label(narrower))


def _label(lines: tuple[str, ...]) -> Wanted:
    return lines, round(max(text_width(t, SMALL) for t in lines) + 8, 1), round(len(lines) * line_height(SMALL) + 2, 1)
