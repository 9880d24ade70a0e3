"""All routes on one sheet along the pyramid: a box for each protocol on its layer, and the ways up and down between them."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.diagram import Diagram, Edge, Imprint, Lane, Node
from engine.model.knowledge import Knowledge
from engine.model.plan import Plan
from engine.model.protocol import Protocol
from engine.rendering.diagrams.protocols import STEPS
from engine.rendering.diagrams.wording import Words, pick
from engine.rendering.words import on_day

__all__ = ["BESIDE", "overview_diagram"]

BESIDE = "beside"  # the band of routes that stand on no layer
_TITLE: Words = ("Alle routes langs de piramide", "All routes along the pyramid")
_BESIDE: Words = ("naast de piramide", "beside the pyramid")
_WHO: Words = ("Wie trekt een stap", "Who leads a step")
_STEPS: Words = ("{n} stappen", "{n} steps")
_RUNNING: Words = ("loopt nu", "runs now")
_NOT: Words = ("nu niet aan de orde", "not needed now")


def overview_diagram(knowledge: Knowledge, imprint: Imprint, plan: Plan | None = None) -> Diagram:
    """Build the sheet; the highest layer stands on top, and a plan marks the routes that concern its pupil."""
    language = imprint.language
    layers = list(knowledge.layers.values())
    used = {p.layer for p in knowledge.protocols.values()}
    lanes = [Lane(layer.id, layer.label.of(language), tone) for tone, layer in reversed(list(enumerate(layers))) if layer.id in used]
    if None in used:
        lanes.append(Lane(BESIDE, pick(_BESIDE, language)))
    order = [lane.id for lane in lanes]
    protocols = sorted(knowledge.protocols.values(), key=lambda p: order.index(p.layer or BESIDE))
    return Diagram(
        id="all",
        title=pick(_TITLE, language),
        subtitle=f"{plan.case}, {on_day(plan.as_of, language)}" if plan else "",
        arrangement="bands",
        nodes=tuple(_node(p, knowledge, imprint, plan) for p in protocols),
        edges=tuple(_edges(knowledge, imprint)),
        lanes=tuple(lanes),
        imprint=imprint,
    )


def _node(protocol: Protocol, knowledge: Knowledge, imprint: Imprint, plan: Plan | None) -> Node:
    language = imprint.language
    count = sum(task.type in STEPS for task in protocol.tasks.values())
    led = dict.fromkeys(task.role for task in protocol.tasks.values() if task.role)
    who = ", ".join(knowledge.roles[r].label.of(language) for r in led if r in knowledge.roles)
    runs = plan is not None and protocol.id in plan.protocols
    return Node(
        id=protocol.id,
        shape="route",
        label=protocol.label.of(language),
        lane=protocol.layer or BESIDE,
        lines=(pick(_STEPS, language).format(n=count),),
        state=None if plan is None else "now" if runs else "closed",
        says="" if plan is None else pick(_RUNNING if runs else _NOT, language),
        details=((pick(_WHO, language), who),),
    )


def _edges(knowledge: Knowledge, imprint: Imprint) -> Iterator[Edge]:
    """Give one edge a direction for each pair of protocols, with the reasons that the ways between them give."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for protocol in knowledge.protocols.values():
        for task in protocol.tasks.values():
            for t in task.transitions:
                if "." in t.to:
                    tie = "escalates" if t.escalates else "returns" if t.returns else "next"
                    reasons = found.setdefault((protocol.id, t.to.partition(".")[0], tie), {})
                    if t.label:
                        reasons[t.label.of(imprint.language)] = None
    for (source, target, tie), reasons in found.items():
        why = "; ".join(reasons)
        yield Edge(source, target, tie, why if tie == "escalates" else "", why, id=f"{source}>{target}")  # type: ignore[arg-type]
