"""The manual of the page names what the page has."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FIELDS = re.compile(r"\*\*([^*]+)\*\*")
QUOTED = re.compile(r"‘([^’]+)’")


def words_of_the_page() -> str:
    """Give what the templates of the desk say, and the fixed words of all surfaces."""
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "web" / "templates" / "cases").glob("*.html"))
    fixed = "\n".join(
        (ROOT / "engine" / "rendering" / f"{name}.py").read_text(encoding="utf-8") for name in ("words", "explanation_telling")
    )
    return (templates + fixed).casefold()


def test_every_button_and_sheet_in_the_manual_is_on_the_page() -> None:
    manual = (ROOT / "docs" / "pagina.md").read_text(encoding="utf-8")
    named = {*FIELDS.findall(manual), *QUOTED.findall(manual)}
    page = words_of_the_page()
    assert len(named) > 12
    assert [each for each in sorted(named) if each.casefold() not in page] == []


def test_every_sheet_of_a_pupil_is_in_the_manual() -> None:
    manual = (ROOT / "docs" / "pagina.md").read_text(encoding="utf-8")
    tabs = re.findall(r"\('/[a-z]+', _\('([^']+)'\)", (ROOT / "web" / "templates" / "cases" / "case.html").read_text(encoding="utf-8"))
    assert len(tabs) > 6
    assert [tab for tab in tabs if tab not in manual and tab != "Vragen"] == []
