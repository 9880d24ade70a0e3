"""In which row each step stands, and who stands left of whom: asked of Graphviz's `dot`."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from engine.model.diagram import Diagram, Edge
from engine.rendering.diagrams.engines import run_graphviz
from engine.rendering.diagrams.faces import face

__all__ = ["POINTS", "Ranks", "ranks_of"]

POINTS = 72.0  # Graphviz counts places in points and sizes in inches; we count in points


@dataclass(frozen=True, slots=True)
class Ranks:
    """The row of each node from 0 downward, and how far to the right it wants to stand."""

    row: Mapping[str, int]
    across: Mapping[str, float]


def ranks_of(diagram: Diagram, *, backward: bool = False) -> Ranks:
    """Ask for rows and order; `backward` names the nodes in the other order, which gives another layout.

    Raises `KnowledgeError` when there is no Graphviz that can do it.
    """
    names = {node.id: f"n{i}" for i, node in enumerate(diagram.nodes)}
    found = json.loads(run_graphviz("\n".join(_source(diagram, names, backward=backward)), "json"))
    at = {each["name"]: tuple(map(float, each["pos"].split(","))) for each in found.get("objects", ()) if "pos" in each}
    heights = sorted({round(at[name][1]) for name in names.values()}, reverse=True)
    return Ranks(
        {id_: heights.index(round(at[name][1])) for id_, name in names.items()},
        {id_: at[name][0] for id_, name in names.items()},
    )


def _source(diagram: Diagram, names: Mapping[str, str], *, backward: bool) -> Iterator[str]:
    """Write the bare graph; every name in it is our own, so nothing that a label says can reach Graphviz."""
    yield 'digraph { graph [rankdir=TB] node [shape=box fixedsize=true label="" height=0.5]'
    nodes = diagram.nodes[::-1] if backward else diagram.nodes
    for node in nodes:
        yield f"{names[node.id]} [width={face(node).width / POINTS:.3f}]"
    place = {node.id: i for i, node in enumerate(diagram.nodes)}
    for edge in diagram.edges:
        tail, head = names[edge.source], names[edge.target]
        yield f"{head} -> {tail}" if _upward(edge, place) else f"{tail} -> {head}"
    yield "}"


def _upward(edge: Edge, place: Mapping[str, int]) -> bool:
    """Tell whether an edge runs up the sheet: an escalation, a report, and whatever leads back in the reading order."""
    return edge.tie in ("escalates", "reports_to") or place[edge.target] < place[edge.source]
