"""hypothesis.one_sided: a hypothesis without an argument against it, so that nothing can ever speak against what is thought first."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, hypothesis, lines

FOUR = (("strong", "pupil.tired"), ("supports", "pupil.stops"), ("supports", "pupil.bored"), ("supports", "pupil.early"))


def test_a_hypothesis_that_nothing_speaks_against_is_found(checked: Checked) -> None:
    (line,) = lines(checked(hypothesis(*FOUR, ("supports", "pupil.keen"))))
    assert line.startswith("rules/extra.yaml:2:3: nothing can speak against `cause.extra`; add an argument")


@pytest.mark.parametrize("against", ["opposes", "strongly_opposes", "excludes"])
def test_one_argument_against_is_enough(against: str, checked: Checked) -> None:
    assert codes(checked(hypothesis(*FOUR, (against, "pupil.keen")))) == []
