"""hypothesis.thin: a hypothesis with so few arguments that one observation settles it."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import hypothesis, lines

FIVE = (
    ("strong", "pupil.tired"),
    ("opposes", "pupil.keen"),
    ("supports", "pupil.stops"),
    ("supports", "pupil.bored"),
    ("supports", "pupil.early"),
)


@pytest.mark.parametrize("count", [2, 3, 4])
def test_fewer_than_five_arguments_are_found(count: int, checked: Checked) -> None:
    assert lines(checked(hypothesis(*FIVE[:count]))) == [
        f"rules/extra.yaml:2:3: `cause.extra` rests on {count} arguments; look for at least 5 in the sources"
    ]


def test_five_arguments_are_enough(checked: Checked) -> None:
    assert checked(hypothesis(*FIVE)).is_sound
