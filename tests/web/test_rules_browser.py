"""The desk of who writes the rules in a real browser: the main stories from start to end, by mouse, by keyboard, and without script."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.service.rule_desk import RuleDesk
from tests.languages import IN_BOTH

if TYPE_CHECKING:
    from playwright.sync_api import Page

LONG = 120_000  # milliseconds: this machine may be busy
Open = Callable[..., "Page"]

pytestmark = pytest.mark.usefixtures("few")


@pytest.fixture
def root(tmp_path: Path, linde: Path) -> Path:
    folder = tmp_path / "opslag" / "school"
    shutil.copytree(linde, folder)
    return folder


def opened(open_page: Open, path: str, **options: object) -> Page:
    page = open_page(path, **options)
    page.set_default_timeout(LONG)
    return page


def set_eight_weeks(page: Page) -> None:
    page.get_by_label("Bij ons (weken)").fill("8")
    page.get_by_label("Waarom doen jullie dit anders?").fill("Onze rapportperiodes duren acht weken.")


@pytest.mark.thorough  # waits for the checks of three drafts
def test_from_a_term_to_a_version_and_back(open_page: Open, root: Path, barriers: Callable[[Page], list[str]]) -> None:
    page = opened(open_page, "/rules/terms")
    page.get_by_role("link", name="Zo snel na de start kijken jullie samen hoe het gaat").click()
    set_eight_weeks(page)
    page.locator("#beside").get_by_text("van 6 weken naar 8 weken").wait_for()
    page.locator("#beside").get_by_text("2 vignetten worden rood").wait_for()
    page.locator("#beside").get_by_text("Waarom").first.click()
    assert barriers(page) == []
    page.get_by_role("button", name="Zet in het concept").click()
    assert "value: 8" not in (root / "school.yaml").read_text(encoding="utf-8").replace("#     value: 8", "")

    page.get_by_role("link", name="Concept 1 gewijzigd").click()
    page.get_by_label("Reden").fill("De rapportperiodes.")
    page.get_by_label("Vastgesteld door").fill("directie")
    page.get_by_label("Naam van de versie (hoeft niet)").fill("2026-2")
    page.get_by_role("button", name="Bewaar en neem in gebruik").click()
    page.get_by_role("heading", name="Versie 2 (2026-2)").wait_for()
    assert "\n    value: 8" in (root / "school.yaml").read_text(encoding="utf-8")
    assert barriers(page) == []

    page.get_by_role("link", name="Vergelijk met de versie ervoor").click()
    page.locator(".lines .new", has_text="value: 8").wait_for()
    page.get_by_role("link", name="Alle versies").click()
    assert barriers(page) == []
    page.get_by_role("link", name="Versie 1").click()
    page.get_by_role("button", name="Ga terug naar deze versie").click()
    page.get_by_label("Reden").fill("Toch zes.")
    page.get_by_label("Vastgesteld door").fill("directie")
    page.get_by_role("button", name="Bewaar en neem in gebruik").click()
    page.get_by_role("heading", name="Versie 3").wait_for()
    assert "\n    value: 8" not in (root / "school.yaml").read_text(encoding="utf-8")


def test_the_editor_completes_and_tells_a_fault_in_dutch_at_its_line(
    open_page: Open, root: Path, barriers: Callable[[Page], list[str]]
) -> None:
    lines = len((root / "school.yaml").read_text(encoding="utf-8").splitlines())
    page = opened(open_page, "/rules/files/edit?name=school.yaml")
    with page.expect_response(lambda answer: "/rules/files/schema" in answer.url):
        page.reload()
    page.locator(".cm-content").click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nparameters:\n  evaluation_w")
    page.locator(".cm-tooltip-autocomplete").get_by_text("evaluation_weeks").wait_for()
    page.wait_for_timeout(300)  # the editor takes no key for a choice that could not have been seen yet
    page.keyboard.press("Enter")
    page.keyboard.type("{value: 8, was: 6, whi: x}")
    place = f"regel {lines + 3}, kolom"
    page.locator("#marks").get_by_text(place).first.wait_for()
    assert "`whi` hoort hier niet" in page.locator("#marks").inner_text()
    page.locator(".cm-lintRange-error").first.wait_for()
    page.locator("#beside").get_by_text("zo zijn de regels niet te gebruiken").wait_for()
    assert barriers(page) == []
    for _ in "whi: x}":
        page.keyboard.press("Backspace")
    page.keyboard.type("why: beter}")
    page.locator("#beside").get_by_text("van 6 weken naar 8 weken").wait_for()
    page.get_by_role("button", name="Bewaar in het concept").click()
    page.get_by_text("1 gewijzigd").wait_for()
    assert "evaluation_weeks: {value: 8, was: 6, why: beter}" in RuleDesk(root).draft().texts["school.yaml"]


@pytest.mark.usefixtures("root")
def test_keyboard_alone_suffices(open_page: Open) -> None:
    page = opened(open_page, "/rules/terms/evaluation_weeks")

    def tab_to(name: str) -> None:
        for _ in range(40):
            page.keyboard.press("Tab")
            if page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent").strip().startswith(name):
                return
        raise AssertionError(name)

    tab_to("Bij ons")
    page.keyboard.press("Control+a")
    page.keyboard.type("8")
    tab_to("Waarom")
    page.keyboard.type("Zo.")
    tab_to("Zet in het concept")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Terug naar de basis").wait_for()
    page.goto(page.url.partition("/rules")[0] + "/rules/files/edit?name=school.yaml")
    page.locator(".cm-content").focus()
    page.keyboard.press("Tab")  # the editor lets go of who only passes by
    assert page.evaluate("document.activeElement.textContent") == "Bewaar in het concept"


def test_without_script_a_file_is_changed_and_its_faults_are_told(open_page: Open, root: Path) -> None:
    page = opened(open_page, "/rules/files/edit?name=school.yaml", java_script_enabled=False)
    field = page.get_by_label("Inhoud van school.yaml")
    before = field.input_value()
    field.fill(before + "\nprovision: x\n")
    page.get_by_role("button", name="Kijk wat dit doet").click()
    assert f"regel {len(before.splitlines()) + 2}, kolom 1" in page.locator("#marks").inner_text()
    page.get_by_label("Inhoud van school.yaml").fill(before + "\nprovisions:\n  provision.in_school: true\n")
    page.get_by_role("button", name="Bewaar in het concept").click()
    page.get_by_text("1 gewijzigd").wait_for()
    assert RuleDesk(root).draft().is_open


PAGES = ("/rules", "/rules/terms", "/rules/roles", "/rules/provisions", "/rules/holidays", "/rules/files", "/rules/versions")
FORMS = ("/rules/roles/safety_net/intake", "/rules/terms/evaluation_weeks", "/rules/files/edit?name=school.yaml", "/rules/draft")


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize("language", IN_BOTH)
def test_no_page_has_barriers_and_each_fits_a_narrow_window(open_page: Open, barriers: Callable[[Page], list[str]], language: str) -> None:
    page = opened(open_page, "/rules", viewport={"width": 320, "height": 700})
    if language == "en":
        page.get_by_role("button", name="English").click()
    start = page.url.partition("/rules")[0]
    found = {}
    for path in (*PAGES, *FORMS):
        page.goto(start + path)
        assert page.locator("html").get_attribute("lang") == language
        wide = page.evaluate("document.documentElement.scrollWidth")
        found[path] = barriers(page) + ([f"{wide} wide"] if wide > 320 else [])
    assert {path: each for path, each in found.items() if each} == {}


def test_a_school_begins_its_rules_in_the_page(open_page: Open, tmp_path: Path, barriers: Callable[[Page], list[str]]) -> None:
    page = opened(open_page, "/rules")
    assert barriers(page) == []
    page.get_by_label("Naam van de school").fill("De Linde")
    page.get_by_label("Regio van de schoolvakanties").select_option("zuid")
    page.get_by_role("button", name="Begin met eigen regels").click()
    page.get_by_role("heading", name="Regels van De Linde").wait_for()
    assert "region: zuid" in (tmp_path / "opslag" / "school" / "school.yaml").read_text(encoding="utf-8")
