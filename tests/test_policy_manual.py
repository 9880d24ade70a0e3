"""The Dutch manual for policy makers: every command in it is run, in the order of the page (see docs/transcripts.py)."""

from __future__ import annotations

import re

import pytest

from cli.main import COMMANDS
from docs.transcripts import ROOT, commands

PAGE = (ROOT / "docs" / "beleid.md").read_text(encoding="utf-8")


def test_every_command_of_the_page_is_a_transcript() -> None:
    shown = re.findall(r"^\$ wegwijzer (.*)$", PAGE, re.MULTILINE)
    assert shown == commands(PAGE)
    assert len(shown) >= 15


@pytest.mark.parametrize("words", sorted(set(re.findall(r"`wegwijzer ([^`]+)`", PAGE))))
def test_a_command_in_the_text_exists(words: str) -> None:
    assert words.split(maxsplit=1)[0] in COMMANDS


def test_the_page_takes_a_reader_from_the_start_to_a_changed_term_seen_in_a_picture() -> None:
    order = ["init", "check", "test", "graph underachievement", "diff", "new alert", "vignette", "new layer", "graph pyramid", "book"]
    places = [next(i for i, command in enumerate(commands(PAGE)) if command.startswith(each)) for each in order]
    assert places == sorted(places)


def test_each_picture_of_the_page_is_one_that_its_commands_made() -> None:
    assert set(re.findall(r"!\[[^]]+\]\(([^)]+)\)", PAGE)) == set(re.findall(r"<!-- keep: \S+ as (\S+) -->", PAGE))
