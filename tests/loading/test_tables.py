"""Decision tables read from YAML: what each kind of cell means, and where a fault is shown."""

from __future__ import annotations

import pytest

from engine.diagnostics import Diagnostic
from engine.language.printer import show
from engine.loading.document import read_text
from engine.loading.reading import Reader
from engine.loading.schema import schema_faults
from engine.loading.tables import build_table
from engine.model.table import DecisionTable

PAGE = """tables:
  table.route:
    label: {{nl: a, en: b}}
    policy: U
    inputs:
      - {{value: n, label: {{nl: a, en: b}}}}
      - {{value: colour, label: {{nl: a, en: b}}}}
    outputs:
      way: {{label: {{nl: a, en: b}}, values: {{up: {{nl: a, en: b}}, down: {{nl: a, en: b}}}}}}
    rows:
      - when: [{cells}]
        then: [{then}]
    basis: {{kind: local, why: {{nl: a, en: b}}}}
"""


def table_of(cells: str, then: str = "up") -> tuple[DecisionTable, list[Diagnostic]]:
    """Read a table of one row, and give it with its faults."""
    document = read_text(PAGE.format(cells=cells, then=then), "tables.yaml")
    assert schema_faults(document, "tables") == []
    reader = Reader(document)
    entry = document.value["tables"]["table.route"]
    return build_table(reader, "table.route", entry, ("tables", "table.route")), reader.faults


@pytest.mark.parametrize(
    ("cells", "condition"),
    [
        ('"-", "-"', "true"),
        ('">= 90", "-"', "n in [>= 90]"),
        ('"[20..40[", "-"', "n in [20..40["),
        ('"< 20, > 80", "-"', "n in [< 20, > 80]"),
        ('7, "-"', "n in [7]"),
        ('"-", red', 'colour in ["red"]'),
        ('"-", "red, green"', 'colour in ["red", "green"]'),
        ('"-", "not(red, green)"', 'not(colour in ["red", "green"])'),
        ('"-", "\\"red\\""', 'colour in ["red"]'),
        ('true, "-"', "n"),
        ('false, "-"', "not(n)"),
        ('"> 5", red', 'n in [> 5] and colour in ["red"]'),
    ],
)
def test_a_cell_is_a_test_of_its_input(cells: str, condition: str) -> None:
    table, faults = table_of(cells)
    assert faults == []
    assert show(table.rows[0].when.expression) == condition


def test_a_dash_gives_an_output_no_value() -> None:
    table, faults = table_of('"-", red', '"-"')
    assert (faults, table.rows[0].then) == ([], ("",))


def test_a_row_of_the_wrong_width_is_told_with_both_widths() -> None:
    _, faults = table_of('"-"')
    assert [d.line() for d in faults] == ["tables.yaml:11:15: hier staan er 1, en de tabel heeft 2 van deze kolommen; maak het gelijk"]


def test_a_value_that_the_output_does_not_have_is_told_with_the_nearest() -> None:
    _, faults = table_of('"-", red', "upp")
    assert [d.line("en") for d in faults] == ["tables.yaml:12:16: `upp` is not allowed here; did you mean `up`?"]


def test_a_cell_that_cannot_be_read_is_told_at_its_own_place() -> None:
    _, faults = table_of('">= ninety percent", "-"')
    assert [(d.code, d.location.line, d.location.column) for d in faults] == [("condition.syntax", 11, 27)]


def test_the_words_of_the_cells_are_kept_as_they_were_written() -> None:
    table, _ = table_of('false, "red, green"')
    assert table.rows[0].cells == ("false", "red, green")
