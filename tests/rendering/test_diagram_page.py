"""The trainer's page: whole in one file, for the keyboard alone, without barriers that a machine can find, without a network."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pytest

from engine.model.diagram import Diagram
from engine.rendering.diagrams.page import page
from engine.service import Wegwijzer

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def made(wegwijzer: Wegwijzer, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the page of one protocol once."""
    path = tmp_path_factory.mktemp("page") / "safety_net.html"
    path.write_text(wegwijzer.trainer_page("safety_net"), encoding="utf-8")
    return path


def data_of(text: str) -> dict[str, Any]:
    """Read what the page's script reads."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    read: dict[str, Any] = json.loads(found[1])
    return read


def test_only_this_style_and_this_script_may_run(made: Path) -> None:
    text = made.read_text(encoding="utf-8")
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', text)
    assert found
    policy = found[1]
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (body,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_nothing_comes_from_outside(made: Path) -> None:
    text = made.read_text(encoding="utf-8")
    assert set(re.findall(r"https?://[^\"' ]+", text)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<(?:link|img|iframe|object|embed)\b|\bsrc=|@import|url\(|\bon\w+=\"|\bstyle=\"", text)


def test_both_languages_are_in_it(made: Path) -> None:
    data = data_of(made.read_text(encoding="utf-8"))
    assert data["picture"]["nl"]["nodes"]["intake"]["term"] == "binnen 2 weken"
    assert data["picture"]["en"]["nodes"]["intake"]["term"] == "within 2 weeks"
    assert data["words"]["nl"].keys() == data["words"]["en"].keys()


def test_every_step_tells_who_when_why_and_source(made: Path) -> None:
    data = data_of(made.read_text(encoding="utf-8"))
    headings = {heading for heading, _ in data["picture"]["nl"]["nodes"]["temporary_place"]["details"]}
    assert {"Wie", "Wanneer", "Waarom en let op", "Bron"} <= headings


def test_vignettes_come_with_what_their_facts_answer(made: Path) -> None:
    data = data_of(made.read_text(encoding="utf-8"))
    assert data["scenarios"]
    edges = {e["id"] for e in data["picture"]["nl"]["edges"]}
    for scenario in data["scenarios"]:
        assert scenario["title"]
        assert set(scenario["answers"]) <= edges
        assert set(scenario["answers"].values()) <= {"true", "false", "unknown", "contradictory"}
        assert set(scenario["states"]["nl"]) == {n for n in data["picture"]["nl"]["nodes"] if ">" not in n}


def test_hostile_words_cannot_end_what_they_stand_in(hostile: Diagram) -> None:
    text = page({"nl": (hostile,), "en": (hostile,)}, {"nl": hostile, "en": hostile})
    assert len(re.findall("<script", text)) == 2
    assert len(re.findall("</script", text)) == 2
    assert data_of(text)["picture"]["nl"]["nodes"]["n0"]["label"] == "<script>alert(1)</script>"
    assert "href=" not in text


# --- in a browser, from a file, with the network off ---


@pytest.fixture
def browsed(made: Path) -> Iterator[Any]:
    """Open the page in a real browser; whatever it complains about or asks for is kept."""
    if CHROMIUM is None:
        pytest.skip("no chromium here; with one (`apt install chromium`) this opens the page")
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright (extra `dev`)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_context(offline=True, viewport={"width": 1400, "height": 900}).new_page()
        complaints: list[str] = []
        tab.on("console", lambda message: complaints.append(message.text))
        tab.on("pageerror", lambda problem: complaints.append(str(problem)))
        tab.on("request", lambda request: None if request.url.startswith("file:") else complaints.append(request.url))
        tab.goto(made.as_uri())
        yield tab
        assert complaints == []
        browser.close()


def barriers(tab: Any) -> list[str]:
    """Give what axe finds."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python (extra `dev`)")
    found: dict[str, Any] = axe.Axe().run(tab).response
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found["violations"]]


def test_axe_finds_no_barrier_at_rest_in_a_walk_in_english_and_presented(browsed: Any) -> None:
    assert barriers(browsed) == []
    browsed.select_option("#scenario", index=1)
    browsed.locator("#walking button.choice").first.click()
    assert barriers(browsed) == []
    browsed.click("#language")
    assert barriers(browsed) == []
    browsed.click("#present")
    assert barriers(browsed) == []


def test_the_keyboard_alone_opens_a_step_and_walks_on(browsed: Any) -> None:
    browsed.locator('.sheet:not([hidden]) g.node[data-node="intake"]').focus()
    browsed.keyboard.press("Enter")
    assert "2. Intake" in browsed.inner_text("#about")
    assert "Bron" in browsed.inner_text("#about")
    browsed.locator("#walking button.choice").first.focus()
    browsed.keyboard.press("Enter")
    assert "Nu bij: 2. Intake" in browsed.inner_text("#walking")
    assert "1. Komt niet meer" in browsed.inner_text("#walked")
    browsed.locator("#back").focus()
    browsed.keyboard.press("Space")
    assert "Nu bij: 1. Komt niet meer" in browsed.inner_text("#walking")


def test_every_step_can_be_reached_by_tab(browsed: Any) -> None:
    names = browsed.eval_on_selector_all(".sheet:not([hidden]) g.node", "gs => gs.map(g => [g.tabIndex, g.getAttribute('aria-label')])")
    assert len(names) >= 8
    assert all(index == 0 and label for index, label in names)


def test_keys_zoom_and_move_the_drawing(browsed: Any) -> None:
    drawing = browsed.locator(".sheet:not([hidden]) svg")
    whole = drawing.get_attribute("viewBox")
    browsed.locator(".sheet:not([hidden]) g.node").first.focus()
    browsed.keyboard.press("+")
    nearer = drawing.get_attribute("viewBox")
    browsed.keyboard.press("ArrowRight")
    assert len({whole, nearer, drawing.get_attribute("viewBox")}) == 3
    browsed.keyboard.press("0")
    assert drawing.get_attribute("viewBox") == whole


def test_search_says_how_many_it_found_and_goes_there(browsed: Any) -> None:
    browsed.fill("#search", "zoek samen met ouders")
    assert browsed.inner_text("#found") == "1 gevonden"
    browsed.press("#search", "Enter")
    assert "6. Zoek een school" in browsed.inner_text("#about")


def test_a_choice_says_what_would_happen(browsed: Any) -> None:
    for _ in range(2):
        browsed.locator("#walking button.choice").first.click()
    said = browsed.inner_text("#walking")
    assert "Nu bij: 4. Tijdelijke plek" in said
    assert "Dan komt: 7. Plan de weg terug" in said
    assert "Dan kan niet meer: 6. Zoek een school" in said


def test_states_of_a_vignette_stand_on_the_drawing_in_words(browsed: Any) -> None:
    browsed.select_option("#scenario", index=1)
    badges = browsed.eval_on_selector_all(".sheet:not([hidden]) g.badge text", "ts => ts.map(t => t.textContent)")
    assert badges
    assert all(badges)


def test_a_clicker_leads_through_the_steps_when_presenting(browsed: Any) -> None:
    browsed.click("#present")
    first = browsed.inner_text("#about h3")
    browsed.keyboard.press("PageDown")
    assert browsed.inner_text("#about h3") != first
    browsed.keyboard.press("PageUp")
    assert browsed.inner_text("#about h3") == first


def test_on_paper_only_drawing_and_steps_remain(browsed: Any) -> None:
    browsed.emulate_media(media="print")
    assert not browsed.locator("#tools").is_visible()
    assert not browsed.locator("aside").is_visible()
    browsed.locator(".sheet:not([hidden]) .outline").first.wait_for()


def test_tab_alone_goes_from_the_search_past_the_tools_and_the_steps_to_the_walk(browsed: Any) -> None:
    browsed.locator("#search").focus()
    reached = ["search"]
    for _ in range(60):
        browsed.keyboard.press("Tab")
        reached.append(browsed.evaluate("(e => e.dataset.node || e.id || e.tagName)(document.activeElement)"))
        if reached[-1] == "scenario":
            break
    assert reached[-1] == "scenario"
    steps = browsed.eval_on_selector_all(".sheet:not([hidden]) g.node", "gs => gs.map(g => g.dataset.node)")
    assert [name for name in reached if name in steps] == steps
    assert {"zoom-out", "zoom-in", "whole", "present", "print", "language"} <= set(reached)


def test_what_has_the_focus_is_seen(browsed: Any) -> None:
    browsed.locator("#search").focus()
    browsed.keyboard.press("Tab")
    style = browsed.evaluate("(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))")
    assert style == ["solid", "3px"]
    browsed.locator(".sheet:not([hidden]) g.node").first.focus()
    browsed.keyboard.press("Tab")
    style = browsed.evaluate("(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))")
    assert style == ["solid", "3px"]


def test_a_case_is_chosen_and_walked_with_the_arrows_and_enter(browsed: Any) -> None:
    browsed.locator("#scenario").focus()
    browsed.keyboard.press("ArrowDown")
    assert browsed.input_value("#scenario") == "1"
    walked = 0
    while browsed.locator("#walking button.choice").count() and walked < 12:
        before = browsed.inner_text("#walking")
        browsed.locator("#walking button.choice").first.focus()
        browsed.keyboard.press("Enter")
        walked += 1
        assert browsed.inner_text("#walking") != before
        assert browsed.locator("#walked li").count() == walked
    assert walked >= 2
    browsed.locator("#begin").focus()
    browsed.keyboard.press("Enter")
    assert browsed.locator("#walked li").count() == 0


def test_a_choice_against_the_facts_of_the_case_is_possible_and_said(browsed: Any) -> None:
    """People decide: what the facts say stands below each choice, and whoever chooses otherwise sees that."""
    against = browsed.locator("#walking button.choice:has(+ p:text-is('de feiten van deze casus zeggen: nee'))")
    for number in range(1, browsed.locator("#scenario option").count()):
        browsed.select_option("#scenario", str(number))
        for _ in range(6):
            if against.count() or not browsed.locator("#walking button.choice").count():
                break
            browsed.locator("#walking button.choice").first.click()
        if against.count():
            break
    against.first.click()
    assert "anders dan de feiten" in browsed.inner_text("#walked")


def test_the_mouse_drags_and_the_wheel_zooms(browsed: Any) -> None:
    drawing = browsed.locator(".sheet:not([hidden]) svg")
    whole = drawing.get_attribute("viewBox")
    browsed.mouse.move(300, 500)
    browsed.mouse.down()
    browsed.mouse.move(380, 540, steps=4)
    browsed.mouse.up()
    moved = drawing.get_attribute("viewBox")
    browsed.mouse.wheel(0, -200)
    browsed.wait_for_function("before => document.querySelector('.sheet:not([hidden]) svg').getAttribute('viewBox') !== before", arg=moved)
    assert whole != moved


def test_search_that_finds_nothing_says_so(browsed: Any) -> None:
    browsed.fill("#search", "xyzzy")
    assert browsed.inner_text("#found") == "niets gevonden"
    assert browsed.locator("g.node.hit").count() == 0


def test_presenting_makes_words_large_hides_what_is_not_needed_and_ends_with_escape(browsed: Any) -> None:
    browsed.click("#present")
    assert browsed.evaluate("parseFloat(getComputedStyle(document.querySelector('#about p')).fontSize)") >= 24
    assert not browsed.locator("#search").is_visible()
    browsed.keyboard.press("Escape")
    if browsed.get_attribute("#present", "aria-pressed") == "true":  # the first Escape may only have left the full screen
        browsed.keyboard.press("Escape")
    assert browsed.get_attribute("#present", "aria-pressed") == "false"
    browsed.locator("#search").first.wait_for()


def test_at_320_pixels_everything_stands_below_each_other_without_sideways_scrolling(browsed: Any) -> None:
    browsed.set_viewport_size({"width": 320, "height": 640})
    browsed.select_option("#scenario", index=1)
    assert browsed.evaluate("document.documentElement.scrollWidth") <= 320
    wide = browsed.eval_on_selector_all(
        "button, select, input, h1, h2, p, dd", "es => es.filter(e => e.getBoundingClientRect().right > 321).map(e => e.outerHTML)"
    )
    assert wide == []
    browsed.locator("#walking button.choice").first.wait_for()
    assert barriers(browsed) == []


def test_the_drawing_fills_one_sheet_of_a3_and_its_steps_follow(browsed: Any) -> None:
    made = pypdf.PdfReader(BytesIO(browsed.pdf(prefer_css_page_size=True, print_background=True)))
    assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in made.pages} == {(1191, 842)}
    assert len(made.pages) == 2
    first, second = (page.extract_text() for page in made.pages)
    assert "Tijdelijke plek" in first
    assert "regels: basis" in first
    assert second.startswith("De stappen in woorden")
