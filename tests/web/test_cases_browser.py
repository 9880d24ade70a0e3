"""The stories of who knows a pupil, in a real browser: from nothing to a first advice, and on from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.languages import IN_BOTH
from tests.web.conftest import TOKEN, Served

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


JAIMO = "/cases/jaimo"
PAGES = (
    "/cases",
    "/cases?words=vulkanen",
    "/cases/new_pupil",
    JAIMO,
    f"{JAIMO}?at=9",
    f"{JAIMO}/why",
    f"{JAIMO}/why/form.underachievement",
    f"{JAIMO}/why/hypothesis:cause.parenting?full=true",
    f"{JAIMO}/talk",
    f"{JAIMO}/talk?fact=offer.differentiation&by=parent",
    f"{JAIMO}/talk?fact=tasks.error_free_weeks",
    f"{JAIMO}/views",
    f"{JAIMO}/plan",
    f"{JAIMO}/whatif?fact=absence.full&answer=true&by=parent",
    f"{JAIMO}/history",
    f"{JAIMO}/paper",
    f"{JAIMO}/safety",
    f"{JAIMO}/record",
    f"{JAIMO}/erase",
    f"{JAIMO}/step/underachievement/evaluate",
    f"{JAIMO}/route/return_phases",
)


def narrow(page: Page) -> bool:
    """Tell whether nothing reaches past the side of the page."""
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


def answer(page: Page) -> None:
    """Answer the question that is put, whatever it asks for."""
    answers = page.locator("input[name=answer]")
    answers.first.wait_for()  # the question itself may still be on its way
    if answers.first.get_attribute("type") == "radio":
        answers.first.check()
    else:
        answers.first.fill("3")
    page.get_by_role("button", name="Bewaar en ga verder").click()


def press(page: Page, key: str, until: Callable[[], bool], most: int = 60) -> None:
    """Press a key until something is so."""
    for _ in range(most):
        if until():
            return
        page.keyboard.press(key)
    pytest.fail(f"{key} did not lead there")


def focused(page: Page, text: str) -> bool:
    """Tell whether the focus is on something that says this."""
    return bool(page.evaluate("text => (document.activeElement.innerText || document.activeElement.value || '').trim() === text", text))


def chosen(page: Page, name: str, value: str) -> bool:
    """Tell whether the focus is on an answer."""
    return bool(page.evaluate("([n, v]) => document.activeElement.name === n && document.activeElement.value === v", [name, value]))


def test_from_nothing_to_a_first_advice(open_page: Callable[..., Page]) -> None:
    page = open_page("/cases")
    page.get_by_role("link", name="Nieuwe leerling").click()
    name = page.get_by_label("Schuilnaam").input_value()
    page.get_by_label("Basisonderwijs").check()
    page.get_by_label("In welke groep").fill("6")
    page.get_by_label("Kan volgens de leraar meer").check()
    page.get_by_role("button", name="Begin met de vragen").click()
    page.get_by_role("button", name="Weet niemand").click()
    for _ in range(3):
        answer(page)
        assert page.get_by_role("status").inner_text().startswith("Bewaard:")
    page.get_by_role("link", name="Bekijk het advies").click()
    assert page.get_by_role("heading", level=1).inner_text() == name
    assert page.locator(".steps li").count() > 0
    page.get_by_role("heading", name="Nu doen").first.wait_for()


def test_why_and_what_if_on_the_spot(open_page: Callable[..., Page]) -> None:
    page = open_page(JAIMO)
    row = page.locator(".concluded > li", has_text="Presteert al langer").first
    row.locator("summary").click()
    row.get_by_text("Dit zou het anders maken").wait_for()
    row.get_by_role("link", name=re.compile(r"Probeer dit\s*: krijgt stof die te moeilijk is")).click()
    would = page.get_by_role("region", name=re.compile("Stel")).get_by_role("listitem").filter(has_text="resteert al langer")
    assert "verschillend gezien" in would.inner_text()  # the record says otherwise, and that stays beside it
    page.get_by_role("button", name="Het is zo: bewaar").click()
    page.wait_for_url(f"**{JAIMO}")
    assert "verschillend gezien" in page.locator(".concluded > li", has_text="Presteert al langer").first.inner_text()


def test_a_step_is_written_down_with_the_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{JAIMO}/step/underachievement/find_causes")
    page.keyboard.press("Tab")
    assert focused(page, "Naar de inhoud")
    press(page, "Tab", lambda: chosen(page, "state", "done"))
    page.keyboard.press("ArrowRight")
    assert chosen(page, "state", "started")
    press(page, "Tab", lambda: focused(page, "Bewaar"))
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(rf"{JAIMO}/plan\?kept=\d+$"))
    assert page.get_by_role("row", name=re.compile("Zoek uit wat er meespeelt.*loopt")).count() == 1


def test_the_interview_goes_with_the_keyboard_alone(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{JAIMO}/talk?later=home.unsafe&fact=absence.full")
    press(page, "Tab", lambda: chosen(page, "answer", "true"))
    page.keyboard.press("ArrowRight")
    press(page, "Tab", lambda: focused(page, "Bewaar en ga verder"))
    page.keyboard.press("Enter")
    page.get_by_text("Bewaard:").wait_for()
    assert page.evaluate("document.activeElement.name") == "answer"  # the next question has the focus


def test_the_route_comes_when_it_is_scrolled_to(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{JAIMO}/plan")
    page.locator(".drawn").first.scroll_into_view_if_needed()
    page.locator(".drawn svg").first.wait_for(timeout=120_000)
    assert page.locator(".drawn svg title").first.text_content()


def test_an_advice_is_printed(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{JAIMO}/paper")
    with page.expect_download() as loaded:
        page.get_by_role("button", name="PDF Het advies").click()
    assert loaded.value.suggested_filename == "jaimo-advice-school.pdf"
    page.get_by_role("button", name="Bekijk Het advies").click()
    page.get_by_role("heading", name="Nu doen").first.wait_for()
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontSize") != "32px"  # its own style is there


def test_two_people_at_once(browser: Browser, served: Served) -> None:
    context = browser.new_context()
    first, second = context.new_page(), context.new_page()
    first.goto(f"{served.address}/enter?token={TOKEN}")
    for page in (first, second):
        page.goto(f"{served.address}{JAIMO}/history")
        page.get_by_text("Schrijf een opmerking").click()
    first.get_by_label("Opmerking").fill("de eerste was hier")
    first.get_by_role("button", name="Bewaar", exact=True).click()
    second.get_by_label("Opmerking").fill("de tweede ook")
    second.get_by_role("button", name="Bewaar", exact=True).click()
    second.get_by_text("de eerste was hier").first.wait_for()
    second.get_by_role("button", name="Bewaar het mijne ook").click()
    second.get_by_text("de tweede ook").first.wait_for()
    context.close()


@pytest.mark.parametrize("language", IN_BOTH)
def test_no_page_has_a_barrier_or_reaches_past_its_side(
    open_page: Callable[..., Page], barriers: Callable[[Page], list[str]], served: Served, language: str
) -> None:
    page = open_page("/cases")
    if language == "en":
        page.get_by_role("button", name="English").click()
    found: list[str] = []
    for path in PAGES:
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(served.address + path)
        assert page.locator("html").get_attribute("lang") == language
        page.evaluate("document.querySelectorAll('main details:not(.why)').forEach(each => { each.open = true; })")
        found += [f"{path}: {each}" for each in barriers(page)]
        page.set_viewport_size({"width": 320, "height": 800})
        if not narrow(page):
            found.append(f"{path}: reaches past its side")
    assert found == []


def test_without_scripts_the_interview_and_the_advice_still_work(open_page: Callable[..., Page]) -> None:
    page = open_page(f"{JAIMO}/talk", java_script_enabled=False)
    page.get_by_role("button", name="Later").click()
    answer(page)
    page.get_by_text("Bewaard:").first.wait_for()
    page.get_by_role("link", name="Bekijk het advies").click()
    page.locator("summary", has_text="Waarom?").first.click()
    page.get_by_role("link", name=re.compile("Toon de redenen")).first.click()
    page.get_by_role("link", name="Terug naar het advies").first.wait_for()
