"""A protocol to its places: several arrangements are tried, the calmest is kept, and ways that would run through it become jumps."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from engine.model.diagram import Diagram, Edge, Node
from engine.rendering.diagrams.faces import edge_labels
from engine.rendering.diagrams.grid import Variant, gridded, header_height
from engine.rendering.diagrams.judging import blemishes, judge
from engine.rendering.diagrams.labels import place_labels
from engine.rendering.diagrams.placing import Box, Placed, PlacedEdge, PlacedLane, PlacedNode, bounds
from engine.rendering.diagrams.ports import fanned
from engine.rendering.diagrams.ranks import Ranks, ranks_of
from engine.rendering.diagrams.routes import routed
from engine.rendering.diagrams.untangling import untangled

__all__ = ["settled", "swimlanes"]

_MARGIN = 8.0
_FINALISTS = 3  # arrangements whose ways are led anew, since that takes long
_HOPE = 300.0  # as much as leading ways anew may be expected to gain
_ORDERS = 3  # orders of the lanes that are tried
_MOST_LANES = 7  # beyond this not every order is looked at
_PER_ROW = (2, 3, 4)  # steps of a lane side by side, for all lanes first, then lane by lane
_FINER = (1, 2, 3, 4)
_LONG = 900.0  # a way longer than this is followed with a finger, so it becomes a jump
_MOST_JUMPS = 8
_AIR = (8.0, 16.0, 28.0)  # more room between rows, while answers do not find a place


def swimlanes(diagram: Diagram, *, jumps: bool = True) -> Placed:
    """Give every node, edge and label its place; without `jumps` every way is led to its end, however it crosses.

    Raises `KnowledgeError` when there is no Graphviz to do it.
    """
    orders = tuple(_orders(diagram))
    best = _best(diagram, orders, _PER_ROW)
    for _ in range(_MOST_JUMPS if jumps else 0):
        worst = _worst(best) or _worst(best := _aired(_refined(best)))
        if worst is None:
            break
        best = _best(_with_jump(best.placed.diagram, worst), orders, _PER_ROW)
    return _labelled(_aired(best).placed)


def _aired(best: _Tried) -> _Tried:
    """Give more room between the rows, as long as that lets answers stand clear."""
    found, least = best, blemishes(_labelled(best.placed))
    for air in _AIR:
        if not least:
            break
        tried = _calmed(_try(best.placed.diagram, best.ranks, replace(best.variant, air=air)))
        left = blemishes(_labelled(tried.placed))
        if left < least and not sum(judge(tried.placed).hits):
            found, least = tried, left
    return found


def _labelled(placed: Placed) -> Placed:
    """Let the answers stand on their edges."""
    wanted = [edge_labels(e.edge, placed.diagram) for e in placed.edges]
    borders = [lane.box.x for lane in placed.lanes]
    bar = Box(0, 0, placed.width, header_height(placed.diagram))
    return settled(replace(placed, edges=tuple(place_labels(placed.edges, wanted, placed.nodes, borders, [bar]))))


@dataclass(frozen=True, slots=True)
class _Tried:
    """An arrangement that was tried, and what it costs; lower is better."""

    cost: float
    placed: Placed
    ranks: Ranks
    variant: Variant


def _try(diagram: Diagram, ranks: Ranks, variant: Variant) -> _Tried:
    placed = _placed(diagram, ranks, variant)
    return _Tried(judge(placed).cost, placed, ranks, variant)


def _calmed(tried: _Tried) -> _Tried:
    """Let ways that disturb go another way round, where that helps."""
    best, bar = tried, header_height(tried.placed.diagram)
    for _ in range(2):  # spreading the ends over a step's side may bring ways together again
        led = untangled(best.placed, bar)
        boxes = {n.node.id: n.box for n in led.nodes}
        both = (led, replace(led, edges=tuple(fanned(led.edges, boxes))))
        found = min((replace(tried, placed=p, cost=judge(p).cost) for p in map(settled, both)), key=lambda each: each.cost)
        if found.cost >= best.cost:
            break
        best = found
        verdict = judge(best.placed)
        if not sum(verdict.crossed) and not verdict.close:
            break
    return best


def _best(diagram: Diagram, orders: Sequence[tuple[str, ...]], per_rows: Sequence[int]) -> _Tried:
    """Give the calmest of several arrangements, judged before the answers stand on the edges."""
    every = [ranks_of(diagram), ranks_of(diagram, backward=True)]
    tried = [
        _try(diagram, ranks, Variant(lanes, dict.fromkeys(lanes, per_row))) for ranks in every for lanes in orders for per_row in per_rows
    ]
    different = {round(each.cost, 3): each for each in reversed(tried)}  # two that cost the same are the same
    return min((_calmed(different[cost]) for cost in sorted(different)[:_FINALISTS]), key=lambda each: each.cost)


def _refined(best: _Tried) -> _Tried:
    """Let each lane in turn be narrower or wider, where that makes the sheet calmer."""
    for lane in best.variant.lanes:
        for per_row in _FINER:
            if per_row != best.variant.per_row[lane]:
                variant = Variant(best.variant.lanes, {**best.variant.per_row, lane: per_row})
                tried = _try(best.placed.diagram, best.ranks, variant)
                if tried.cost < best.cost + _HOPE:
                    best = min(best, _calmed(tried), key=lambda each: each.cost)
    return best


def _orders(diagram: Diagram) -> Iterator[tuple[str, ...]]:
    """Give the orders of the lanes that are worth a try: lanes that talk to each other stand side by side."""
    lanes = tuple(lane.id for lane in diagram.lanes)
    lane_of = {node.id: node.lane for node in diagram.nodes}
    pairs = [(lane_of[e.source], lane_of[e.target]) for e in diagram.edges if e.tie in ("next", "early")]
    every = permutations(lanes) if len(lanes) <= _MOST_LANES else iter([lanes])
    yield from sorted(every, key=lambda order: (_stretch(order, pairs), [lanes.index(x) for x in order]))[:_ORDERS]


def _stretch(order: Sequence[str], pairs: Sequence[tuple[str, str]]) -> int:
    at = {lane: i for i, lane in enumerate(order)}
    return sum(abs(at[a] - at[b]) for a, b in pairs)


def _placed(diagram: Diagram, ranks: Ranks, variant: Variant) -> Placed:
    grid = gridded(diagram, ranks, variant)
    edges = [e for e in diagram.edges if e.tie != "after"]
    curves = routed(grid.nodes, edges)
    ways = fanned([PlacedEdge(edge, curves[i]) for i, edge in enumerate(edges) if i in curves], grid.nodes)
    by_id = {lane.id: lane for lane in diagram.lanes}
    return settled(
        Placed(
            diagram,
            0,
            0,
            tuple(PlacedNode(node, grid.nodes[node.id]) for node in diagram.nodes),
            tuple(ways),
            tuple(PlacedLane(by_id[lane], box) for lane, box in grid.lanes.items()),
        )
    )


def settled(placed: Placed) -> Placed:
    """Move everything so that the sheet begins at (0, 0), and let the outer lanes hold whatever runs past them."""
    around = bounds(
        iter(
            [n.box for n in placed.nodes]
            + [e.label for e in placed.edges if e.label]
            + [Box(x, y, 0, 0) for e in placed.edges for x, y in e.curve.points]
        )
    ).grown(_MARGIN)
    whole = bounds(iter([around, *(lane.box for lane in placed.lanes)]))
    dx, dy = -whole.x, -whole.y
    last = len(placed.lanes) - 1
    lanes = []
    for i, lane in enumerate(placed.lanes):
        left = whole.x if i == 0 else lane.box.x
        right = whole.right if i == last else lane.box.right
        lanes.append(PlacedLane(lane.lane, Box(left + dx, whole.y + dy, right - left, whole.height)))
    return Placed(
        placed.diagram,
        round(whole.width, 1),
        round(whole.height, 1),
        tuple(PlacedNode(n.node, n.box.moved(dx, dy)) for n in placed.nodes),
        tuple(PlacedEdge(e.edge, e.curve.moved(dx, dy), e.label.moved(dx, dy) if e.label else None, e.lines) for e in placed.edges),
        tuple(lanes),
    )


def _worst(best: _Tried) -> Edge | None:
    """Give the edge that disturbs most, or None when the sheet is calm."""
    placed, verdict = best.placed, judge(best.placed)

    def badness(i: int) -> tuple[float, float]:
        edge = placed.edges[i]
        long = edge.curve.length
        bad = 3.0 * verdict.hits[i] + verdict.crossed[i] + max(0.0, long - _LONG) / 200
        return bad, long

    able = [i for i, e in enumerate(placed.edges) if e.edge.tie in ("next", "early") and placed.diagram.node(e.edge.target).shape != "jump"]
    if not able:
        return None
    worst = max(able, key=badness)
    return placed.edges[worst].edge if badness(worst)[0] > 0 else None


def _with_jump(diagram: Diagram, edge: Edge) -> Diagram:
    """Let an edge end at a small sign that names the step where the reader goes on."""
    target = diagram.node(edge.target)
    sign = Node(
        id=f"{edge.source}>>{edge.target}#{edge.id}",
        shape="jump",
        label=f"\u2192 {target.number}. {target.label}" if target.number else f"\u2192 {target.label}",
        full=target.sentence,
        number=target.number,
        lane=diagram.node(edge.source).lane,
        target=target.id,
        change=edge.change,
    )
    at = diagram.edges.index(edge)
    edges = (*diagram.edges[:at], replace(edge, target=sign.id), *diagram.edges[at + 1 :])
    if target.number > diagram.node(edge.source).number:  # what comes later stays lower on the sheet
        edges = (*edges, Edge(edge.source, target.id, "after"))
    place = [n.id for n in diagram.nodes].index(edge.source) + 1
    return replace(diagram, nodes=(*diagram.nodes[:place], sign, *diagram.nodes[place:]), edges=edges)
