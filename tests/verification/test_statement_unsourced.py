"""statement.unsourced: a statement of knowledge that says neither which passage it comes from nor why it stands without one."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, lines

GUIDE = """guide: talk
label: {{nl: Een gesprek, en: A talk}}
audience: pupil
{source}
parts:
  - title: {{nl: Begin, en: Start}}
{part}    lines:
      - ask: {{nl: Waarom?, en: Why?}}
        fills: [pupil.keen]
{line}      - show: findings
"""


@pytest.mark.parametrize(("part", "line"), [(f"    {SOURCE}\n", ""), ("", f"        {SOURCE}\n")])
def test_a_question_rests_on_its_own_source_or_that_of_its_part(part: str, line: str, checked: Checked) -> None:
    assert checked({"rules/guides/talk.yaml": GUIDE.format(source=SOURCE, part=part, line=line)}).is_sound


def test_what_the_whole_guide_rests_on_says_nothing_of_one_question(checked: Checked) -> None:
    assert lines(checked({"rules/guides/talk.yaml": GUIDE.format(source=SOURCE, part="", line="")})) == [
        "rules/guides/talk.yaml:8:9: `talk: Waarom?` does not say where it comes from; add `source`, or `basis` with a reason"
    ]
