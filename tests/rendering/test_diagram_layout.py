"""The places of a large sheet are kept for every process, and never those of a sheet that shows where a pupil stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from engine.model.diagram import Diagram
from engine.rendering.diagrams import layout
from engine.rendering.diagrams.layout import lay_out, remembered
from engine.rendering.diagrams.placing import Placed


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[list[str]]:
    """Give what is really laid out, by title; nothing was kept before."""
    found: list[str] = []

    def placed(diagram: Diagram) -> Placed:
        found.append(diagram.title)
        return Placed(diagram, 1, 1, (), ())

    monkeypatch.setenv("WEGWIJZER_CACHE", str(tmp_path))
    monkeypatch.setattr(layout, "lay_out_anew", placed)
    remembered.cache_clear()
    yield found
    remembered.cache_clear()  # what was laid out here is nothing


def in_another_process(diagram: Diagram) -> Placed:
    remembered.cache_clear()
    return lay_out(diagram)


def test_what_one_process_laid_out_another_takes_from_its_copy(small: Diagram, asked: list[str]) -> None:
    assert in_another_process(small) == in_another_process(small)
    assert asked == [small.title]


def test_another_day_and_other_rules_need_no_other_layout_and_stand_on_the_sheet(small: Diagram, asked: list[str]) -> None:
    later = replace(small, imprint=replace(small.imprint, version="2", digest="sha256:1", day=date(2030, 1, 1)))
    lay_out(small)
    assert in_another_process(later).diagram.imprint == later.imprint
    assert asked == [small.title]


@pytest.mark.parametrize("of_a_pupil", ["subtitle", "state"])
def test_of_a_sheet_with_a_pupil_on_it_nothing_is_kept_on_a_disk(small: Diagram, asked: list[str], tmp_path: Path, of_a_pupil: str) -> None:
    first, *others = small.nodes
    sheet = replace(small, subtitle="kievit") if of_a_pupil == "subtitle" else replace(small, nodes=(replace(first, state="done"), *others))
    in_another_process(sheet)
    in_another_process(sheet)
    assert len(asked) == 2
    assert not list(tmp_path.rglob("*.pickle"))
