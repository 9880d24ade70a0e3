"""Every condition of a knowledge base with what it belongs to, and the parts that it is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from engine.diagnostics import Location
from engine.knowledge.compiler import conditions_of
from engine.knowledge.tables import row_key
from engine.language.printer import show
from engine.language.syntax import AllOf, AnyOf, AtLeast, Expression, Not
from engine.messages import Phrase
from engine.model.knowledge import Knowledge
from engine.model.rules import Condition
from engine.rendering.sentences import Sentences

__all__ = ["Path", "Statement", "operands", "parts", "place_of", "removed", "said", "statements"]

Path = tuple[int, ...]  # which operand, of which operand, of a condition


@dataclass(frozen=True, slots=True)
class Statement:
    """A condition, the name of what it decides, and its key in `KnowledgeBase`; one of several rules of a finding has none of its own."""

    name: str
    key: str
    when: Condition


def statements(knowledge: Knowledge) -> Iterator[Statement]:
    """Give every condition."""
    for finding in knowledge.findings.values():
        for i, rule in enumerate(finding.rules):
            yield Statement(finding.id, finding.id if len(finding.rules) == 1 else f"{finding.id}#{i}", rule.when)
    for table in knowledge.tables.values():
        yield from (Statement(table.id, row_key(table.id, i), row.when) for i, row in enumerate(table.rows))
    for key, _, when in conditions_of(knowledge):
        yield Statement(key.split(":")[-1].split("#")[0], key, when)


def operands(e: Expression) -> tuple[Expression, ...]:
    """Give the conditions that a condition combines."""
    match e:
        case AllOf(operands=found) | AnyOf(operands=found) | AtLeast(operands=found):
            return found
        case Not(operand=operand):
            return (operand,)
    return ()


def parts(e: Expression, path: Path = ()) -> Iterator[tuple[Path, Expression]]:
    """Give all conditions within a condition, each before its own parts."""
    for i, part in enumerate(operands(e)):
        yield (*path, i), part
        yield from parts(part, (*path, i))


def removed(e: Expression, path: Path) -> Expression | None:
    """Take a part out of a condition; None when it is no branch of `all` or `any`, or the only one left."""
    first, *rest = path
    if rest:
        inner = removed(operands(e)[first], tuple(rest))
        return None if inner is None else _with(e, first, (inner,))
    return _with(e, first, ()) if isinstance(e, AllOf | AnyOf) and len(e.operands) > 1 else None


def _with(e: Expression, number: int, new: tuple[Expression, ...]) -> Expression:
    if isinstance(e, Not):
        return replace(e, operand=new[0])
    if isinstance(e, AllOf | AnyOf | AtLeast):
        return replace(e, operands=(*e.operands[:number], *new, *e.operands[number + 1 :]))
    raise TypeError(e)


def place_of(statement: Statement, part: Expression) -> Location:
    """Give the place of a part of a condition."""
    return Location(statement.when.place.file, part.place.line, part.place.column) if part.place.line else statement.when.place


def said(knowledge: Knowledge, e: Expression) -> Phrase:
    """Say a condition in words, with the text as it stands in the files."""
    nl, en = (Sentences(knowledge, language).condition(e) for language in ("nl", "en"))
    return Phrase(f"{nl} (`{show(e)}`)", f"{en} (`{show(e)}`)")
