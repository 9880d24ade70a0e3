"""Texts as cells of a table that a spreadsheet will open: a text stays a text, whatever sign it begins with."""

from __future__ import annotations

import re

__all__ = ["RUNS", "cell_of", "text_of"]

# What makes a spreadsheet take a text for a formula, after any white space: also the wide forms, and the tab and line
# ends that split a cell when a file is pasted. Source: OWASP, "CSV Injection".
_START = r"(?:[\s\x00]*[=+\-@＝＋－＠]| *[\t\r\n\x00])"  # noqa: RUF001 - the wide signs are what it is about
RUNS = rf"^'*{_START}"  # for whole columns; also what begins with our own sign, so that taking it away gives the text back
_RUNS = re.compile(RUNS)
_QUOTED = re.compile(rf"'+{_START}")


def cell_of(text: str) -> str:
    """Give a text as it may stand in a CSV or XLSX cell: one that a spreadsheet would run gets a `'` before it.

    Only for texts: a number, date or truth value is written as what it is. `text_of` takes the sign away again. In a workbook the
    cell must besides be written as a text (with XlsxWriter: `strings_to_formulas`, `strings_to_urls` and `strings_to_numbers` off).
    """
    return f"'{text}" if _RUNS.match(text) else text


def text_of(cell: str) -> str:
    """Give the text that `cell_of` made a cell of; any other text stays as it is."""
    return cell[1:] if _QUOTED.match(cell) else cell
