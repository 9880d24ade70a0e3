"""A statement of knowledge that says neither which passage it comes from nor why it stands without one.

The shape of the files demands most of this already; what is left are the questions of guides and the rows of tables.
"""

from __future__ import annotations

from collections.abc import Iterator

from engine.diagnostics import Location
from engine.model.guide import Guide
from engine.model.knowledge import Knowledge
from engine.model.provenance import Provenance
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]

_Statement = tuple[Location, str, tuple[Provenance, ...]]  # any one of the provenances will do


def _find(subject: Subject) -> Iterator[Found]:
    for place, name, provenances in _statements(subject.knowledge):
        if not any(p.citations or p.basis for p in provenances):
            yield place, {"name": name}


def _statements(k: Knowledge) -> Iterator[_Statement]:
    for table in (k.roles, k.parameters, k.facts, k.measures, k.needs, k.alerts, k.interventions):
        for each in table.values():
            yield each.place, each.id, (each.provenance,)
    for finding in k.findings.values():
        for rule in finding.rules:
            yield rule.when.place, finding.id, (rule.provenance,)
    for table in k.tables.values():  # what a whole table rests on counts for each of its rows
        yield from ((row.place, table.id, (row.provenance, table.provenance)) for row in table.rows)
    for hypothesis in k.hypotheses.values():
        yield hypothesis.place, hypothesis.id, (hypothesis.provenance,)
        for argument in hypothesis.arguments:
            yield argument.when.place, hypothesis.id, (argument.provenance,)
    for layer in k.layers.values():
        yield layer.place, layer.id, (layer.provenance,)
        for criterion in layer.criteria:
            yield criterion.when.place, layer.id, (criterion.provenance,)
        for part in (*layer.variants, *layer.focuses):
            yield part.when.place if part.when else layer.place, f"{layer.id}.{part.id}", (part.provenance,)
    for protocol in k.protocols.values():
        yield protocol.place, protocol.id, (protocol.provenance,)
        for task in protocol.tasks.values():
            if task.type != "end":  # an end only says that the route is over
                yield task.place, f"{protocol.id}.{task.id}", (task.provenance,)
    for guide in k.guides.values():
        yield from _of_guide(guide)


def _of_guide(guide: Guide) -> Iterator[_Statement]:
    """Give the questions of a guide; what a whole part rests on counts for each of them, what the whole guide rests on does not."""
    for part in guide.parts:
        for line in part.lines:
            if line.ask:
                yield guide.place, f"{guide.id}: {line.ask.nl}", (line.provenance, part.provenance)


CHECK = Check("statement.unsourced", "error", _find, __doc__)
