"""Pupils are of one kind when all of some things are the same of them, however many there may be."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.screening import kinds as module
from engine.screening.kinds import kinds


@pytest.mark.parametrize(("countable", "widest"), [(1 << 16, 1 << 60), (2, 1 << 60), (1 << 16, 40), (2, 40)])
@given(rows=st.lists(st.tuples(*(st.integers(0, 3),) * 4), min_size=1, max_size=60))
def test_alike_is_of_one_kind_and_the_first_stands_for_it(countable: int, widest: int, rows: list[tuple[int, ...]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "COUNTABLE", countable)
        patch.setattr(module, "WIDEST", widest)
        kind, first = kinds(((column, 4) for column in np.array(rows, np.uint8).T), len(rows))
    assert [rows[first[k]] for k in kind] == rows
    assert [rows.index(rows[f]) for f in first] == first.tolist()
    assert len(first) == len(set(rows))
