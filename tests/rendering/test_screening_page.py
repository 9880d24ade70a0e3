"""The page of a screening: alone, without barriers, and without telling of single children in small groups."""

from __future__ import annotations

import dataclasses
import re
import shutil
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model.mapping import TableMapping
from engine.model.screening import Screening, Tally, share_of
from engine.rendering.equity_words import FEWEST_SHOWN, _hidden, class_rows, equity_rows, questions_of
from engine.rendering.screening_page import screening_page
from engine.screening.made_up import Population, made_up
from engine.service import Wegwijzer, open_wegwijzer
from tests.languages import IN_BOTH
from tests.real_cases import TODAY

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="module")
def wegwijzer() -> Wegwijzer:
    return open_wegwijzer()


@pytest.fixture(scope="module")
def screening(wegwijzer: Wegwijzer, tmp_path_factory: pytest.TempPathFactory) -> Screening:
    path = tmp_path_factory.mktemp("p") / "bedacht.csv"
    frame = pl.concat(made_up(Population(pupils=600, seed=4, schools=2)))
    small = pl.Series([*["school-03"] * 4, *frame["school"].to_list()[4:]])
    frame.with_columns(small.alias("school")).write_csv(path)
    return wegwijzer.screen(path, TableMapping(), as_of=TODAY)


def test_a_page_loads_nothing_and_runs_nothing(screening: Screening) -> None:
    page = screening_page(screening, "nl")
    assert "<script" not in page
    assert re.search(r"(src|href)=", page) is None
    assert page.count("<svg") >= 1


def test_what_a_cell_holds_is_text_and_never_markup(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('pupil,potential.percentile,achievement.percentile\n"<b>x</b>",98,20\n"y","<i>z</i>",1\n', encoding="utf-8")
    page = screening_page(wegwijzer.screen(path, TableMapping(), as_of=TODAY), "nl")
    assert "<b>x" not in page
    assert "<i>z" not in page
    assert "&lt;b&gt;x" in page


@pytest.mark.parametrize("language", IN_BOTH)
def test_axe_finds_no_barrier(screening: Screening, tmp_path: Path, language: Any) -> None:
    if CHROMIUM is None:
        pytest.skip("no chromium here; with one (`apt install chromium`) this opens the page")
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright (extra `dev`)")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python (extra `dev`)")
    (tmp_path / "p.html").write_text(screening_page(screening, language), encoding="utf-8")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_context(offline=True).new_page()
        tab.goto((tmp_path / "p.html").as_uri())
        found = axe.Axe().run(tab).response["violations"]
        browser.close()
    assert [each["id"] for each in found] == []


# --- equity ---


def test_a_small_group_is_not_shown_nor_the_one_that_would_give_it_away(screening: Screening) -> None:
    shown = {r.value: r.shares is not None for r in equity_rows(screening) if r.dimension == "school"}
    assert shown["school-03"] is False
    assert sum(shown.values()) == 1


@pytest.mark.parametrize(
    ("classes", "unknown", "hidden"),
    [
        ({"a": 20, "b": 25}, 0, ""),
        ({"a": 9, "b": 20, "c": 25}, 0, "ab"),
        ({"a": 1, "b": 2, "c": 20, "d": 25}, 0, "abc"),  # three pupils together are few still
        ({"a": 5, "b": 5, "c": 20}, 0, "ab"),
        ({"a": 20, "b": 25}, 3, "a"),  # whose class nobody knows
        ({"a": 20, "b": 25}, 30, ""),
        ({"a": 4, "b": 25}, 30, "ab"),
        ({"a": 4}, 0, "a"),
    ],
)
def test_a_class_is_not_shown_where_what_is_left_of_the_total_tells_of_few(
    screening: Screening, classes: dict[str, int], unknown: int, hidden: str
) -> None:
    tallies = {name: _tally(1, of) for name, of in classes.items()}
    whole = dataclasses.replace(_with(screening, {"group": tallies}), overall=_tally(5, sum(classes.values()) + unknown))
    assert "".join(name for name, tally in class_rows(whole) if tally is None) == hidden
    page = screening_page(whole, "nl")
    assert [f"<td>{name}</td>" + '<td class="n">' in page for name in classes] == [name not in hidden for name in classes]


def test_a_class_is_not_shown_where_the_total_of_its_school_tells_of_few(screening: Screening) -> None:
    classes = {"a1": 25, "a2": 5, "b1": 25, "b2": 11, "c1": 30, "shared": 20}
    schools = {"A": 30, "B": 46, "C": 40}
    tallies = {"group": {name: _tally(1, n) for name, n in classes.items()}, "school": {name: _tally(3, n) for name, n in schools.items()}}
    where = {"a1": ("A",), "a2": ("A",), "b1": ("B",), "b2": ("B",), "c1": ("C",), "shared": ("B", "C")}
    whole = dataclasses.replace(_with(screening, tallies), overall=_tally(9, 116), schools_of=where)
    assert {name for name, tally in class_rows(whole) if tally is None} == {"a1", "a2"}  # not b2, though that is the smaller one


@given(sizes=st.lists(st.integers(1, 40), max_size=8), unknown=st.integers(0, 20))
def test_of_few_nothing_can_be_reckoned_from_what_is_shown_and_the_total(sizes: list[int], unknown: int) -> None:
    tallies = {f"g{i}": _tally(0, n) for i, n in enumerate(sizes)}
    hidden = _hidden(tallies, sum(sizes) + unknown)
    left = [tallies[name].pupils for name in hidden] + ([unknown] if unknown else [])
    assert all(tallies[name].pupils >= FEWEST_SHOWN for name in tallies.keys() - hidden)
    if len(hidden) < len(tallies) and left:
        assert sum(left) >= FEWEST_SHOWN
        assert len(left) > 1 or not hidden


def _tally(flagged: int, of: int) -> Tally:
    counts = [0] * 256
    counts[0b10101001], counts[0b10101010] = flagged, of - flagged
    return Tally(tuple(counts))


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.278), (5, 10, 0.237, 0.763), (10, 10, 0.722, 1.0), (1, 1_000, 0.0002, 0.0056)],
)
def test_shares_have_the_interval_of_wilson(count: int, of: int, low: float, high: float) -> None:
    share = share_of(count, of)
    assert [share.low, share.high] == pytest.approx([low, high], abs=0.001)


def test_groups_whose_intervals_lie_apart_become_a_question(screening: Screening) -> None:
    apart = {"pupil.gender": {"boy": _tally(80, 200), "girl": _tally(20, 200)}}
    asked = questions_of(_with(screening, apart), "nl")
    assert asked[0].startswith(
        "Naar gender verschilt de verschilmethode: jongens 40% (33-47%), meisjes 10% (7-15%). Hoe verklaren jullie dat"
    )
    alike = {"pupil.gender": {"boy": _tally(22, 200), "girl": _tally(20, 200)}}
    assert not any("gender" in q for q in questions_of(_with(screening, alike), "nl"))


def _with(screening: Screening, tallies: dict[str, dict[str, Tally]]) -> Screening:
    return dataclasses.replace(screening, tallies=tallies)
