"""A statement of knowledge that says neither which passage it comes from nor why it stands without one.

The shape of the files demands most of this already; what is left are the questions of guides and the rows of tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Location
from engine.loading.document import Document, Trail
from engine.model.knowledge import Knowledge
from engine.model.provenance import Provenance
from engine.model.rules import Focus, Variant
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]

_Statement = tuple[Location, str, tuple[Provenance, ...]]  # any one of the provenances will do


def _find(subject: Subject) -> Iterator[Found]:
    for place, name, provenances in _statements(subject.knowledge):
        if not any(p.citations or p.basis for p in provenances):
            yield place, {"name": name}
    yield from _unsourced_questions(subject)


def _statements(k: Knowledge) -> Iterator[_Statement]:
    for kind in (k.roles, k.parameters, k.facts, k.measures, k.needs, k.alerts, k.interventions):
        yield from ((each.place, each.id, (each.provenance,)) for each in kind.values())
    yield from _of_rules(k)
    yield from _of_layers(k)
    for protocol in k.protocols.values():
        yield protocol.place, protocol.id, (protocol.provenance,)
        tasks = (task for task in protocol.tasks.values() if task.type != "end")  # an end only says that the route is over
        yield from ((task.place, f"{protocol.id}.{task.id}", (task.provenance,)) for task in tasks)


def _of_rules(k: Knowledge) -> Iterator[_Statement]:
    for finding in k.findings.values():
        yield from ((rule.when.place, finding.id, (rule.provenance,)) for rule in finding.rules)
    for table in k.tables.values():  # what a whole table rests on counts for each of its rows
        yield from ((row.place, table.id, (row.provenance, table.provenance)) for row in table.rows)
    for hypothesis in k.hypotheses.values():
        yield hypothesis.place, hypothesis.id, (hypothesis.provenance,)
        yield from ((argument.when.place, hypothesis.id, (argument.provenance,)) for argument in hypothesis.arguments)


def _of_layers(k: Knowledge) -> Iterator[_Statement]:
    for layer in k.layers.values():
        yield layer.place, layer.id, (layer.provenance,)
        yield from ((criterion.when.place, layer.id, (criterion.provenance,)) for criterion in layer.criteria)
        parts: tuple[Variant | Focus, ...] = (*layer.variants, *layer.focuses)
        for part in parts:
            yield part.when.place if part.when else layer.place, f"{layer.id}.{part.id}", (part.provenance,)


def _unsourced_questions(subject: Subject) -> Iterator[Found]:
    """Give the questions of guides; what a whole part rests on counts for each of them, what the whole guide rests on does not."""
    for document, trail, node in subject.mappings():
        if "ask" in node and document.value.get("guide") and not {"source", "basis"} & {*node, *_part(document, trail)}:
            yield document.at(trail), {"name": f"{document.value['guide']}: {node['ask']['nl']}"}


def _part(document: Document, trail: Trail) -> dict[str, object]:
    part: dict[str, object] = document.value["parts"][trail[1]]
    return part


CHECK = Check("statement.unsourced", "error", _find, __doc__)
