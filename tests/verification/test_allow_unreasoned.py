"""allow.unreasoned: a comment that allows something without a reason."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import finding, lines

SAME = "{nl: Iets, en: Iets}"


@pytest.mark.parametrize("comment", ["# wegwijzer: allow translation.missing", "# wegwijzer: allow translation.missing because  "])
def test_without_a_reason_nothing_is_allowed(comment: str, checked: Checked) -> None:
    found = lines(checked(finding("pupil.tired", label=f"{SAME}  {comment}")))
    assert found == [
        "rules/extra.yaml:3:27: Dutch and English are the same here, or empty (`Iets`); translate, or allow it with a reason",
        "rules/extra.yaml:3:34: the reason is missing here; write `# wegwijzer: allow translation.missing because ...`",
    ]


def test_with_a_reason_it_is_allowed_and_the_reason_is_kept(checked: Checked) -> None:
    report = checked(finding("pupil.tired", label=f"{SAME}  # wegwijzer: allow translation.missing because it is a name"))
    assert report.is_sound
    assert [(a.diagnostic.code, a.because) for a in report.allowed] == [("translation.missing", "it is a name")]


def test_a_comment_that_stands_alone_counts_for_the_next_line_that_says_something(checked: Checked) -> None:
    ((name, text),) = finding("pupil.tired", label=SAME).items()
    comment = "    # wegwijzer: allow translation.missing because it is a name\n    # and this is another remark\n\n"
    assert checked({name: text.replace("    label:", f"{comment}    label:")}).is_sound


def test_it_allows_only_what_it_names_on_only_that_line(checked: Checked) -> None:
    ((name, text),) = finding("pupil.tired", label=SAME).items()
    comment = "    # wegwijzer: allow translation.missing because it is a name\n"
    codes = [d.code for d in checked({name: text.replace("    when:", f"{comment}    when:")}).findings]
    assert codes == ["translation.missing", "allow.idle"]
