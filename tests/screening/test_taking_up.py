"""How far a long screening is: told often enough, never of half a part, and not where nothing is to be kept."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest

from engine.screening.summing_up import Gathered
from engine.screening.taking_up import Progress


def parts(folder: Path) -> int | None:
    """Give how many parts are said to be done."""
    note = folder / "done.json"
    return int(json.loads(note.read_text(encoding="utf-8"))["parts"]) if note.exists() else None


def stopped(progress: Progress, parts: int, *, counting: bool = False) -> None:
    """Do some parts, and be stopped."""
    with pytest.raises(KeyboardInterrupt), progress:
        _go_on(progress, parts, counting=counting)


def _go_on(progress: Progress, parts: int, *, counting: bool) -> None:
    for number in range(parts):
        progress.done(number, ["an"])
    if counting:
        progress.begins_to_count()
    raise KeyboardInterrupt


def test_the_first_part_is_noted_at_once_and_the_next_not_within_a_second(tmp_path: Path) -> None:
    with Progress(tmp_path, Gathered(), [], kept=True) as progress:
        progress.done(0, [])
        assert parts(tmp_path) == 1
        progress.done(1, [])
        assert parts(tmp_path) == 1


def test_a_run_that_is_stopped_between_two_notes_loses_no_part(tmp_path: Path) -> None:
    stopped(Progress(tmp_path, Gathered(), [], kept=True), 2)
    assert parts(tmp_path) == 2


def test_counts_of_half_a_part_are_not_noted(tmp_path: Path) -> None:
    stopped(Progress(tmp_path, Gathered(), [], kept=True), 2, counting=True)
    assert parts(tmp_path) == 1


def test_where_nothing_is_to_be_kept_nothing_of_a_pupil_is_written(tmp_path: Path) -> None:
    stopped(Progress(tmp_path, Gathered(), [], kept=False), 1)
    assert list(tmp_path.iterdir()) == []


def test_what_was_counted_is_taken_up_again(tmp_path: Path) -> None:
    found = Gathered(pupils=3)
    found.classes = pl.DataFrame({"group": ["7a"], "school": ["De Uil"]})
    with Progress(tmp_path, found, [{"pupil": "an"}], kept=True) as progress:
        progress.done(0, ["an"])
    again = Progress(tmp_path, Gathered(), [], kept=True)
    assert again.taken_up("t.csv") == 1
    assert again.found.pupils == 3
    assert again.found.schools_of() == {"7a": ("De Uil",)}
    assert again.listed == [{"pupil": "an"}]
    assert again.names(0) == ["an"]
    assert again.names(1) == []
