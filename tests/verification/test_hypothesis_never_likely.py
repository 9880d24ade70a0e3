"""hypothesis.never_likely: a hypothesis that cannot become likely even if every argument for it that can hold did hold."""

from __future__ import annotations

import pytest

from tests.verification.conftest import Checked
from tests.verification.kit import SOURCE, codes, hypothesis, intervention, lines

AGAINST = (("opposes", "pupil.keen"), ("opposes", "pupil.stops"), ("opposes", "pupil.bored"), ("opposes", "pupil.early"))
IMPOSSIBLE = "results.percentile < 10 and results.percentile > 20"


def test_a_sum_of_one_is_never_likely(checked: Checked) -> None:
    (line,) = lines(checked(hypothesis(("supports", "pupil.tired"), *AGAINST)))
    assert line.startswith("rules/extra.yaml:2:3: `cause.extra` can never become likely")


@pytest.mark.parametrize(
    "arguments",
    [(("strong", "pupil.tired"),), (("confirms", "pupil.tired"),), (("supports", "pupil.tired"), ("supports", 'load.capacity = "none"'))],
)
def test_a_sum_of_two_or_a_confirmation_can_be_likely(arguments: tuple[tuple[str, str], ...], checked: Checked) -> None:
    assert checked(hypothesis(*arguments, *AGAINST)).is_sound


def test_an_argument_that_cannot_hold_counts_for_nothing(checked: Checked) -> None:
    assert codes(checked(hypothesis(("strong", IMPOSSIBLE), ("supports", "pupil.tired"), *AGAINST))) == [
        "hypothesis.never_likely",
        "rule.never",
    ]


def test_what_rests_on_it_can_never_hold_either(checked: Checked) -> None:
    need = f"needs:\n  need.idle: {{label: {{nl: Niets, en: Nothing}}, when: cause.extra, layer: none, {SOURCE}}}\n"
    files = hypothesis(("supports", "pupil.tired"), *AGAINST)
    files |= {"rules/need.yaml": need, "rules/meets.yaml": intervention("need.idle")["rules/extra.yaml"]}
    assert codes(checked(files)) == ["hypothesis.never_likely", "intervention.never"]


def test_arguments_that_exclude_each_other_do_not_add_up(checked: Checked) -> None:
    apart = ("supports", "results.percentile < 10"), ("supports", "results.percentile > 20")
    assert codes(checked(hypothesis(*apart, *AGAINST))) == ["hypothesis.never_likely"]
    assert checked(hypothesis(apart[0], ("supports", "results.percentile < 20"), *AGAINST)).is_sound
