"""Documents of decision tables to nouns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from engine.diagnostics import Diagnostic, Location, fault, nearest
from engine.language.syntax import AllOf, Expression, Literal, Membership, Not, Place
from engine.loading.document import Trail
from engine.loading.reading import Reader
from engine.model.rules import Condition
from engine.model.table import DecisionTable, TableInput, TableOutput, TableRow

__all__ = ["build_table"]

ANYTHING = "-"
_WORDS = re.compile(r"[A-Za-z_]\w*(\s*,\s*[A-Za-z_]\w*)*")
_NOT = re.compile(r"not\s*\((?P<inside>.*)\)", re.DOTALL)
_BEFORE = "x in ["


def build_table(reader: Reader, id_: str, entry: dict[str, Any], trail: Trail) -> DecisionTable:
    """Build a decision table."""
    texts = enumerate(entry["inputs"])
    values = [reader.expression(each["value"], reader.document.text_start((*trail, "inputs", i, "value"))) for i, each in texts]
    outputs = tuple(_output(reader, id_, name, each) for name, each in entry["outputs"].items())
    rows = [_row(reader, each, (*trail, "rows", i), values, outputs) for i, each in enumerate(entry["rows"])]
    return DecisionTable(
        id=id_,
        label=reader.label(entry, "label"),
        policy=entry["policy"],
        inputs=tuple(TableInput(v, reader.label(each, "label")) for v, each in zip(values, entry["inputs"], strict=True)),
        outputs=outputs,
        rows=tuple(row for row in rows if row),
        place=reader.at(trail, key=True),
        provenance=reader.provenance(entry, trail),
        note=reader.optional_label(entry, "note"),
    )


def _output(reader: Reader, table: str, name: str, entry: dict[str, Any]) -> TableOutput:
    values = {value: reader.label(entry["values"], value) for value in entry["values"]}
    return TableOutput(f"{table}.{name}", reader.label(entry, "label"), values)


def _row(
    reader: Reader, entry: dict[str, Any], trail: Trail, inputs: list[Expression], outputs: tuple[TableOutput, ...]
) -> TableRow | None:
    """Build a row; a row of the wrong width is a fault, and left out."""
    wanted = {"when": len(inputs), "then": len(outputs)}
    wrong = [key for key, width in wanted.items() if len(entry[key]) != width]
    for key in wrong:
        reader.faults.append(fault("table.width", reader.at((*trail, key)), wanted=wanted[key], found=len(entry[key])))
    if wrong:
        return None
    tests = [_cell(reader, cell, (*trail, "when", i), inputs[i]) for i, cell in enumerate(entry["when"])]
    place = reader.at(trail)
    here = Place(place.line, place.column)
    found = tuple(test for test in tests if test)
    whole = found[0] if len(found) == 1 else AllOf(found, place=here) if found else Literal(value=True, place=here)
    then = tuple(_value(reader, each, (*trail, "then", i), outputs[i]) for i, each in enumerate(entry["then"]))
    shown = tuple(_shown(cell) for cell in entry["when"])
    return TableRow(shown, Condition(whole, place), then, place, reader.provenance(entry, trail))


def _shown(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _value(reader: Reader, value: object, trail: Trail, output: TableOutput) -> str:
    text = str(value)
    if text == ANYTHING:
        return ""
    if text not in output.values:
        known = ", ".join(output.values)
        guess = nearest(text, output.values)
        reader.faults.append(Diagnostic("shape.choice", reader.at(trail), {"value": text, "known": known, "nearest": guess}))
    return text


def _cell(reader: Reader, cell: object, trail: Trail, value: Expression) -> Expression | None:
    """Read a cell as a test of its input: `-`, true, false, words, numbers, ranges, comparisons, or not(...) of these."""
    place = reader.document.text_start(trail)
    here = Place(place.line, place.column)
    if isinstance(cell, bool):
        return value if cell else Not(value, place=here)
    text = str(cell).strip()
    if text == ANYTHING:
        return None
    denied = _NOT.fullmatch(text)
    if denied:
        moved = Location(place.file, place.line, place.column + denied.start("inside"))
        return Not(_tests(reader, denied["inside"], moved, value), place=here)
    return _tests(reader, text, place, value)


def _tests(reader: Reader, text: str, place: Location, value: Expression) -> Expression:
    if _WORDS.fullmatch(text):  # bare words are values, so that a table needs no quotes
        words = tuple(Literal(word.strip(), place=Place(place.line, place.column, len(text))) for word in text.split(","))
        return Membership(value, words, place=Place(place.line, place.column, len(text)))
    before = Location(place.file, place.line, place.column - len(_BEFORE))
    parsed = reader.expression(f"{_BEFORE}{text}]", before)
    return replace(parsed, value=value) if isinstance(parsed, Membership) else parsed
