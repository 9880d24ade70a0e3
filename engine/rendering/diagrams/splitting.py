"""A protocol of many steps as an overview with sheets: steps that lead to each other stay on one sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from engine.model.diagram import Diagram, Edge, Lane, Node
from engine.rendering.diagrams.wording import Words, pick

__all__ = ["MOST_STEPS", "sheets_of"]

MOST_STEPS = 15
_SHEET: Words = ("Blad {i}", "Sheet {i}")
_OF: Words = ("blad {i} van {n}", "sheet {i} of {n}")
_OVERVIEW: Words = ("overzicht van {n} bladen", "overview of {n} sheets")
_SHEETS: Words = ("bladen", "sheets")
_TO: Words = ("\u2192 {step} (blad {i})", "\u2192 {step} (sheet {i})")
_FROM: Words = ("van {step} (blad {i})", "from {step} (sheet {i})")
_COUNTED = ("step", "decision", "wait")


def sheets_of(diagram: Diagram) -> tuple[Diagram, ...]:
    """Give the diagram alone when it holds at most fifteen steps, else an overview and its sheets."""
    if diagram.arrangement != "lanes" or sum(n.shape in _COUNTED for n in diagram.nodes) <= MOST_STEPS:
        return (diagram,)
    parts = _parts(diagram)
    sheets = tuple(_sheet(diagram, parts, i) for i in range(len(parts)))
    return (_overview(diagram, parts), *sheets)


Part = tuple[Node, ...]


def _parts(diagram: Diagram) -> list[Part]:
    """Cut the reading order into pieces of at most fifteen steps where the fewest ways are cut, and none is needlessly small."""
    tasks = [n for n in diagram.nodes if n.number]
    at = {n.id: i for i, n in enumerate(tasks)}
    counted = [n.shape in _COUNTED for n in tasks]
    pieces = -(-sum(counted) // MOST_STEPS)
    ways = [(at[e.source], at[e.target]) for e in diagram.edges if e.source in at and e.target in at]

    def cut(i: int) -> int:
        return sum((a < i) != (b < i) for a, b in ways)

    # best[k][j]: the least number of cut ways when the first j tasks make k pieces, and where the last piece begins
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    fair = sum(counted) / pieces
    for _ in range(pieces):
        row: dict[int, tuple[float, int]] = {}
        for j in range(1, len(tasks) + 1):
            found = []
            for i, (cost, _) in best[-1].items():
                size = sum(counted[i:j])
                if i < j and size <= MOST_STEPS:
                    found.append((cost + (cut(j) if j < len(tasks) else 0) + abs(size - fair) / fair, i))
            if found:
                row[j] = min(found)
        best.append(row)
    cuts, j = [], len(tasks)
    for row in reversed(best[1:]):
        i = row[j][1]
        cuts.append((i, j))
        j = i
    return [tuple(tasks[i:j]) for i, j in reversed(cuts)]


def _sheet(diagram: Diagram, parts: Sequence[Part], i: int) -> Diagram:
    language = diagram.imprint.language
    part_of = {n.id: k for k, part in enumerate(parts) for n in part}
    here = {n.id for n in parts[i]}
    outside = {n.id: n for n in diagram.nodes if not n.number}
    nodes, edges = list(_with_outside(parts[i], diagram, outside)), []
    for edge in diagram.edges:
        if edge.source in here and (edge.target in here or edge.target in outside):
            edges.append(edge)
        elif edge.source in here or edge.target in here:
            leaves = edge.source in here
            other = diagram.node(edge.target if leaves else edge.source)
            near = diagram.node(edge.source if leaves else edge.target)
            sign = _sign(other, near, _TO if leaves else _FROM, part_of[other.id] + 1, language)
            sign = replace(sign, id=f"{sign.id}#{edge.id}")
            nodes.append(sign)
            edges.append(replace(edge, target=sign.id) if leaves else replace(edge, source=sign.id))
    used = {n.lane for n in nodes}
    return replace(
        diagram,
        id=f"{diagram.id}-{i + 1}",
        subtitle=", ".join(t for t in (diagram.subtitle, pick(_OF, language).format(i=i + 1, n=len(parts))) if t),
        nodes=tuple(nodes),
        edges=tuple(edges),
        lanes=tuple(lane for lane in diagram.lanes if lane.id in used),
    )


def _with_outside(part: Part, diagram: Diagram, outside: dict[str, Node]) -> Iterator[Node]:
    for node in part:
        yield node
        yield from (outside[e.target] for e in diagram.edges if e.source == node.id and e.target in outside)


def _sign(other: Node, near: Node, words: Words, sheet: int, language: str) -> Node:
    text = pick(words, "en" if language == "en" else "nl").format(step=f"{other.number}. {other.label}", i=sheet)
    return Node(f"{near.id}>>{other.id}", "jump", text, other.sentence, other.number, near.lane, target=other.id)


def _overview(diagram: Diagram, parts: Sequence[Part]) -> Diagram:
    language = diagram.imprint.language
    part_of = {n.id: k for k, part in enumerate(parts) for n in part}
    nodes = tuple(
        Node(
            id=f"{diagram.id}-{i + 1}",
            shape="sheet",
            label=f"{pick(_SHEET, language).format(i=i + 1)}: {part[0].number}\u2013{part[-1].number}",
            lane="sheets",
            lines=tuple(f"{n.number}. {n.label}" for n in part),
            link=f"{diagram.id}-{i + 1}.svg",
        )
        for i, part in enumerate(parts)
    )
    pairs = dict.fromkeys((part_of[e.source], part_of[e.target]) for e in diagram.edges if e.source in part_of and e.target in part_of)
    edges = tuple(Edge(nodes[a].id, nodes[b].id, id=f"{a}>{b}") for a, b in pairs if a != b)
    words = pick(_OVERVIEW, language).format(n=len(parts))
    return replace(
        diagram,
        subtitle=", ".join(t for t in (diagram.subtitle, words) if t),
        nodes=nodes,
        edges=edges,
        lanes=(Lane("sheets", pick(_SHEETS, language)),),
    )
