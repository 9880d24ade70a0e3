"""allow.unknown: a comment that allows what no check looks for."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import finding, lines


def test_a_check_that_does_not_exist_is_told_with_the_nearest(checked: Checked) -> None:
    label = "{nl: Iets, en: Something}  # wegwijzer: allow translation.mising because it is a name"
    assert lines(checked(finding("pupil.tired", label=label))) == [
        "rules/extra.yaml:3:39: there is no check `translation.mising`; did you mean `translation.missing`?"
    ]
