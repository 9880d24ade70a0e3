"""Every check has a page, and its examples do what it says."""

from __future__ import annotations

import pytest

from engine.messages import MESSAGES
from engine.verification.checking import check_rules
from tests.verification.conftest import Checked
from tests.verification.pages import HEADINGS, PAGES, example, parts_of

CODES = [rule.code for rule in check_rules()]


def test_every_check_has_a_page_and_every_page_a_check() -> None:
    assert sorted(p.stem for p in PAGES.glob("*.md") if p.stem != "README") == sorted(CODES)


@pytest.mark.parametrize("code", CODES)
def test_a_page_says_what_why_wrong_and_right(code: str) -> None:
    parts = parts_of(code)
    assert tuple(parts) == HEADINGS
    assert all(text.strip() for text in parts.values())


@pytest.mark.parametrize("code", CODES)
def test_the_wrong_example_of_a_page_shows_that_fault_and_no_other(code: str, checked: Checked) -> None:
    assert {d.code for d in checked(example(code, "Fout")).findings} == {code}


@pytest.mark.parametrize("code", CODES)
def test_the_right_example_of_a_page_is_sound(code: str, checked: Checked) -> None:
    assert checked(example(code, "Goed")).findings == ()


def test_the_list_of_pages_names_each_of_them() -> None:
    listed = (PAGES / "README.md").read_text(encoding="utf-8")
    assert [code for code in CODES if f"[{code}]({code}.md)" not in listed] == []


@pytest.mark.parametrize("code", CODES)
def test_every_check_has_a_test_of_its_own_and_a_sentence_in_both_languages(code: str) -> None:
    assert (PAGES.parents[1] / "tests" / "verification" / f"test_{code.replace('.', '_')}.py").is_file()
    assert set(MESSAGES[code]) == {"nl", "en"}
