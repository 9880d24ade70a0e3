"""The layer of support: what proposes it, how high it can still become, its focus, its variant and what the school lacks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from engine.decision.deciding import Decision, decide
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.knowledge.compiler import compile_knowledge
from engine.language.parser import parse
from engine.model.advice import MissingProvision
from engine.model.case import Case, Observation
from engine.model.knowledge import Knowledge
from engine.model.rules import Condition, Criterion, Focus, Layer, Need, Variant
from engine.model.vocabulary import FactDefinition
from tests.vocabulary import HERE, NO_LABEL, NOWHERE, TODAY, fact, layer

TRIED = ("not_tried", "running", "sufficient", "insufficient")
YES_NO = ("fair", "gifted", "far", "gone", "care", "special", "peers", "work")
PROVISIONS = ("provision.group", "provision.centre", "provision.care", "provision.specialist")


def when(text: str) -> Condition:
    return Condition(parse(text), HERE)


def need(id_: str, condition: str, meets: str | None, unless: str | None = None) -> Need:
    return Need(id_, NO_LABEL, when(condition), meets, HERE, NOWHERE, None, when(unless) if unless else None)


def _layers() -> list[Layer]:
    return [
        layer("universal"),
        replace(
            layer("in_class"),
            criteria=(Criterion(when("gifted"), NOWHERE),),
            insufficient=when('support.in_class = "insufficient" and fair'),
        ),
        replace(
            layer("in_school"),
            provision="provision.group",
            insufficient=when('support.in_school = "insufficient"'),
            insufficient_unless=when("special"),
        ),
        replace(
            layer("above_school"),
            provision="provision.centre",
            criteria=(Criterion(when("gone"), NOWHERE), Criterion(when("far and need.peers"), NOWHERE)),
            focuses=(Focus("support", NO_LABEL, when("gone or care"), NOWHERE), Focus("challenge", NO_LABEL, None, NOWHERE)),
            variants=(
                Variant("education_care", NO_LABEL, when("gone or need.care"), "provision.care", NOWHERE),
                Variant("part_time", NO_LABEL, None, "provision.centre", NOWHERE),
            ),
        ),
    ]


def _facts() -> list[FactDefinition]:
    return [
        *(fact(id_, "bool") for id_ in (*YES_NO, *PROVISIONS)),
        *(fact(f"support.{id_}", "choice", TRIED) for id_ in ("in_class", "in_school")),
    ]


KNOWLEDGE = Knowledge(
    facts={f.id: f for f in _facts()},
    needs={
        n.id: n
        for n in (
            need("need.challenge", "work", "in_class", unless="fair"),
            need("need.peers", "not(peers)", "in_school"),
            need("need.care", "care", None),
            need("need.specialist", "special", None),
        )
    },
    layers={each.id: each for each in _layers()},
)
INFERENCE = Inference(base := compile_knowledge(KNOWLEDGE), ForwardEngine(base))

Known = Mapping[str, bool | str | list[bool]]
NOTHING_ABOVE: Known = {"gone": False, "far": False, "support.in_school": "not_tried", "support.in_class": "not_tried"}


def decided(known: Known) -> Decision:
    """Decide with what is known; a list is what several people say."""
    said = []
    for id_, value in known.items():
        values = value if isinstance(value, list) else [value]
        said += [Observation(id_, v, f"voice{i}") for i, v in enumerate(values)]
    return decide(INFERENCE, INFERENCE.infer(Case("x", TODAY, tuple(said), ()), TODAY))


def support(known: Known) -> tuple[str, str]:
    placement = decided(known).placement
    return placement.proposed, placement.at_most


# --- the proposal ---


def test_without_any_reason_the_basis_for_all_is_proposed() -> None:
    assert support({})[0] == "universal"


def test_a_criterion_that_holds_proposes_its_layer() -> None:
    assert support({"gifted": True})[0] == "in_class"


def test_a_need_proposes_the_lowest_layer_that_meets_it() -> None:
    assert support({"work": True})[0] == "in_class"
    assert support({"peers": False})[0] == "in_school"


def test_of_several_reasons_the_highest_layer_is_proposed() -> None:
    assert support({"gifted": True, "peers": False})[0] == "in_school"


def test_a_need_without_a_layer_of_its_own_proposes_nothing() -> None:
    assert support({"care": True})[0] == "universal"


def test_a_layer_found_insufficient_raises_by_one() -> None:
    assert support({"support.in_class": "insufficient", "fair": True})[0] == "in_school"
    assert support({"support.in_school": "insufficient"})[0] == "above_school"


def test_it_raises_by_one_only() -> None:
    known: Known = {"support.in_class": "insufficient", "fair": True, "gone": False, "far": False, "support.in_school": "running"}
    assert support(known) == ("in_school", "in_school")


@pytest.mark.parametrize("fair", [{}, {"fair": False}], ids=["unknown", "unfair"])
def test_a_trial_that_was_not_fair_does_not_count_as_insufficient(fair: Known) -> None:
    assert support({"support.in_class": "insufficient", "gifted": True, **fair})[0] == "in_class"


def test_one_voice_is_enough_for_a_criterion_that_others_deny() -> None:
    assert support({"gifted": [True, False]})[0] == "in_class"


def test_what_the_school_lacks_never_changes_the_proposal() -> None:
    assert support({"peers": False, "provision.group": False})[0] == "in_school"


# --- unless ---


def test_an_insufficient_layer_does_not_count_while_its_exception_holds() -> None:
    assert support({"support.in_school": "insufficient", "special": True, "peers": False})[0] == "in_school"


def test_an_exception_that_nobody_spoke_of_holds_nothing_back() -> None:
    assert support({"support.in_school": "insufficient"})[0] == "above_school"


def test_people_who_disagree_on_an_exception_leave_it_disputed() -> None:
    conclusions = decided({"support.in_school": "insufficient", "special": [True, False]}).conclusions
    assert conclusions.status("insufficient:in_school") == "contradictory"


def test_a_need_is_set_aside_while_its_exception_holds() -> None:
    assert decided({"work": True, "fair": True}).conclusions.status("need.challenge") == "false"


@pytest.mark.parametrize("fair", [{}, {"fair": False}], ids=["unknown", "denied"])
def test_a_need_holds_as_long_as_nothing_speaks_for_its_exception(fair: Known) -> None:
    assert decided({"work": True, **fair}).conclusions.status("need.challenge") == "true"


def test_a_layer_rests_on_what_is_left_of_its_needs() -> None:
    assert support({"work": True, "fair": True})[0] == "universal"


# --- how high it can still become ---


def test_while_nothing_is_known_it_may_become_the_highest() -> None:
    assert support({}) == ("universal", "above_school")


def test_the_highest_layer_not_decided_against_is_the_limit() -> None:
    assert support({**NOTHING_ABOVE, "peers": True, "gifted": True}) == ("in_class", "in_class")
    assert support({**NOTHING_ABOVE, "gifted": True}) == ("in_class", "in_school")


def test_one_open_criterion_keeps_a_layer_possible() -> None:
    known: Known = {**NOTHING_ABOVE, "peers": True, "gifted": True}
    assert support({id_: value for id_, value in known.items() if id_ != "gone"}) == ("in_class", "above_school")


def test_a_disputed_criterion_does_not_decide_against() -> None:
    assert support({**NOTHING_ABOVE, "peers": True, "gone": [True, False]})[1] == "above_school"


def test_it_is_never_lower_than_what_is_proposed() -> None:
    assert support({**NOTHING_ABOVE, "gone": True}) == ("above_school", "above_school")


# --- focus and variant ---


def test_a_lower_layer_has_neither_focus_nor_variant() -> None:
    placement = decided({"gifted": True}).placement
    assert (placement.focus, placement.variant) == (None, None)


def test_the_first_focus_and_variant_that_hold_count() -> None:
    placement = decided({"gone": True}).placement
    assert (placement.focus, placement.variant) == ("support", "education_care")


def test_without_another_the_last_one_is_for_the_rest() -> None:
    placement = decided({"far": True, "peers": False}).placement
    assert (placement.focus, placement.variant) == ("challenge", "part_time")


def test_a_variant_is_possible_while_its_condition_is_open() -> None:
    open_, closed = (decided({"far": True, "peers": False, "gone": False, **more}).placement for more in ({}, {"care": False}))
    assert open_.possible_variant == {"education_care", "part_time"}
    assert closed.possible_variant == {"part_time"}


def test_a_disputed_variant_counts_and_leaves_the_next_possible() -> None:
    placement = decided({"far": True, "peers": False, "gone": False, "care": [True, False]}).placement
    assert placement.variant == "education_care"
    assert placement.possible_variant == {"education_care", "part_time"}


def test_a_variant_of_a_layer_that_may_still_come_is_possible() -> None:
    assert decided({"gifted": True}).placement.possible_variant == {"education_care", "part_time"}


# --- what the school lacks ---


def test_nothing_is_missing_where_nobody_said_so() -> None:
    assert decided({"peers": False}).placement.missing == ()


def test_the_provision_of_the_proposed_layer_is_missing() -> None:
    missing = decided({"peers": False, "provision.group": False}).placement.missing
    assert missing == (MissingProvision("provision.group", "in_class", "in_school"),)


def test_the_provision_of_the_variant_goes_before_that_of_the_layer() -> None:
    missing = decided({"gone": True, "provision.care": False, "provision.centre": False, "provision.group": True}).placement.missing
    assert missing == (MissingProvision("provision.care", "provision.group", "above_school"),)


def test_another_form_of_the_same_layer_is_nearest() -> None:
    (missing,) = decided({"gone": True, "provision.care": False, "provision.centre": True}).placement.missing
    assert missing.nearest == "provision.centre"


def test_a_layer_that_asks_no_provision_is_always_there() -> None:
    (missing,) = decided({"gone": True, "provision.care": False, "provision.group": False}).placement.missing
    assert missing.nearest == "in_class"


def test_a_missing_specialist_is_named_beside_the_layer() -> None:
    missing = decided({"special": True, "provision.specialist": False}).placement.missing
    assert missing == (MissingProvision("provision.specialist", None, None),)


def test_a_provision_that_some_say_is_there_is_not_missing() -> None:
    assert decided({"peers": False, "provision.group": [True, False]}).placement.missing == ()
