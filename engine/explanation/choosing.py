"""Of what can be asked why, or why not: all that the rules can conclude, apart what holds in a case and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from engine.explanation.looking import Look
from engine.explanation.subjects import subject_of
from engine.language.syntax import Expression, Name, walk
from engine.model.explanation import Choice, Kind
from engine.model.knowledge import Knowledge
from engine.model.text import Label

__all__ = ["choices"]


def choices(look: Look) -> tuple[Choice, ...]:
    """Give everything that can be explained; what asks of a child's safety is not among it, since it is told apart."""
    k = look.inference.base.knowledge
    found: list[Choice] = []
    for kind, labels in _named(k).items():
        for id_, label in labels.items():
            found.append(Choice(kind, id_, label, subject_of(k, f"{kind}:{id_}").holds(look)))
    return tuple(found)


def _named(k: Knowledge) -> dict[Kind, Mapping[str, Label]]:
    findings = {i: f.label for i, f in k.findings.items() if not _tells_of_safety(k, (r.when.expression for r in f.rules))}
    return {
        "finding": findings,
        "hypothesis": {i: h.label for i, h in k.hypotheses.items()},
        "need": {i: n.label for i, n in k.needs.items() if not _tells_of_safety(k, [n.when.expression])},
        "support": {f"support.{i}": layer.label for i, layer in k.layers.items()},
        "intervention": {i: n.label for i, n in k.interventions.items()},
        "protocol": {i: p.label for i, p in k.protocols.items()},
        "alert": {i: a.label for i, a in k.alerts.items() if not _tells_of_safety(k, [a.when.expression])},
    }


def _tells_of_safety(k: Knowledge, conditions: Iterable[Expression]) -> bool:
    return any(isinstance(part, Name) and part.id in k.private for condition in conditions for part in walk(condition))
