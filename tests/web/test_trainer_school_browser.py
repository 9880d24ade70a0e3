"""The trainer's desk of a school with rules of its own, in a browser: compared, and a vignette put in its folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.cases.store import CaseStore
from engine.service import start_school
from tests.web.conftest import TOKEN, WHO, Served
from web.serving import local_page

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the folder of a school that does one thing otherwise."""
    start_school(tmp_path / "linde", "De Linde")
    file = tmp_path / "linde" / "school.yaml"
    change = "\nchanges:\n  - {replaces: safety_net.intake.role, with: mentor, was: ib, why: De mentor kent de leerling.}\n"
    file.write_text(file.read_text(encoding="utf-8") + change, encoding="utf-8")
    return tmp_path / "linde"


@pytest.fixture
def served(store: CaseStore, folder: Path) -> Iterator[Served]:
    """Serve the page with those rules."""
    with Served(lambda port: local_page(store, port, token=TOKEN, who=WHO, rules=folder)) as page:
        yield page


@pytest.mark.thorough  # tests/web/test_trainer.py compares them without a browser
def test_two_schools_are_compared_and_a_vignette_put_in_the_folder(
    open_page: Callable[..., Page], barriers: Callable[[Page], list[str]], folder: Path
) -> None:
    page = open_page("/trainer/compare", viewport={"width": 320, "height": 640})
    page.select_option("#name", "safety_net")
    page.click("form.pick button")
    page.wait_for_selector(".picture svg")
    assert "was: intern begeleider" in page.inner_text(".told-text")
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto(page.url.split("/compare")[0] + "/make")
    page.select_option("#fact", "potential.percentile")
    page.click("button[value=pick]:not(.plain)")
    page.fill("#value", "95")
    assert barriers(page) == []
    page.click("button[value=say]")
    page.fill("#title", "Een hoge aanleg valt op")
    page.fill("#name", "hoge-aanleg")
    page.click("button[value=show]")
    page.click("button[value=keep]")
    assert "vignettes/hoge-aanleg.yaml" in page.inner_text("[role=status]")
    assert (folder / "vignettes" / "hoge-aanleg.yaml").is_file()
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
