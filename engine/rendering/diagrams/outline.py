"""The text equivalent of a picture: its steps in order, with who, by when, and what follows."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.diagram import Diagram, Edge, Node
from engine.model.text import Language
from engine.rendering.diagrams.wording import CHANGES, SHAPES, TIES, Words, pick
from engine.rendering.words import on_day

__all__ = ["foot_line", "outline", "outline_text", "steps"]

_RULES: Words = ("regels", "rules")
_IF: Words = ("bij", "if")
_THEN: Words = ("daarna", "then")


def outline_text(sheets: tuple[Diagram, ...]) -> str:
    """Give a whole picture as a page of text."""
    return "\n".join(_page(sheet) for sheet in sheets)


def _page(sheet: Diagram) -> str:
    head = [sheet.title, *([sheet.subtitle] if sheet.subtitle else []), foot_line(sheet)]
    return "\n".join([*head, *([sheet.summary] if sheet.summary else []), "", *outline(sheet)]) + "\n"


def foot_line(sheet: Diagram) -> str:
    """Give what stands at the foot of a sheet: the rules, their version, and the day."""
    i = sheet.imprint
    digest = f" ({i.digest.removeprefix('sha256:')[:6]})" if i.digest else ""
    return f"{pick(_RULES, i.language)}: {i.rules} {i.version}{digest} · {on_day(i.day, i.language)}"


def outline(sheet: Diagram) -> list[str]:
    """Give the lines of the list: every node once, in reading order, each with the ways out of it."""
    lines: list[str] = []
    for node in steps(sheet):
        lines.append(_head(node, sheet.imprint.language))
        lines.extend(f"    {line}" for line in _listed(node))
        lines.extend(f"    {line}" for line in _ways(node, sheet))
    return lines


def _listed(node: Node) -> tuple[str, ...]:
    """Give what a list names; of means all of them, where the picture shows the first few."""
    if node.shape == "means":
        return tuple(node.details[0][1].split("; ")) if node.details else node.lines
    return node.lines if node.shape in ("layer", "role", "sheet", "need", "route") else ()


def steps(sheet: Diagram) -> tuple[Node, ...]:
    """Give the nodes that the list names by themselves: all but the signs that only say where a way goes on."""
    return tuple(n for n in sheet.nodes if n.shape not in ("jump", "up", "down"))


def _head(node: Node, language: Language) -> str:
    number = f"{node.number:>2}. " if node.number else "  - "
    kind = pick(SHAPES[node.shape], language) if node.shape in ("start", "end", "wait") else ""
    aside = ", ".join(x for x in (kind, node.role, node.term) if x)
    says = f" [{node.says}]" if node.says else ""
    return f"{number}{node.sentence}{f' ({aside})' if aside else ''}{says}"


def _ways(node: Node, sheet: Diagram) -> Iterator[str]:
    language = sheet.imprint.language
    for edge in sheet.edges_from(node.id):
        yield f"{_why(edge, language)}: {_where(sheet.node(edge.target), sheet)}{_changed(edge, language)}"


def _why(edge: Edge, language: Language) -> str:
    words = pick(_THEN if edge.tie == "next" else TIES[edge.tie], language)
    return f"{words}, {pick(_IF, language)} \u201c{edge.label}\u201d" if edge.label else words


def _where(node: Node, sheet: Diagram) -> str:
    if node.shape == "jump" and node.target not in sheet.ids:  # on another sheet: its label says which
        return node.label.removeprefix("\u2192 ")
    if node.shape == "jump":
        node = sheet.node(node.target)
    return f"{node.number}. {node.sentence}" if node.number else node.sentence


def _changed(edge: Edge, language: Language) -> str:
    return f" [{pick(CHANGES[edge.change], language)}]" if edge.change else ""
