"""A handbook is made once, also where several processes are asked for it."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from engine.model.book import Book
from engine.service import Wegwijzer
from engine.service.handbooks import Handbooks, Made

DAY = date(2026, 3, 2)


def ready(handbooks: Handbooks, wegwijzer: Wegwijzer) -> Made:
    while not (made := handbooks.of(wegwijzer, DAY, "nl")).pages:
        assert not made.failed
        time.sleep(0.01)
    return made


@pytest.mark.parametrize(("kept", "times"), [("copies", 1), ("off", 2)])
def test_what_one_process_made_another_fetches_where_copies_are_kept(
    wegwijzer: Wegwijzer, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: str, times: int
) -> None:
    made: list[date | None] = []

    def book(_: Wegwijzer, as_of: date | None, language: str) -> Book:
        made.append(as_of)
        return Book(f"Handboek {language}", "", (), "", DAY.isoformat(), "nl", ())

    monkeypatch.setenv("WEGWIJZER_CACHE", str(tmp_path) if kept == "copies" else "off")
    monkeypatch.setattr(Wegwijzer, "book", book)
    pages = [dict(ready(Handbooks(), wegwijzer).pages) for _ in ("one process", "another")]
    assert "Handboek nl" in pages[0]["index.html"]
    assert pages[0] == pages[1]
    assert len(made) == times
