"""Two versions of one sheet in one picture: what was added, what falls away, what changed, and how it was."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from engine.model.diagram import Diagram, Edge, Lane, Node
from engine.model.text import Language
from engine.rendering.diagrams.wording import CHANGES, Words, pick

__all__ = ["compared", "compared_all"]

_VERSIONS: Words = ("{old} naast {new}", "{old} beside {new}")
_NOTHING: Words = ("geen verschil", "no difference")
_WAS: Words = ("was: {was}", "was: {was}")
_NO: Words = ("niets", "nothing")


def compared_all(old: Sequence[Diagram], new: Sequence[Diagram]) -> tuple[Diagram, ...]:
    """Compare sheet by sheet, by the id of each; a sheet of one version only is wholly added or removed."""
    before = {sheet.id: sheet for sheet in old}
    after = {sheet.id: sheet for sheet in new}
    out = []
    for id_ in dict.fromkeys([*after, *before]):
        one = before.get(id_) or _emptied(after[id_])
        other = after.get(id_) or _emptied(before[id_], new[0] if new else None)
        out.append(compared(one, other))
    return tuple(out)


def _emptied(sheet: Diagram, like: Diagram | None = None) -> Diagram:
    return replace(sheet, nodes=(), edges=(), imprint=like.imprint if like else sheet.imprint)


def compared(old: Diagram, new: Diagram) -> Diagram:
    """Give one sheet that holds both: the new one, and in its place whatever is no longer there."""
    language = new.imprint.language
    nodes = tuple(_nodes(old, new, language))
    edges = tuple(_edges(old, new))
    lanes = tuple({lane.id: lane for lane in (*old.lanes, *new.lanes)}.values())
    used = {n.lane for n in nodes}
    changed = any(n.change for n in nodes) or any(e.change for e in edges)
    versions = pick(_VERSIONS, language).format(old=_version(old), new=_version(new))
    return replace(
        new,
        subtitle=versions if changed else f"{versions}: {pick(_NOTHING, language)}",
        nodes=nodes,
        edges=edges,
        lanes=tuple(lane for lane in _ordered(lanes, new) if lane.id in used or not new.nodes),
    )


def _ordered(lanes: Sequence[Lane], new: Diagram) -> list[Lane]:
    order = [lane.id for lane in new.lanes]
    return sorted(lanes, key=lambda lane: order.index(lane.id) if lane.id in order else len(order))


def _version(sheet: Diagram) -> str:
    return f"{sheet.imprint.rules} {sheet.imprint.version} ({sheet.imprint.digest.removeprefix('sha256:')[:6]})"


def _nodes(old: Diagram, new: Diagram, language: Language) -> Iterator[Node]:
    """Give the nodes of both, the old ones after the step that stood before them."""
    before = {n.id: n for n in old.nodes}
    after = {n.id for n in new.nodes}
    gone = _gone(old, after)
    yield from (_marked(n, "removed", language) for n in gone.get("", ()))
    for node in new.nodes:
        if node.id not in before:
            yield _marked(node, "added", language)
        else:
            yield _changed(before[node.id], node, language)
        yield from (_marked(n, "removed", language) for n in gone.get(node.id, ()))


def _gone(old: Diagram, after: set[str]) -> Mapping[str, list[Node]]:
    found: dict[str, list[Node]] = {}
    last = ""
    for node in old.nodes:
        if node.id in after:
            last = node.id
        else:
            found.setdefault(last, []).append(node)
    return found


def _marked(node: Node, change: str, language: Language) -> Node:
    number = 0 if change == "removed" else node.number
    return replace(node, change=change, says=pick(CHANGES[change], language), number=number)  # type: ignore[arg-type, index]


def _changed(old: Node, new: Node, language: Language) -> Node:
    was = [_was(a, language) for a, b in ((old.label, new.label), (old.role, new.role), (old.term, new.term)) if a != b]
    was += [_was("; ".join(old.lines), language)] if old.lines != new.lines else []
    if not was and _kept(old) == _kept(new):
        return new
    before = dict(old.details)
    differing = tuple(
        (heading, f"{text} ({_was(before.get(heading, ''), language)})" if before.get(heading) != text else text)
        for heading, text in new.details
    )
    return replace(new, change="changed", says=", ".join([pick(CHANGES["changed"], language), *was]), details=differing)


def _kept(node: Node) -> tuple[object, ...]:
    return node.shape, node.full, node.lane, node.details, node.category


def _was(text: str, language: Language) -> str:
    return pick(_WAS, language).format(was=text or pick(_NO, language))


def _edges(old: Diagram, new: Diagram) -> Iterator[Edge]:
    """Give the edges of both; the same way with another answer or condition is changed."""
    before: dict[tuple[str, str, str], list[Edge]] = {}
    for edge in old.edges:
        before.setdefault((edge.source, edge.target, edge.tie), []).append(edge)
    for edge in new.edges:
        same = before.get((edge.source, edge.target, edge.tie), [])
        if not same:
            yield replace(edge, change="added")
            continue
        was = next((e for e in same if e.condition == edge.condition), same[0])
        same.remove(was)
        kept = (was.label, was.condition) == (edge.label, edge.condition)
        yield edge if kept else replace(edge, change="changed")
    for left in before.values():
        yield from (replace(edge, change="removed", id=f"old-{edge.id}") for edge in left)
