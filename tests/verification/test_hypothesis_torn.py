"""hypothesis.torn: a hypothesis that one and the same state confirms and excludes."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import codes, hypothesis, lines

REST = (("supports", "pupil.bored"), ("supports", "pupil.early"), ("opposes", "pupil.stops"))


def test_a_state_that_confirms_and_excludes_is_found_with_that_state(checked: Checked) -> None:
    (line,) = lines(checked(hypothesis(("confirms", "pupil.tired"), ("excludes", "pupil.keen"), *REST)))
    assert line.startswith(
        "rules/extra.yaml:9:19: for `cause.extra` this speaks against what speaks for it at rules/extra.yaml:7:19, in one "
    )
    assert "is keen; is tired (`pupil.keen, pupil.tired`)" in line


@pytest.mark.parametrize(
    ("confirms", "excludes"), [("pupil.tired", "not(pupil.tired)"), ("results.percentile < 10", "results.percentile > 20")]
)
def test_conditions_that_exclude_each_other_are_not(confirms: str, excludes: str, checked: Checked) -> None:
    assert checked(hypothesis(("confirms", confirms), ("excludes", excludes), *REST)).is_sound


def test_an_argument_that_never_comes_without_one_as_strong_against_it_is_found(checked: Checked) -> None:
    against = (("supports", "pupil.tired and pupil.keen"), ("opposes", "pupil.tired"), ("strong", "pupil.bored"), *REST[1:])
    assert codes(checked(hypothesis(*against))) == ["hypothesis.torn"]
    weaker = (("strong", "pupil.tired and pupil.keen"), *against[1:])
    assert checked(hypothesis(*weaker)).is_sound
