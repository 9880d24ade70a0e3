"""The handbook: everything that the rules hold, in plain words, on pages that need no network and bar nobody."""

from __future__ import annotations

import base64
import hashlib
import html
import re
import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pdfua
import pypdf
import pytest

from engine.model.book import Book
from engine.rendering.book_html import book_pages
from engine.rendering.book_pdf import book_pdf
from engine.service import Wegwijzer, open_wegwijzer

pytestmark = pytest.mark.thorough  # every picture is drawn for it

DAY = date(2026, 11, 3)
SMALL = Path(__file__).resolve().parents[1] / "verification" / "base"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SCHOOL = """school: De Wilg & Zn
version: "2026-1"
approved_by: directie en MR
parameters:
  gifted_percentile: {value: 95, why: Onze normgroep is sterk., valid_from: 2026-08-01}
changes:
  - {replaces: safety_net.intake.role, with: care_coordinator, why: "Zij doet <b>alle</b> intakes."}
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """Make the handbook of a school once."""
    folder = tmp_path_factory.mktemp("school")
    (folder / "school.yaml").write_text(SCHOOL, encoding="utf-8")
    return open_wegwijzer(folder).book(DAY)


@pytest.fixture(scope="module")
def pages(book: Book) -> dict[str, str]:
    """Print its pages once."""
    return book_pages(book)


@pytest.fixture(scope="module")
def printed(book: Book, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Print it as PDF once."""
    file = tmp_path_factory.mktemp("pdf") / "handboek.pdf"
    file.write_bytes(book_pdf(book))
    return file


def test_nothing_that_the_rules_hold_is_left_out(book: Book, wegwijzer: Wegwijzer) -> None:
    k = wegwijzer.base.knowledge
    held = {entry.id for chapter in book.chapters for entry in chapter.entries}
    for table in (k.alerts, k.findings, k.hypotheses, k.needs, k.interventions, k.measures):
        assert set(table) <= held
    assert {f"layer.{id_}" for id_ in k.layers} | {f"table.{id_}" for id_ in k.tables} | {f"guide.{id_}" for id_ in k.guides} <= held
    assert {f"{p.id}.{task}" for p in k.protocols.values() for task in p.tasks} <= held
    assert {f"source.{id_}" for id_ in k.sources} | {f"term.{id_}" for id_ in k.glossary} <= held


def test_what_the_school_does_otherwise_stands_in_front_with_reason_and_approval(pages: dict[str, str]) -> None:
    page = re.sub(r"<td [^>]*>", "<td>", html.unescape(pages["differs.html"]))
    assert "<td>90</td><td>95</td>" in page
    assert "Onze normgroep is sterk." in page
    assert "directie en MR" in page
    assert "vanaf 1 augustus 2026" in page
    assert "<td>intern begeleider</td><td>zorgcoördinator</td>" in page


def test_the_cover_says_whose_rules_these_are_which_version_and_on_which_day(pages: dict[str, str]) -> None:
    cover = html.unescape(re.sub("<[^>]+>", " ", pages["index.html"].partition('class="cover"')[2].partition("</div>")[0]))
    for words in ("De Wilg & Zn", "2026-1", "Vastgesteld door: directie en MR", "3 november 2026", "Kenmerk: "):
        assert words in cover


def test_rules_without_an_overlay_differ_from_nothing_and_can_be_read_in_english() -> None:
    pages = book_pages(open_wegwijzer(SMALL).book(DAY, "en"))
    assert "these rules are the base rules" in pages["differs.html"]
    assert "Carry out the plan" in pages["protocol-route.html"]


def test_what_people_wrote_is_never_markup(pages: dict[str, str]) -> None:
    assert "Zij doet &lt;b&gt;alle&lt;/b&gt; intakes." in pages["differs.html"]


def test_no_condition_is_left_in_the_language_of_the_rules(pages: dict[str, str], wegwijzer: Wegwijzer) -> None:
    names = [*wegwijzer.base.knowledge.findings, *wegwijzer.base.knowledge.facts]
    for name, page in pages.items():
        if name != "search.html":
            seen = re.sub(r"<script.*?</script>|<style.*?</style>|<[^>]+>", " ", page, flags=re.DOTALL)
            assert [n for n in names if n in seen] == []


def test_every_link_leads_somewhere(pages: dict[str, str]) -> None:
    ids = {name: set(re.findall(r'\bid="([^"]+)"', page)) for name, page in pages.items()}
    for name, page in pages.items():
        for link in re.findall(r'<a [^>]*href="([^"]+)"', page):
            file, _, part = html.unescape(link).partition("#")
            assert (file or name) in pages
            assert not part or part in ids[file or name]


def test_no_id_stands_twice_on_a_page(pages: dict[str, str]) -> None:
    for page in pages.values():
        found = re.findall(r'\bid="([^"]+)"', page)
        assert len(found) == len(set(found))


def test_a_page_loads_nothing_and_runs_only_its_own_search(pages: dict[str, str]) -> None:
    for name, page in pages.items():
        policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]+)"', page)
        assert policy
        assert policy[1].startswith("default-src 'none'; ")
        assert "unsafe" not in policy[1]
        for tag in ("style", "script"):
            for body in re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL):
                assert f"'sha256-{base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()}'" in policy[1]
        assert ("<script" in page) == (name == "search.html")
        assert set(re.findall(r"https?://[^\"' <]+", page)) <= {"http://www.w3.org/2000/svg"}
        assert not re.search(r"<(?:link|img|iframe|object|embed)\b|\bsrc=|@import|url\(|\bon\w+=\"|\bstyle=\"", page)


def test_the_same_rules_and_day_give_the_same_book(book: Book, pages: dict[str, str]) -> None:
    assert book_pages(book) == pages


@pytest.fixture(scope="module")
def site(pages: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages to a folder."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def tab(site: Path) -> Any:
    """Open a browser on the site, where there is one."""
    if CHROMIUM is None:
        pytest.skip("no chromium here; with one (`apt install chromium`) this opens the pages")
    sync_api = pytest.importorskip("playwright.sync_api", reason="needs playwright (extra `dev`)")
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 1280, "height": 900})
        opened.goto((site / "index.html").as_uri())
        yield opened
        browser.close()


@pytest.mark.parametrize(
    "name", ["index", "differs", "protocol-safety_net", "hypotheses", "interventions-in_school", "parameters", "glossary", "search"]
)
def test_axe_finds_no_barrier(name: str, tab: Any, site: Path) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="needs axe-playwright-python (extra `dev`)")
    tab.goto((site / f"{name}.html").as_uri())
    found = axe.Axe().run(tab).response["violations"]
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found] == []


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_screen(width: int, tab: Any, site: Path, pages: dict[str, str]) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    wide = []
    for name in pages:
        tab.goto((site / name).as_uri())
        if tab.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            wide.append(name)
    assert wide == []


def test_searching_finds_an_entry_by_a_word_in_it_without_its_accents(tab: Any, site: Path) -> None:
    tab.goto((site / "search.html").as_uri())
    tab.fill("#q", "zorgcoordinator")
    assert tab.locator("#found li").count() > 0
    tab.fill("#q", "qqqq")
    assert tab.locator("#count").inner_text() == "Niets gevonden."


def test_the_pdf_passes_a_checker_of_pdf_ua_and_has_its_outline(printed: Path) -> None:
    assert pdfua.validate(str(printed)).findings == ()
    reader = pypdf.PdfReader(printed)
    assert str(reader.root_object["/Lang"]) == "nl"
    titles = [each.title for each in reader.outline if not isinstance(each, list)]
    assert titles == ["Inhoud", "Vooraf", "Routes", "Regels", "Wat helpt", "Wat eronder ligt"]


def test_the_pdf_says_what_the_pages_say(printed: Path) -> None:
    text = " ".join(" ".join(page.extract_text().split()) for page in pypdf.PdfReader(printed).pages)
    for words in ("Onze normgroep is sterk.", "Bied een tijdelijke plek", "Vaste (fixed) mindset", "Ontwikkelingsperspectief (OPP)"):
        assert words in text
