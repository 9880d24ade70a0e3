"""How far a long screening is: told often enough, never of half a part, and not where nothing is to be kept."""

from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import polars as pl
import pytest

from engine.screening.summing_up import Gathered
from engine.screening.taking_up import Progress, kept_workplace


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
        progress.done(number, ["an"], {})
    if counting:
        with progress.counting():
            raise KeyboardInterrupt
    raise KeyboardInterrupt


def test_the_first_part_is_noted_at_once_and_the_next_not_within_a_second(tmp_path: Path) -> None:
    with Progress(tmp_path, Gathered(), [], kept=True) as progress:
        progress.done(0, [], {})
        assert parts(tmp_path) == 1
        progress.done(1, [], {})
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
        progress.done(0, ["an"], {"weighed": 2})
    again = Progress(tmp_path, Gathered(), [], kept=True)
    assert again.taken_up("t.csv") == 1
    assert again.found.pupils == 3
    assert again.found.schools_of() == {"7a": ("De Uil",)}
    assert again.listed == [{"pupil": "an"}]
    assert again.questions == {"weighed": 2}
    assert again.names(0) == ["an"]
    assert again.names(1) == []


def test_who_stops_twice_does_not_note_the_counts_of_a_part_that_is_being_counted(tmp_path: Path) -> None:
    """The thread that counts goes on while the one that was stopped notes how far it is."""
    progress, begun, go_on = Progress(tmp_path, Gathered(), [], kept=True), threading.Event(), threading.Event()

    def count() -> None:
        with progress.counting():
            begun.set()
            progress.found.pupils += 1
            go_on.wait(10)
            progress.done(0, [], {})

    thread = threading.Thread(target=count)
    thread.start()
    begun.wait(10)
    threading.Timer(0.05, go_on.set).start()
    stopped(progress, 0)
    thread.join()
    note = json.loads((tmp_path / "done.json").read_text(encoding="utf-8"))
    assert (note["parts"], note["counts"][0]) == (1, 1)


def test_a_note_that_was_left_unfinished_is_none(tmp_path: Path) -> None:
    (tmp_path / "done.json").write_text('{"parts": 1, "cou', encoding="utf-8")
    assert Progress(tmp_path, Gathered(), [], kept=True).taken_up("t.csv") == 0


@pytest.mark.parametrize("left", ["asked.json.draft", "000000.parquet", "names.000001.json"])
def test_a_folder_in_which_a_run_was_killed_as_it_began_or_ended_is_known(left: str, tmp_path: Path) -> None:
    folder = tmp_path / "lijst.parquet.partial"
    folder.mkdir()
    (folder / left).touch()
    with kept_workplace(folder, "dit"):
        assert [p.name for p in folder.iterdir()] == ["asked.json"]
    assert not folder.exists()


def test_what_says_that_parts_are_there_goes_before_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a run that is killed as it clears away would be gone on with without the parts that went."""
    folder, left = tmp_path / "lijst.parquet.partial", []
    monkeypatch.setattr(shutil, "rmtree", lambda path, **_: left.append(sorted(p.name for p in path.iterdir())))
    folder.mkdir()
    for name in ("asked.json", "done.json", "000000.parquet"):
        (folder / name).touch()
    (folder / "asked.json").write_text('{"of": "dit", "form": 2}', encoding="utf-8")
    with kept_workplace(folder, "dit"):
        pass
    assert left == [["000000.parquet"]]
