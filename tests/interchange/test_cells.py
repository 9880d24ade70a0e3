"""Cells: no text becomes a formula, and no text is lost by that."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.interchange.cells import cell_of, text_of

_STARTS = tuple("=+-@\t\r\n\0＝＋－＠")


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "  =1", "\t=1", "\r=1", "\n=1", "\0=1", "＝1+1"])
def test_a_text_that_a_spreadsheet_would_run_gets_a_sign_before_it(text: str) -> None:
    assert cell_of(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "jaimo", "'s ochtends", "1+1", "a=b", "93", "é"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert cell_of(text) == text == text_of(text)


@given(st.text(alphabet=st.sampled_from("'=+-@ \t\n\r\0＝a1,;\""), max_size=12) | st.text(max_size=20))
def test_a_cell_begins_no_formula_and_gives_its_text_back(text: str) -> None:
    cell = cell_of(text)
    assert not cell.lstrip(" ").startswith(_STARTS)
    assert text_of(cell) == text


def test_a_csv_with_hostile_texts_reads_back_as_it_was() -> None:
    texts = ['=HYPERLINK("http://x";"y")', "a\r\nb", 'zeg "ja"', "x;y,z", "'=1", "''-1"]
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerow(cell_of(t) for t in texts)
    (row,) = csv.reader(io.StringIO(out.getvalue(), newline=""), delimiter=";")
    assert [text_of(cell) for cell in row] == texts
