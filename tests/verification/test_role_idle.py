"""role.idle: a role to which no step of a protocol and no intervention gives anything to do."""

from __future__ import annotations

import pytest

from tests.verification.conftest import BASE, Checked
from tests.verification.kit import SOURCE, lines

HEAD = {"rules/more.yaml": f"roles:\n  head: {{label: {{nl: schoolleider, en: head}}, {SOURCE}}}\n"}


def test_a_role_without_anything_to_do_is_found(checked: Checked) -> None:
    assert lines(checked(HEAD)) == [
        "rules/more.yaml:2:3: no step or intervention gives the role `head` anything to do; give it a task or remove it"
    ]


@pytest.mark.parametrize(
    ("file", "was"), [("protocols/route.yaml", "    role: teacher\n"), ("rules/interventions.yaml", "    leads: teacher\n")]
)
def test_who_takes_part_has_something_to_do(file: str, was: str, checked: Checked) -> None:
    text = (BASE / file).read_text(encoding="utf-8")
    assert was in text
    assert checked(HEAD | {file: text.replace(was, was + "    with: [head]\n")}).is_sound
