"""Standing of a hypothesis: each rule of the contract by itself, and the extremes between which it stands."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.decision.hypotheses import Weighed, weigh
from engine.inference.truth import AGAINST, BOTH, FOR, UNKNOWN, Bits
from engine.model.advice import STANDINGS, Standing
from engine.model.rules import STRENGTHS, Strength

Arguments = list[tuple[Strength, Bits]]


def standing(*arguments: tuple[Strength, Bits]) -> Standing:
    return weigh(arguments).standing


# --- what decides by itself ---


def test_a_confirming_argument_that_holds_makes_confirmed() -> None:
    assert standing(("confirms", FOR), ("strongly_opposes", FOR), ("strongly_opposes", FOR)) == "confirmed"


def test_an_excluding_argument_that_holds_makes_excluded() -> None:
    assert standing(("excludes", FOR), ("strong", FOR), ("strong", FOR)) == "excluded"


def test_confirmed_and_excluded_at_once_is_contradictory() -> None:
    assert standing(("confirms", FOR), ("excludes", FOR)) == "contradictory"


@pytest.mark.parametrize("bits", [UNKNOWN, AGAINST])
def test_a_confirming_argument_that_does_not_hold_weighs_nothing(bits: Bits) -> None:
    assert standing(("confirms", bits), ("supports", FOR)) == "possible"


@pytest.mark.parametrize("bits", [UNKNOWN, AGAINST])
def test_an_excluding_argument_that_does_not_hold_weighs_nothing(bits: Bits) -> None:
    assert standing(("excludes", bits), ("strong", FOR)) == "likely"


def test_a_disputed_confirmation_weighs_two() -> None:
    assert standing(("confirms", BOTH)) == "likely"
    assert standing(("confirms", BOTH), ("opposes", FOR)) == "possible"


def test_a_disputed_exclusion_weighs_minus_two() -> None:
    assert standing(("excludes", BOTH), ("strong", FOR), ("supports", FOR)) == "possible"
    assert standing(("excludes", BOTH), ("strong", FOR)) == "unlikely"


def test_a_sure_confirmation_beats_a_disputed_exclusion() -> None:
    assert standing(("confirms", FOR), ("excludes", BOTH)) == "confirmed"


# --- the sum ---


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([("strong", FOR)], "likely"),
        ([("supports", FOR)], "possible"),
        ([("supports", FOR), ("supports", FOR)], "likely"),
        ([("strong", FOR), ("opposes", FOR)], "possible"),
        ([("strong", FOR), ("strongly_opposes", FOR)], "unlikely"),
        ([("supports", FOR), ("opposes", FOR)], "unlikely"),
        ([("strong", FOR), ("supports", FOR), ("opposes", FOR)], "likely"),
        ([("strong", FOR), ("supports", FOR), ("strongly_opposes", FOR)], "possible"),
        ([("opposes", FOR)], "unlikely"),
        ([("strong", FOR), ("strong", FOR), ("strongly_opposes", FOR), ("opposes", FOR)], "possible"),
    ],
    ids=lambda value: value if isinstance(value, str) else " ".join(s for s, _ in value),
)
def test_two_is_likely_one_is_possible_and_less_is_unlikely(arguments: Arguments, expected: Standing) -> None:
    assert weigh(arguments).standing == expected


def test_a_disputed_argument_weighs_what_it_weighs() -> None:
    """A premise holds when something speaks for it; that others disagree is kept beside it."""
    weighed = weigh([("strong", BOTH)])
    assert (weighed.standing, weighed.disputed) == ("likely", True)


def test_without_a_disputed_argument_nothing_is_disputed() -> None:
    assert not weigh([("strong", FOR), ("opposes", AGAINST), ("supports", UNKNOWN)]).disputed


# --- not knowing ---


def test_while_an_argument_is_open_and_none_opposes_it_is_unknown() -> None:
    assert standing(("strong", UNKNOWN), ("supports", AGAINST)) == "unknown"


def test_an_argument_that_opposes_makes_unlikely_though_others_are_open() -> None:
    assert standing(("opposes", FOR), ("strong", UNKNOWN)) == "unlikely"


def test_a_disputed_exclusion_counts_as_opposing() -> None:
    assert standing(("excludes", BOTH), ("strong", UNKNOWN)) == "unlikely"


def test_when_nothing_is_open_and_nothing_holds_it_is_unlikely() -> None:
    assert standing(("strong", AGAINST), ("opposes", AGAINST)) == "unlikely"


def test_a_hypothesis_without_arguments_is_unlikely() -> None:
    assert weigh([]) == Weighed("unlikely", "unlikely", "unlikely", disputed=False)


# --- the extremes ---


def test_open_arguments_stretch_the_extremes() -> None:
    assert weigh([("supports", FOR), ("supports", UNKNOWN), ("opposes", UNKNOWN)])[1:3] == ("unlikely", "likely")


def test_an_open_confirmation_and_exclusion_reach_both_ends() -> None:
    assert weigh([("confirms", UNKNOWN), ("excludes", UNKNOWN)])[1:3] == ("excluded", "confirmed")


def test_a_disputed_argument_may_fall_either_way() -> None:
    assert weigh([("strong", BOTH)])[1:3] == ("unlikely", "likely")


def test_a_contradiction_reaches_from_one_end_to_the_other() -> None:
    assert weigh([("confirms", FOR), ("excludes", FOR)])[1:3] == ("excluded", "confirmed")


def test_what_is_decided_has_no_room() -> None:
    assert weigh([("strong", FOR), ("opposes", AGAINST)])[1:3] == ("likely", "likely")


def _completions(arguments: Arguments) -> Iterator[Arguments]:
    choices = [(bits,) if bits in (FOR, AGAINST) else (FOR, AGAINST) for _, bits in arguments]
    for chosen in product(*choices):
        yield [(strength, bits) for (strength, _), bits in zip(arguments, chosen, strict=True)]


_ARGUMENTS = st.lists(st.tuples(st.sampled_from(STRENGTHS), st.integers(0, 3)), max_size=8)


@settings(max_examples=300)
@given(_ARGUMENTS)
def test_every_way_in_which_open_arguments_can_fall_lies_between_the_extremes(arguments: Arguments) -> None:
    """And both extremes are reached, so that neither promises too much."""
    _, low, high, _ = weigh(arguments)
    fallen = [weigh(each).standing for each in _completions(arguments)]
    ranks = [STANDINGS.index(s) for s in fallen if s != "contradictory"]
    if "contradictory" in fallen:
        ranks += [STANDINGS.index("excluded"), STANDINGS.index("confirmed")]
    assert STANDINGS.index(low) <= min(ranks)
    assert max(ranks) <= STANDINGS.index(high)
    assert {low, high} <= {STANDINGS[r] for r in ranks}


@settings(max_examples=300)
@given(_ARGUMENTS)
def test_the_standing_itself_lies_between_its_extremes(arguments: Arguments) -> None:
    stands, low, high, _ = weigh(arguments)
    if stands not in ("unknown", "contradictory"):
        assert STANDINGS.index(low) <= STANDINGS.index(stands) <= STANDINGS.index(high)


@given(_ARGUMENTS)
def test_the_order_of_arguments_never_matters(arguments: Arguments) -> None:
    assert weigh(arguments) == weigh(arguments[::-1])


# --- what a premise makes of it ---


@pytest.mark.parametrize(
    ("weighed", "bits"),
    [
        (Weighed("confirmed", "confirmed", "confirmed", disputed=False), FOR),
        (Weighed("likely", "unlikely", "likely", disputed=False), FOR),
        (Weighed("contradictory", "excluded", "confirmed", disputed=False), BOTH),
        (Weighed("possible", "possible", "possible", disputed=False), AGAINST),
        (Weighed("excluded", "excluded", "excluded", disputed=False), AGAINST),
        (Weighed("possible", "unlikely", "likely", disputed=False), UNKNOWN),
        (Weighed("unknown", "unlikely", "confirmed", disputed=False), UNKNOWN),
    ],
    ids=lambda value: value.standing if isinstance(value, Weighed) else None,
)
def test_likely_and_confirmed_speak_for_and_what_can_no_longer_be_likely_against(weighed: Weighed, bits: Bits) -> None:
    assert weighed.bits == bits
