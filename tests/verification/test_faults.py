"""Seeded faults in protocols: each is found, by its name and at its line, and nothing else is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.verification.conftest import Checked

FAULTS = sorted(Path(__file__).with_name("faults").glob("*.yaml"))
_MARK = re.compile(r"# fault: (\S+)")


def seeded(text: str) -> list[tuple[int, str]]:
    """Give the lines that say that they hold a fault, with its code."""
    return [(n, match[1]) for n, line in enumerate(text.splitlines(), 1) for match in _MARK.finditer(line)]


@pytest.mark.parametrize("path", FAULTS, ids=lambda p: p.stem)
def test_a_seeded_fault_is_found_at_its_line(path: Path, checked: Checked) -> None:
    text = path.read_text(encoding="utf-8")
    found = [(d.location.line, d.code) for d in checked({"protocols/fault.yaml": text}).findings]
    assert found == seeded(text) != []


def test_there_are_at_least_twenty_seeded_faults_of_every_kind() -> None:
    codes = [code for path in FAULTS for _, code in seeded(path.read_text(encoding="utf-8"))]
    assert len(FAULTS) >= 20
    assert {code.split(".")[0] for code in codes} == {"protocol"}


def test_the_small_knowledge_base_is_sound(checked: Checked) -> None:
    assert checked({}).is_sound
