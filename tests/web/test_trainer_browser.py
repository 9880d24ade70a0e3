"""The trainer's desk in a browser: a route walked and a vignette played by keyboard, one made, and no barriers on any page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.service import Wegwijzer
from tests.languages import IN_BOTH
from web.desks.trainer_play import key_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.web.conftest import Served

Open = Callable[..., "Page"]
PROJECTOR = {"viewport": {"width": 1920, "height": 1080}}


@pytest.fixture
def key(wegwijzer: Wegwijzer) -> str:
    """Give the address of one vignette."""
    return next(key_of(case) for case in wegwijzer.playable() if case.id == "escaleren-groep")


def walk_to(page: Page, selector: str) -> None:
    """Go to something with the Tab key alone."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    message = f"the Tab key does not come to {selector}"
    raise AssertionError(message)


def test_a_route_is_walked_with_the_keyboard_alone(open_page: Open) -> None:
    page = open_page("/trainer", **PROJECTOR)
    walk_to(page, 'a[href="/trainer/show/safety_net"]')
    page.keyboard.press("Enter")
    page.wait_for_selector("body.alive")
    walk_to(page, "#present")
    page.keyboard.press("Enter")
    assert page.evaluate("document.body.classList.contains('presenting')")
    seen = []
    for key in ("PageDown", "PageDown", "PageUp"):
        page.keyboard.press(key)
        seen.append(page.inner_text("#about"))
    assert len(set(seen)) == 2
    assert seen[0] == seen[2]
    assert page.locator("g.node.chosen").count() > 0
    page.keyboard.press("Escape")
    assert not page.evaluate("document.body.classList.contains('presenting')")


def test_a_vignette_is_played_and_voted_on_with_the_keyboard(open_page: Open, key: str) -> None:
    page = open_page(f"/trainer/play/{key}", **PROJECTOR)
    page.keyboard.press("1")
    page.keyboard.press("1")
    page.keyboard.press("3")
    assert page.input_value("#c1") == "2"
    assert page.inner_text("#counted") == "3: 1"
    page.click("[data-add=c3]")
    page.click("[data-add=c3]")
    assert page.input_value("#c3") == "3"
    for _ in range(20):  # the page scrolls until its end, and then goes on
        if "/rules?" not in page.url:
            page.keyboard.press("PageDown")
            page.wait_for_timeout(150)
    page.wait_for_url("**/rules?*")
    assert page.inner_text(".verdict").strip()
    assert "3 handen" in page.inner_text(".outcome")
    page.click(".outcome summary >> nth=0")
    page.wait_for_selector(".outcome .answer pre")
    page.click("text=Stap voor stap")
    page.wait_for_url("**/known")
    first = page.inner_text("h1")
    page.click("text=Verder")
    page.wait_for_url("**/known?at=1")
    assert page.inner_text("h1") != first
    page.click("summary >> nth=0")
    page.wait_for_selector(".answer pre")
    assert page.inner_text(".answer pre").startswith("Stel: onbekend")


def test_presenting_stays_on_from_page_to_page(open_page: Open, key: str) -> None:
    page = open_page(f"/trainer/play/{key}", **PROJECTOR)
    page.click("[data-present]")
    page.click("[data-next]")
    page.wait_for_url("**/rules?*")
    assert page.is_hidden(".top")
    page.keyboard.press("Escape")
    page.wait_for_selector(".top")


def test_a_vignette_is_made_and_saved(open_page: Open) -> None:
    page = open_page("/trainer/make")
    for fact, value in (("potential.percentile", "95"), ("achievement.percentile", "40")):
        page.select_option("#fact", fact)
        page.click("button[value=pick]:not(.plain)")
        page.fill("#value", value)
        page.select_option("#by", "teacher")
        page.click("button[value=say]")
    page.fill("#title", "Een hoge aanleg valt op")
    page.fill("#name", "hoge-aanleg")
    page.click("button[value=show]")
    with page.expect_download() as saved:
        page.click("button[value=file]")
    assert saved.value.suggested_filename == "hoge-aanleg.yaml"
    assert "signal.discrepancy: true" in Path(saved.value.path()).read_text(encoding="utf-8")


def test_without_script_all_of_it_works(open_page: Open, key: str) -> None:
    page = open_page("/trainer/show/safety_net", java_script_enabled=False)
    page.wait_for_selector(".drawing svg")
    page.goto(page.url.replace("/show/safety_net", f"/play/{key}"))
    page.fill("#c2", "4")
    page.click("text=Toon wat de regels zeggen")
    assert "4 handen" in page.inner_text(".outcome")
    page.click(".outcome summary >> nth=0")
    page.click(".outcome .answer a >> nth=0")
    assert page.inner_text(".told-text").strip()
    page.goto(page.url.split("/play")[0] + "/make")
    page.select_option("#fact", "home.unsafe")
    page.click("button[value=pick]:not(.plain)")
    page.check("input[value=false]")
    page.click("button[value=say]")
    assert "Thuis is het veilig" in page.inner_text(".said")


@pytest.mark.parametrize("language", IN_BOTH)
def test_no_page_has_a_barrier_or_scrolls_sideways_on_a_phone(
    open_page: Open, barriers: Callable[[Page], list[str]], served: Served, key: str, language: str
) -> None:
    page = open_page("/trainer", viewport={"width": 320, "height": 640})
    page.context.add_cookies([{"name": "wegwijzer-language", "value": language, "url": served.address}])
    paths = ("", "/show/pyramid", "/show/causes", "/play", f"/play/{key}", f"/play/{key}/rules?other=2", f"/play/{key}/known?at=1", "/make")
    for path in (*paths, "/compare", f"/play/{key}/why/support"):
        page.goto(f"{served.address}/trainer{path}")
        assert barriers(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
