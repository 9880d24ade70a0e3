"""The conformance kit of DMN: within our profile, each expression has the value that the kit gives."""

from __future__ import annotations

import pytest

from tests.language.kit import Expectation, kit
from tests.language.tck import PAGE, Verdict, judged, section

FOLDER = kit()
JUDGED = judged(FOLDER) if FOLDER else {}
WITHIN = [(test, verdict) for rows in JUDGED.values() for test, verdict in rows if verdict.within]

pytestmark = pytest.mark.skipif(FOLDER is None, reason="the DMN conformance kit is not there (WEGWIJZER_SHARED names its folder)")


@pytest.mark.parametrize(("expected", "verdict"), WITHIN, ids=[test.id for test, _ in WITHIN])
def test_an_expression_within_the_profile_has_the_value_of_the_kit(expected: Expectation, verdict: Verdict) -> None:
    assert verdict.agrees, f"{expected.expected} was expected of {expected.id}"


@pytest.mark.parametrize("part", [part for part in JUDGED if f"## {part}\n" in PAGE.read_text(encoding="utf-8")])
def test_the_page_says_of_each_test_whether_it_lies_within(part: str) -> None:
    """A part of the kit that the page does not list is only judged; `python -m tests.language.tck` writes the page anew."""
    written = PAGE.read_text(encoding="utf-8")
    assert "\n".join(section(part, JUDGED[part])) in written
    within = sum(verdict.within for _, verdict in JUDGED[part])
    assert f"| {part} | {len(JUDGED[part])} | {within} | {len(JUDGED[part]) - within} |" in written


def test_the_kit_is_read() -> None:
    """An empty folder, or a format that is not understood, would leave nothing to assert."""
    assert WITHIN
