"""Decision tables to conditions: every row and every value of an output becomes a conclusion of its own.

So a table runs as any other rule: four-valued, in every engine, with its rows as the reasons. What a policy adds is who
stands in whose way: with `F` an earlier row that says otherwise, with `P` a row with a value of higher priority.
Source: OMG DMN 1.5, section 8.2.10 on hit policies; priority is taken for each output by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from engine.diagnostics import Diagnostic, Location, fault
from engine.language.printer import show
from engine.language.syntax import AllOf, AnyOf, Comparison, Expression, Literal, Membership, Name, Not, walk
from engine.model.knowledge import Knowledge
from engine.model.table import DecisionTable, TableOutput

__all__ = ["conclusions_of", "outcome_faults", "outcome_key", "outcomes_of", "outputs_of", "row_key", "rows_of", "with_outcomes"]


def outputs_of(knowledge: Knowledge) -> dict[str, TableOutput]:
    """Give the outputs of all tables by the names that conditions use."""
    return {output.id: output for table in knowledge.tables.values() for output in table.outputs}


def row_key(table: str, number: int) -> str:
    """Give the key of a row's conclusion: that all its cells fit."""
    return f"row:{table}#{number}"


def outcome_key(output: str, value: str) -> str:
    """Give the key of the conclusion that an output has a value."""
    return f"outcome:{output}={value}"


_Conclusion = tuple[str, str, Expression]  # its key, how it reads, and the condition


def rows_of(table: DecisionTable) -> Iterator[_Conclusion]:
    """Give the conclusions that rows fit."""
    for number, row in enumerate(table.rows):
        yield row_key(table.id, number), show(row.when.expression), row.when.expression


def outcomes_of(table: DecisionTable, output: TableOutput) -> Iterator[_Conclusion]:
    """Give the conclusions that an output has each of its values; they rest on those of the rows."""
    for value in output.values:
        yield outcome_key(output.id, value), f'{output.id} = "{value}"', _outcome(table, table.outputs.index(output), value)


def conclusions_of(table: DecisionTable) -> Iterator[_Conclusion]:
    """Give all conclusions of a table."""
    yield from rows_of(table)
    yield from (each for output in table.outputs for each in outcomes_of(table, output))


def _outcome(table: DecisionTable, column: int, value: str) -> Expression:
    """Say when an output has a value."""
    fit = [Name(row_key(table.id, i)) for i in range(len(table.rows))]
    ways: list[Expression] = []
    for number, row in enumerate(table.rows):
        if row.then[column] == value:
            before = [Not(fit[i]) for i in _in_the_way(table, column, number)]
            ways.append(AllOf((fit[number], *before)) if before else fit[number])
    return AnyOf(tuple(ways)) if ways else Literal(value=False)


def _in_the_way(table: DecisionTable, column: int, number: int) -> list[int]:
    """Give the rows that take an output from a row when they fit as well."""
    own = table.rows[number].then[column]
    others = [(i, row.then[column]) for i, row in enumerate(table.rows) if row.then[column] != own]
    if table.policy == "F":
        return [i for i, _ in others if i < number]
    if table.policy == "P":
        order = list(table.outputs[column].values)
        return [i for i, other in others if other and order.index(other) < order.index(own)]
    return []


def with_outcomes(e: Expression, outputs: Mapping[str, TableOutput]) -> Expression:
    """Let every question for an output ask for the conclusion that it has that value."""
    match e:
        case Comparison(operator=operator, left=Name(id=name), right=Literal(value=str(value))) if name in outputs:
            return _asked(name, value, operator, e)
        case Comparison(operator=operator, left=Literal(value=str(value)), right=Name(id=name)) if name in outputs:
            return _asked(name, value, operator, e)
        case Membership(value=Name(id=name), tests=tests) if name in outputs:
            return AnyOf(tuple(with_outcomes(Comparison("=", e.value, test, place=e.place), outputs) for test in tests), place=e.place)
    return _with_parts(e, lambda part: with_outcomes(part, outputs))


def _with_parts(e: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """Give a form with its direct parts changed; one in which nothing changes is given back itself."""
    changed: dict[str, Any] = {}
    for each in fields(e):
        old = getattr(e, each.name)
        new: object = old
        if isinstance(old, Expression):
            new = change(old)
        elif isinstance(old, tuple):
            new = tuple(change(part) if isinstance(part, Expression) else part for part in old)
        if new != old:
            changed[each.name] = new
    return replace(e, **changed) if changed else e


def _asked(name: str, value: str, operator: str, e: Expression) -> Expression:
    asked = Name(outcome_key(name, value), place=e.place)
    if operator == "=":
        return asked
    return Not(asked, place=e.place) if operator == "!=" else e


def outcome_faults(e: Expression, outputs: Mapping[str, TableOutput], file: str) -> Iterator[Diagnostic]:
    """Give the places where an output is used other than against a text, which no table can answer."""
    for part in walk(with_outcomes(e, outputs)):
        if isinstance(part, Name) and part.id in outputs:
            first = next(iter(outputs[part.id].values))
            yield fault("condition.output", Location(file, part.place.line, part.place.column), name=part.id, value=first)
