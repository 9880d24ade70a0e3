"""A placed sheet as a drawing: title above, lanes, ways and steps, the legend, and at the foot which rules and which day."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.diagram import Node
from engine.rendering.diagrams.bands import STRIP
from engine.rendering.diagrams.faces import SMALL
from engine.rendering.diagrams.forms import draw_node
from engine.rendering.diagrams.grid import HEADER_CHARACTERS, HEADER_SIZE, header_height
from engine.rendering.diagrams.legend import legend
from engine.rendering.diagrams.marks import Drawing, Group, Line, Mark, Outline, Words, polygon, rounded, straight
from engine.rendering.diagrams.measuring import line_height, text_width, wrapped
from engine.rendering.diagrams.outline import foot_line, outline
from engine.rendering.diagrams.palette import LAYERS, TEXT_ON_LAYER, palette
from engine.rendering.diagrams.placing import Box, Placed, PlacedEdge, PlacedLane, PlacedNode
from engine.rendering.diagrams.ways import draw_edge

__all__ = ["MARGIN", "draw"]

MARGIN = 18.0
_TITLE, _SUBTITLE, _LAYER = 20.0, 13.0, 13.0
_LEAST = 480.0  # narrower than this a legend becomes a column


def draw(placed: Placed) -> Drawing:
    """Draw a sheet."""
    diagram = placed.diagram
    width = max(placed.width, _LEAST)
    head, top = _head(placed, width)
    body = tuple(_body(_shifted(placed, MARGIN + (width - placed.width) / 2, MARGIN + top)))
    explained, high = legend(diagram, width)
    below = MARGIN + top + placed.height + 10
    signs = tuple(_moved(mark, MARGIN, below) for mark in explained)
    foot = Words(MARGIN, below + high + 18, f"{foot_line(diagram)} · Wegwijzer", SMALL, palette["quiet"])
    height = below + high + 18 + MARGIN
    ground = Group(
        "ground", (Outline(polygon([(0, 0), (width + 2 * MARGIN, 0), (width + 2 * MARGIN, height), (0, height)]), palette["paper"]),)
    )
    return Drawing(
        width=round(width + 2 * MARGIN, 1),
        height=round(height, 1),
        title=", ".join(t for t in (diagram.title, diagram.subtitle) if t),
        description="\n".join(outline(diagram)),
        language=diagram.imprint.language,
        groups=(ground, Group("head", head), *body, Group("legend", signs), Group("foot", (foot,))),
    )


def _head(placed: Placed, width: float) -> tuple[tuple[Mark, ...], float]:
    """Give the title and what stands under it, and how high they are."""
    marks: list[Mark] = []
    y = 0.0
    diagram = placed.diagram
    for text, size, bold, colour in (
        (diagram.title, _TITLE, True, "text"),
        (diagram.subtitle, _SUBTITLE, False, "text"),
        (diagram.summary, _SUBTITLE, False, "quiet"),
    ):
        characters = max(20, int(width / (text_width("n", size, bold=bold))))
        for line in wrapped(text, characters, even=False) if text else ():
            y += line_height(size)
            marks.append(Words(MARGIN, MARGIN + y - size * 0.3, line, size, palette[colour], bold))
    return tuple(marks), y + 10


def _shifted(placed: Placed, dx: float, dy: float) -> Placed:
    return Placed(
        placed.diagram,
        placed.width,
        placed.height,
        tuple(PlacedNode(n.node, n.box.moved(dx, dy)) for n in placed.nodes),
        tuple(PlacedEdge(e.edge, e.curve.moved(dx, dy), e.label.moved(dx, dy) if e.label else None, e.lines) for e in placed.edges),
        tuple(PlacedLane(lane.lane, lane.box.moved(dx, dy)) for lane in placed.lanes),
    )


def _body(placed: Placed) -> Iterator[Group]:
    names = {n.id: n for n in placed.diagram.nodes}
    if placed.diagram.arrangement == "lanes":
        high = header_height(placed.diagram)
        yield from (_column(lane, placed.diagram.id, high) for lane in placed.lanes)
    elif placed.diagram.arrangement == "bands":
        yield from (_band(lane, i, len(placed.lanes)) for i, lane in enumerate(placed.lanes))
    elif placed.diagram.arrangement == "columns":
        yield from (_heading(lane) for lane in placed.lanes)
    elif placed.diagram.arrangement == "pyramid":
        yield from (_slice(lane, placed) for lane in placed.lanes)
    for edge in placed.edges:
        pale = "closed" in (names[edge.edge.source].state, names[edge.edge.target].state)
        name = f"{edge.edge.source}>{edge.edge.target}"
        yield Group("edge", tuple(draw_edge(edge, pale=pale)), edge.edge.id or name, edge.edge.tie)
    for each in placed.nodes:
        yield Group("node", tuple(draw_node(each.node, each.box)), each.node.id, _classes(each.node), _said(each.node), each.node.link)


def _classes(node: Node) -> str:
    return " ".join(x for x in (node.shape, node.state, node.change, node.category) if x)


def _said(node: Node) -> str:
    """Give the whole node in words: for the tooltip, and for who listens."""
    number = f"{node.number}. " if node.number else ""
    return number + ", ".join(x for x in (node.sentence, node.role, node.term, node.says) if x)


def _column(lane: PlacedLane, sheet: str, header: float) -> Group:
    """Draw a lane: its name in a bar above, a line at either side."""
    box, bar = lane.box, Box(lane.box.x, lane.box.y, lane.box.width, header)
    return Group(
        "lane",
        (
            Outline(rounded(box, 0), "", palette["rule"], 1.0),
            Outline(rounded(bar, 0), palette["question"], palette["rule"], 1.0),
            *_named(lane.lane.label, bar),
        ),
        f"{sheet}-{lane.lane.id}",
    )


def _named(label: str, bar: Box) -> Iterator[Mark]:
    """Write the name of a lane in its bar."""
    lines = wrapped(label, HEADER_CHARACTERS)
    high = line_height(HEADER_SIZE)
    top = bar.y + (bar.height - high * len(lines)) / 2
    for i, text in enumerate(lines):
        yield Words(bar.x + bar.width / 2, top + i * high + high * 0.76, text, HEADER_SIZE, palette["text"], bold=True, anchor="middle")


def _heading(lane: PlacedLane) -> Group:
    box = lane.box
    rule = Line(straight([(box.x, box.bottom), (box.right, box.bottom)]), palette["rule"], 1.2)
    return Group("lane", (*_named(lane.lane.label, box), rule), lane.lane.id)


def _band(lane: PlacedLane, i: int, count: int) -> Group:
    """Draw a layer as a row: a slice of the pyramid with its name, and a pale ground behind what belongs to it."""
    box = lane.box
    ground: list[Mark] = [Outline(rounded(box, 0), palette["paper"], palette["rule"], 1.0)]
    strip = Box(box.x, box.y, STRIP, box.height)
    if lane.lane.tone is None:
        return Group("lane", (*ground, *_centred(lane.lane.label, strip, palette["text"], 18)), lane.lane.id)
    ground.extend(_trapezoid(strip, 0.52 + 0.44 * i / count, 0.52 + 0.44 * (i + 1) / count, lane.lane.tone))
    return Group("lane", (*ground, *_centred(lane.lane.label, strip, _ink(lane.lane.tone), 12 + 3 * i)), lane.lane.id)


def _slice(lane: PlacedLane, placed: Placed) -> Group:
    """Draw a slice of the pyramid; the higher, the smaller."""
    first, last = placed.lanes[0].box.y, placed.lanes[-1].box.bottom
    above, below = ((y - first) / (last - first) for y in (lane.box.y, lane.box.bottom))
    marks = _trapezoid(lane.box, 0.3 + 0.7 * above, 0.3 + 0.7 * below, lane.lane.tone or 0)
    return Group("lane", (*marks, *_centred(lane.lane.label, lane.box, _ink(lane.lane.tone or 0), 16)), lane.lane.id)


def _ink(tone: int) -> str:
    return TEXT_ON_LAYER[min(tone, len(LAYERS) - 1)]


def _trapezoid(box: Box, above: float, below: float, tone: int) -> Iterator[Mark]:
    """Draw a slice whose upper and lower side take these parts of the box's width."""
    middle, half = box.centre[0], box.width / 2
    corners = [
        (middle - half * above, box.y),
        (middle + half * above, box.y),
        (middle + half * below, box.bottom),
        (middle - half * below, box.bottom),
    ]
    yield Outline(polygon(corners), LAYERS[min(tone, len(LAYERS) - 1)], palette["line"], 1.0)


def _centred(text: str, box: Box, colour: str, characters: int) -> Iterator[Mark]:
    lines = wrapped(text, characters)
    high = line_height(_LAYER)
    top = box.centre[1] - len(lines) * high / 2
    for i, line in enumerate(lines):
        yield Words(box.centre[0], top + i * high + high * 0.76, line, _LAYER, colour, bold=True, anchor="middle")


def _moved(mark: Mark, dx: float, dy: float) -> Mark:
    match mark:
        case Outline():
            return Outline(mark.curve.moved(dx, dy), mark.fill, mark.stroke, mark.width, mark.dashed)
        case Line():
            return Line(mark.curve.moved(dx, dy), mark.stroke, mark.width, mark.dashed, mark.dotted)
        case Words():
            return Words(mark.x + dx, mark.y + dy, mark.text, mark.size, mark.fill, mark.bold, mark.anchor, mark.struck)
