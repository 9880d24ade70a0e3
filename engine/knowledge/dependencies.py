"""Who rests on whom among measures and findings: the order of evaluation, or the circle that prevents one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from engine.diagnostics import Diagnostic, Location, fault
from engine.language.syntax import Expression, Name, walk

if TYPE_CHECKING:
    import networkx as nx

    from engine.model.knowledge import Knowledge

__all__ = ["evaluation_order"]


def evaluation_order(knowledge: Knowledge) -> tuple[tuple[str, ...], tuple[str, ...], list[Diagnostic]]:
    """Give measures, and findings with the outputs of tables, each in an order in which all premises come first, and the circles found.

    A circle is reported as `a -> b -> a`, at the place of its first edge, naming the place of every edge.
    """
    measures, faults = _sorted({m.id: list(m.formulas) for m in knowledge.measures.values()}, own_is_fact=True)
    rules = {f.id: [r.when.expression for r in f.rules] for f in knowledge.findings.values()}
    files = {f.id: f.place.file for f in knowledge.findings.values()}
    for table in knowledge.tables.values():
        rules |= {output.id: [r.when.expression for r in table.rows] for output in table.outputs}
        files |= dict.fromkeys((o.id for o in table.outputs), table.place.file)
    files |= {m.id: m.place.file for m in knowledge.measures.values()}
    findings, more = _sorted(rules, own_is_fact=False)
    return measures, findings, [_diagnostic(edges, files) for edges in (*faults, *more)]


_Edge = tuple[str, str, Name]


def _sorted(nodes: dict[str, list[Expression]], *, own_is_fact: bool) -> tuple[tuple[str, ...], list[list[_Edge]]]:
    import networkx as nx  # noqa: PLC0415 - slow to import, needed only while compiling

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(sorted(nodes))
    for id_, expressions in sorted(nodes.items()):
        for name in _names(expressions):
            if name.id in nodes and not (own_is_fact and name.id == id_):
                graph.add_edge(name.id, id_, name=name)
    if nx.is_directed_acyclic_graph(graph):
        return tuple(nx.lexicographical_topological_sort(graph)), []
    return tuple(sorted(nodes)), _circles(graph)


def _names(expressions: Iterable[Expression]) -> list[Name]:
    return [n for e in expressions for n in walk(e) if isinstance(n, Name)]


def _circles(graph: nx.DiGraph[str]) -> list[list[_Edge]]:
    """Give one circle of each knot, the shortest first in the alphabet."""
    import networkx as nx  # noqa: PLC0415 - as above

    out = []
    for knot in sorted(nx.strongly_connected_components(graph), key=min):
        part = graph.subgraph(knot)
        if part.number_of_edges() == 0:
            continue
        start = min(knot)
        loop = nx.shortest_path(part, _next_on_loop(part, start), start)
        path = [start, *loop]
        out.append([(a, b, graph.edges[a, b]["name"]) for a, b in pairwise(path)])
    return out


def _next_on_loop(part: nx.DiGraph[str], start: str) -> str:
    import networkx as nx  # noqa: PLC0415 - as above

    return min(part.successors(start), key=lambda n: (nx.shortest_path_length(part, n, start), n))


def _diagnostic(edges: list[_Edge], files: dict[str, str]) -> Diagnostic:
    """Say a circle the way a reader follows it: from a conclusion to what it rests on."""
    back = [(b, a, name) for a, b, name in reversed(edges)]
    places = [Location(files[rests], name.place.line, name.place.column) for rests, _, name in back]
    names = [back[0][0], *(on for _, on, _ in back)]
    first = min(range(len(back)), key=lambda i: places[i])
    shown = ", ".join(f"{rests} -> {on} {place}" for (rests, on, _), place in zip(back, places, strict=True))
    return fault("knowledge.cycle", places[first], cycle=" -> ".join(names), places=shown)
