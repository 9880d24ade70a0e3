"""The legend: only what is on the sheet, each with the words that name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.model.diagram import Diagram, Edge, Node
from engine.rendering.diagrams.faces import SMALL
from engine.rendering.diagrams.forms import draw_node
from engine.rendering.diagrams.icons import check, clock, mark_of
from engine.rendering.diagrams.marks import Mark, Words, straight
from engine.rendering.diagrams.measuring import text_width
from engine.rendering.diagrams.palette import palette
from engine.rendering.diagrams.placing import Box, Point
from engine.rendering.diagrams.ways import draw_way
from engine.rendering.diagrams.wording import CATEGORIES, CHANGES, SHAPES, STATES, TIES, pick

__all__ = ["ROW", "legend"]

ROW = 26.0
_SAMPLE = 34.0
_GAP = 22.0

_SELF_EVIDENT = ("layer", "role", "means", "cause")  # what a heading or a mark explains already
_TERM = ("termijn", "term")

_Entry = tuple[str, Callable[[Point], Iterator[Mark]]]


def legend(diagram: Diagram, width: float) -> tuple[list[Mark], float]:
    """Give the marks of the legend, from (0, 0) on within a width, and how high it is."""
    marks: list[Mark] = []
    x, y = 0.0, 0.0
    for words, sample in _entries(diagram):
        long = _SAMPLE + 8 + text_width(words, SMALL)
        if x and x + long > width:
            x, y = 0.0, y + ROW
        marks.extend(sample((x, y)))
        marks.append(Words(x + _SAMPLE + 8, y + ROW / 2 + SMALL * 0.36, words, SMALL, palette["quiet"]))
        x += long + _GAP
    return marks, (y + ROW if marks else 0.0)


def _entries(diagram: Diagram) -> Iterator[_Entry]:
    yield from _forms(diagram)
    yield from _ways(diagram)
    yield from _standings(diagram)


def _forms(diagram: Diagram) -> Iterator[_Entry]:
    language = diagram.imprint.language
    for shape, words in SHAPES.items():
        if shape not in _SELF_EVIDENT and any(n.shape == shape for n in diagram.nodes):
            yield pick(words, language), _node_sample(Node("", shape, ""))
    if any(n.term for n in diagram.nodes):
        yield pick(_TERM, language), lambda at: clock((at[0] + _SAMPLE / 2, at[1] + ROW / 2), palette["quiet"])
    for category, words in CATEGORIES.items():
        if any(n.category == category for n in diagram.nodes):
            yield pick(words, language), _mark_sample(category)


def _ways(diagram: Diagram) -> Iterator[_Entry]:
    for tie, words in TIES.items():
        if any(e.tie == tie for e in diagram.edges):
            yield pick(words, diagram.imprint.language), _edge_sample(Edge("", "", tie))


def _standings(diagram: Diagram) -> Iterator[_Entry]:
    language = diagram.imprint.language
    for state, words in STATES.items():
        if any(n.state == state for n in diagram.nodes):
            yield pick(words, language), _node_sample(Node("", "step", "", state=state))
    for change, words in CHANGES.items():
        if any(n.change == change for n in diagram.nodes) or any(e.change == change for e in diagram.edges):
            yield pick(words, language), _node_sample(Node("", "step", "", change=change))


def _node_sample(node: Node) -> Callable[[Point], Iterator[Mark]]:
    def draw(at: Point) -> Iterator[Mark]:
        box = Box(at[0] + 2, at[1] + 5, _SAMPLE - 4, ROW - 10)
        yield from (m for m in draw_node(node, box) if not isinstance(m, Words))
        middle = (at[0] + _SAMPLE / 2, at[1] + ROW / 2)
        if node.state == "done":
            yield from check(middle, palette["text"])
        if node.state in ("due", "overdue"):
            yield from clock(middle, palette["late"] if node.state == "overdue" else palette["text"])
        if node.shape == "jump":
            yield Words(middle[0], middle[1] + 4, "\u2192 9", SMALL, palette["text"], anchor="middle")

    return draw


def _mark_sample(category: str) -> Callable[[Point], Iterator[Mark]]:
    return lambda at: mark_of(category, (at[0] + _SAMPLE / 2, at[1] + ROW / 2))


def _edge_sample(edge: Edge) -> Callable[[Point], Iterator[Mark]]:
    def draw(at: Point) -> Iterator[Mark]:
        x, y = at[0], at[1] + ROW / 2
        if edge.tie == "escalates":
            yield from draw_way(edge, straight([(x + 17, at[1] + ROW - 2), (x + 17, at[1] + 14), (x + 17, at[1] + 2)]))
        elif edge.tie == "returns":
            yield from draw_way(edge, straight([(x + 17, at[1] + 2), (x + 17, at[1] + 16), (x + 17, at[1] + ROW - 2)]))
        else:
            yield from draw_way(edge, straight([(x, y), (x + 24, y), (x + _SAMPLE, y)]))

    return draw
