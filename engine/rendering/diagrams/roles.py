"""Who does what, and who reports to whom: the roles by side, with how many steps each leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from engine.model.diagram import Diagram, Edge, Imprint, Lane, Node
from engine.model.knowledge import Knowledge
from engine.model.vocabulary import Role
from engine.rendering.diagrams.details import source_words
from engine.rendering.diagrams.wording import Words, pick

__all__ = ["role_diagram"]

_TITLE: Words = ("Wie doet wat, en wie legt verantwoording af aan wie", "Who does what, and who reports to whom")
_SIDES: dict[str, Words] = {
    "pupil": ("leerling en ouders", "pupil and parents"),
    "school": ("kent de leerling op school", "knows the pupil at school"),
    "care": ("kent de leerling vanuit zorg", "knows the pupil from care"),
    "arranges": ("beslist of regelt", "decides or arranges"),
    "above": ("voor een plek boven de school", "for a place above the school"),
}
_LEADS: Words = ("trekt {n} stappen", "leads {n} steps")
_ONE: Words = ("trekt 1 stap", "leads 1 step")
_JOINS: Words = ("doet mee in {n}", "joins in {n}")
_SOURCE: Words = ("Bron", "Source")
_NOTE: Words = (
    (
        "Wie binnen een school aan wie verantwoording aflegt, regelt de school zelf: "
        "de bronnen zeggen het alleen voor een voorziening boven de school."
    ),
    "Who reports to whom inside a school is the school's own affair: the sources say it only for a provision above the school.",
)


def role_diagram(knowledge: Knowledge, imprint: Imprint) -> Diagram:
    """Build the sheet: a column for each side."""
    language = imprint.language
    leads = Counter(t.role for p in knowledge.protocols.values() for t in p.tasks.values() if t.role)
    joins = Counter(r for p in knowledge.protocols.values() for t in p.tasks.values() for r in t.joins)
    nodes = tuple(
        _node(role, knowledge, imprint, leads[role.id], joins[role.id]) for role in sorted(knowledge.roles.values(), key=lambda r: r.place)
    )
    used = {node.lane for node in nodes}
    return Diagram(
        id="roles",
        title=pick(_TITLE, language),
        arrangement="lanes",
        nodes=nodes,
        edges=(*_reports(knowledge), *_kept_in_order(nodes)),
        lanes=tuple(Lane(side, pick(words, language)) for side, words in _SIDES.items() if side in used),
        imprint=imprint,
        summary=pick(_NOTE, language),
    )


def _side(role: Role, knowledge: Knowledge) -> str:
    """Give the column: those who report to someone, or are reported to, stand together."""
    if role.reports_to or any(other.reports_to == role.id for other in knowledge.roles.values()):
        return "above"
    side = knowledge.informants[role.says].side if role.says and role.says in knowledge.informants else "arranges"
    return "pupil" if side == "home" else side


def _node(role: Role, knowledge: Knowledge, imprint: Imprint, leads: int, joins: int) -> Node:
    language = imprint.language
    lines = []
    if leads:
        lines.append(pick(_ONE if leads == 1 else _LEADS, language).format(n=leads))
    if joins:
        lines.append(pick(_JOINS, language).format(n=joins))
    return Node(
        id=role.id,
        shape="role",
        label=role.label.of(language),
        lane=_side(role, knowledge),
        lines=tuple(lines),
        details=((pick(_SOURCE, language), source_words(role.provenance, knowledge, language)),),
    )


def _reports(knowledge: Knowledge) -> Iterator[Edge]:
    for role in knowledge.roles.values():
        if role.reports_to:
            yield Edge(role.id, role.reports_to, "reports_to", id=f"{role.id}>{role.reports_to}")


def _kept_in_order(nodes: tuple[Node, ...]) -> Iterator[Edge]:
    """Keep the roles of a side under each other, in the order of their file."""
    for side in dict.fromkeys(node.lane for node in nodes if node.lane != "above"):
        members = [n.id for n in nodes if n.lane == side]
        yield from (Edge(a, b, "after") for a, b in pairwise(members))
