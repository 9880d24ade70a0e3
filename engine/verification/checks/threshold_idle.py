"""A threshold that makes no difference: on both sides of it the same comes out."""

from __future__ import annotations

from collections.abc import Iterator

from engine.knowledge.tables import outcome_key, row_key
from engine.language.syntax import walk
from engine.model.rules import Condition
from engine.verification.idle import compares_numbers, idle_thresholds
from engine.verification.pairs import Pair, disjunction
from engine.verification.statements import place_of, said
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]

_Choice = tuple[str, list[Condition], list[Pair]]  # its name, what is looked at, and what may come out


def _find(subject: Subject) -> Iterator[Found]:
    for statement, part in subject.idle_parts:
        if compares_numbers(part):
            yield place_of(statement, part), {"name": statement.name, "said": said(subject.knowledge, part)}
    for name, conditions, outcomes in (*_tables(subject), *_forks(subject)):
        for bound in idle_thresholds(subject.proofs, subject.proofs.symbols.scope, [c.expression for c in conditions], outcomes):
            place = next(c.place for c in conditions if any(part is bound for part in walk(c.expression)))
            yield place, {"name": name, "said": said(subject.knowledge, bound)}


def _tables(subject: Subject) -> Iterator[_Choice]:
    for table in subject.knowledge.tables.values():
        keys = [outcome_key(output.id, value) for output in table.outputs for value in output.values]
        fitting = [i for i in range(len(table.rows)) if not subject.proofs.never(subject.proofs.conclusion(row_key(table.id, i)))]
        yield table.id, [table.rows[i].when for i in fitting], [subject.proofs.conclusion(key) for key in keys]


def _forks(subject: Subject) -> Iterator[_Choice]:
    """Give the decisions of protocols: what comes out is to which steps a way opens."""
    for id_, step in subject.routes.steps.items():
        guarded = [(way.to, way.when) for way in step.task.transitions if way.when]
        if step.task.type == "decision" and guarded:
            ways: dict[str, list[Pair]] = {}
            for to, when in guarded:
                ways.setdefault(to, []).append(subject.proofs.condition(when.expression))
            yield id_, [when for _, when in guarded], [disjunction(pairs) for pairs in ways.values()]


CHECK = Check("threshold.idle", "warning", _find, __doc__, needs_proofs=True)
