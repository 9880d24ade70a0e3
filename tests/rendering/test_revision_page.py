"""The page of a comparison: before and after side by side, for everyone, on every screen."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from engine.rendering.paper_printing import printed
from engine.rendering.revision_paper import revision_paper
from engine.service import compare_rules

DAY = date(2026, 11, 3)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCHOOL = """school: De Wilg
parameters:
  table_size_max: {value: 4, why: Klein is veilig., approved_by: MR}
changes:
  - {replaces: safety_net.intake.role, with: care_coordinator, why: De zorgcoördinator doet bij ons de intake.}
guards:
  - {never: change safety_net.intake, label: De intake blijft zoals ze is, why: Daar bouwen we op.}
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the page of a school's changes once."""
    folder = tmp_path_factory.mktemp("school")
    (folder / "school.yaml").write_text(SCHOOL, encoding="utf-8")
    paper = revision_paper(compare_rules(None, folder, as_of=DAY, vignettes=False), DAY)
    (folder / "verschil.html").write_text(str(printed(paper, "html")), encoding="utf-8")
    return folder / "verschil.html"


def test_before_and_after_stand_beside_each_other_with_reason_and_place(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.search("<td[^>]*>6 mensen</td><td[^>]*>4 mensen</td>", text)
    assert "reden: Klein is veilig. (MR)" in text
    assert "school.yaml:3" in text
    assert str(page.parent) not in text


def test_a_crossed_guard_stands_in_front_with_its_cases(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert text.index("De intake blijft zoals ze is") < text.index("Wat er veranderd is")
    assert "geschonden in" in text


@pytest.fixture(scope="module")
def tab() -> Iterator[Any]:
    """Open a browser, where there is one."""
    if CHROMIUM is None:
        pytest.skip("no chromium here; with one (`apt install chromium`) this opens the page")
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright (extra `dev`)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser.new_page()
        browser.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_barrier_and_the_page_fits_its_screen(width: int, tab: Any, page: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python (extra `dev`)")
    tab.set_viewport_size({"width": width, "height": 900})
    tab.goto(page.as_uri())
    found = axe.Axe().run(tab).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []
    assert tab.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
