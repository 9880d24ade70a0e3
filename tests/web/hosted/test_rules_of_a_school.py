"""The desk of rules on a page that several processes serve: what one keeps the others show, and no other school is touched."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from engine.service import Wegwijzer
from tests.clocks import Clock
from tests.web.hosted.conftest import BEUK, LINDE, Board, made_board, marked
from web.rulebook import Rulebook

_TERM = "/rules/terms/evaluation_weeks"
_SEEN = re.compile(r'name="seen" value="([^"]*)"')


@pytest.fixture
def school(tmp_path: Path, linde: Path) -> Path:
    return Path(shutil.copytree(linde, tmp_path / "school"))


@pytest.fixture
def processes(postgres: Callable[[], str], tmp_path: Path, wegwijzer: Wegwijzer, clock: Clock, school: Path) -> Iterator[list[Board]]:
    """Give the page as two processes serve it, of a school with rules of its own and one without."""
    url, made = postgres(), list[Board]()
    for filling in (True, False):
        made.append(made_board(url, wegwijzer, clock, tmp_path, filling=filling, books={LINDE: Rulebook(school)}, rules=school))
    made[0].join("an", "policy_maker")
    made[0].join("bo", "policy_maker", host=BEUK)
    yield made
    for each in made:
        each.sites[LINDE].door.close()


def both(processes: list[Board]) -> tuple[TestClient, TestClient]:
    """Give one who signed in, at either process."""
    here = processes[0].signed_in("an")
    there = processes[1].browser()
    there.cookies = here.cookies
    return here, there


def seen(browser: TestClient, path: str) -> str:
    found = _SEEN.search(browser.get(path).text)
    assert found
    return found[1]


def set_weeks(browser: TestClient, value: str) -> None:
    told = {"mark": marked(browser, _TERM), "seen": seen(browser, _TERM), "value": value, "why": "Onze rapportperiodes."}
    assert browser.post(_TERM, data=told).status_code == 303


def test_what_one_process_puts_in_the_draft_another_shows_and_puts_in_force_for_both(processes: list[Board], school: Path) -> None:
    here, there = both(processes)
    set_weeks(here, "8")
    assert "van 6 weken naar 8 weken" in re.sub(r"<[^>]*>", "", there.get("/rules/draft").text)
    told = {"mark": marked(there, "/rules/draft"), "seen": seen(there, "/rules/draft"), "why": "Vergadering", "approved_by": "directie"}
    assert there.post("/rules/save", data=told).status_code == 303
    assert "value: 8" in (school / "school.yaml").read_text(encoding="utf-8")
    for each in processes:
        parameters = each.sites[LINDE].rulebook.now().base.knowledge.parameters
        assert parameters["evaluation_weeks"].value == 8
    assert "Vergadering" in here.get("/rules/versions").text


def test_a_draft_that_somebody_changed_at_another_process_is_not_written_over(processes: list[Board]) -> None:
    here, there = both(processes)
    told = {"mark": marked(here, _TERM), "seen": seen(here, _TERM), "value": "9", "why": "Anders."}
    set_weeks(there, "8")
    assert here.post(_TERM, data=told).status_code == 409


def test_the_rules_of_one_school_are_neither_read_nor_changed_by_another(processes: list[Board]) -> None:
    set_weeks(processes[0].signed_in("an"), "8")
    other = processes[1].signed_in("bo", BEUK)
    assert other.get(_TERM).status_code == 422  # it has not begun any, and there is no folder for them
    assert "8 weken" not in other.get("/rules").text
    assert processes[1].sites[BEUK].rulebook.now().base.knowledge.parameters["evaluation_weeks"].value == 6
