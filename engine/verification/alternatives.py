"""Rules that stand beside each other: any one of them is enough, or each says something of its own about the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from engine.model.knowledge import Knowledge
from engine.verification.statements import Statement

__all__ = ["Group", "alternatives"]


@dataclass(frozen=True, slots=True)
class Group:
    """Rules beside each other: of `any` one that holds is enough, of `each` every one counts."""

    kind: Literal["any", "each"]
    statements: tuple[Statement, ...]


def alternatives(k: Knowledge) -> Iterator[Group]:
    """Give all groups of rules."""
    for finding in k.findings.values():
        yield Group("any", tuple(Statement(finding.id, finding.id, rule.when) for rule in finding.rules))
    for layer in k.layers.values():
        yield Group("any", tuple(Statement(layer.id, f"layer:{layer.id}#{i}", c.when) for i, c in enumerate(layer.criteria)))
    for hypothesis in k.hypotheses.values():
        found = enumerate(hypothesis.arguments)
        yield Group("each", tuple(Statement(hypothesis.id, f"argument:{hypothesis.id}#{i}", a.when) for i, a in found))
    yield from _ways(k)
    yield Group("each", tuple(Statement(a.id, f"alert:{a.id}", a.when) for a in k.alerts.values()))
    yield Group("each", tuple(Statement(f.id, f.id, f.rules[0].when) for f in k.findings.values() if len(f.rules) == 1))


def _ways(k: Knowledge) -> Iterator[Group]:
    """Give the ways from one step to another: any of them leads there."""
    for protocol in k.protocols.values():
        for task in protocol.tasks.values():
            ways: dict[tuple[str, bool], list[Statement]] = {}
            for i, way in enumerate(task.transitions):
                if way.when:
                    name = f"{protocol.id}.{task.id}"
                    ways.setdefault((way.to, way.on_start), []).append(Statement(name, f"guard:{name}#{i}", way.when))
            yield from (Group("any", tuple(each)) for each in ways.values())
