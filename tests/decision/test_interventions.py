"""Which interventions are proposed, in which order, and what holds one back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import pytest

from engine.decision.deciding import decide
from engine.decision.interventions import propose
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.knowledge.compiler import compile_knowledge
from engine.language.parser import parse
from engine.model.case import Case, Observation
from engine.model.intervention import Evidence, Intervention
from engine.model.knowledge import Knowledge
from engine.model.rules import Condition, Need
from engine.service import open_wegwijzer
from tests.vocabulary import HERE, NO_LABEL, NOWHERE, TODAY, fact, layer

Strength = Literal["strong", "moderate", "weak", "none_found", "practice", "unknown"]
Known = Mapping[str, bool | list[bool]]


def when(text: str | None) -> Condition | None:
    return Condition(parse(text), HERE) if text else None


def approach(
    id_: str, *, strength: Strength = "practice", size: int = 1, condition: str | None = None, unless: str | None = None
) -> Intervention:
    return Intervention(
        id=id_,
        label=NO_LABEL,
        what=NO_LABEL,
        level="any",
        size=size,
        addresses=("need.work",),
        when=when(condition),
        leads="teacher",
        joins=(),
        takes=None,
        pupil=NO_LABEL,
        parents=NO_LABEL,
        school=NO_LABEL,
        not_with=(),
        after=(),
        evidence=Evidence(strength, NO_LABEL),
        place=HERE,
        provenance=NOWHERE,
        unless=when(unless),
    )


def proposed(known: Known, *approaches: Intervention) -> list[str]:
    """Give what is proposed for a pupil who needs work; a list is what several people say."""
    knowledge = Knowledge(
        facts={f.id: f for f in (fact("work", "bool"), fact("young", "bool"), fact("done", "bool"))},
        needs={"need.work": Need("need.work", NO_LABEL, Condition(parse("work"), HERE), None, HERE, NOWHERE)},
        layers={"universal": layer("universal")},
        interventions={a.id: a for a in approaches},
    )
    base = compile_knowledge(knowledge)
    said = []
    for id_, value in {"work": True, **known}.items():
        values = value if isinstance(value, list) else [value]
        said += [Observation(id_, v, f"voice{i}") for i, v in enumerate(values)]
    inference = Inference(base, ForwardEngine(base))
    decision = decide(inference, inference.infer(Case("x", TODAY, tuple(said), ()), TODAY))
    return [i.id for i in propose(decision.conclusions, "universal")]


# --- in which order ---


def test_a_smaller_step_goes_before_better_evidence() -> None:
    assert proposed({}, approach("a", strength="strong", size=2), approach("b", size=1)) == ["b", "a"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("strong", "moderate"),
        ("moderate", "weak"),
        ("weak", "practice"),
        ("practice", "unknown"),
        ("unknown", "none_found"),
    ],
)
def test_of_steps_of_one_size_the_better_evidence_goes_first(first: Strength, second: Strength) -> None:
    assert proposed({}, approach("a", strength=second), approach("b", strength=first)) == ["b", "a"]


def test_what_no_effect_was_found_of_is_still_shown() -> None:
    assert proposed({}, approach("a", strength="none_found")) == ["a"]


# --- what holds one back ---


def test_one_is_no_longer_proposed_once_someone_says_that_it_is_done() -> None:
    assert proposed({"done": True}, approach("a", unless="done")) == []


@pytest.mark.parametrize("known", [{}, {"done": False}], ids=["unknown", "denied"])
def test_one_is_proposed_as_long_as_nobody_says_that_it_is_done(known: Known) -> None:
    assert proposed(known, approach("a", unless="done")) == ["a"]


def test_one_voice_that_it_is_done_is_enough() -> None:
    assert proposed({"done": [True, False]}, approach("a", unless="done")) == []


def test_one_with_a_condition_of_its_own_is_held_back_just_so() -> None:
    meant = approach("a", condition="young", unless="done")
    assert proposed({"young": True}, meant) == ["a"]
    assert proposed({"young": True, "done": True}, meant) == []
    assert proposed({"done": False}, meant) == []


def test_one_voice_is_enough_for_a_condition_that_others_deny() -> None:
    assert proposed({"young": [True, False]}, approach("a", condition="young")) == ["a"]


def test_what_is_held_back_makes_room_for_another() -> None:
    assert proposed({"done": True}, approach("a", unless="done"), approach("b", size=3)) == ["b"]


def test_each_intervention_of_the_base_rules_is_expected_of_some_vignette() -> None:
    """What no case brings out is knowledge that reaches nobody; the vignettes themselves are tried by `wegwijzer test`."""
    shipped = open_wegwijzer()
    named = {id_ for case in shipped.vignettes() for id_ in interventions_expected(case.expect or {})}
    assert [id_ for id_ in shipped.base.knowledge.interventions if id_ not in named] == []


def interventions_expected(expect: Mapping[str, Any]) -> list[str]:
    return [*expect.get("interventions", ()), *expect.get("whole", {}).get("interventions", ())]
