"""Coverage of vignettes: what counts as made true and made false, and what could not be either."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest

from engine.decision.deciding import Decision, decide
from engine.diagnostics import Location
from engine.impact.coverage import coverage_of
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import compile_knowledge
from engine.language.parser import parse
from engine.model.case import Case, Event, Observation
from engine.model.coverage import Coverage, Covered
from engine.model.protocol import Protocol, Task, Transition
from engine.model.rules import Condition
from engine.rendering.coverage_print import coverage_text
from engine.service import Wegwijzer
from tests.vocabulary import HERE, NO_LABEL, NOWHERE, TODAY, VOCABULARY, finding, task

ONE = Location("rules/one.yaml", 3, 1)


def base_with(*conditions: str) -> KnowledgeBase:
    """Compile the vocabulary with one finding of some rules, and no protocol."""
    findings = {"signal.extra": finding("signal.extra", *map(parse, conditions))}
    return compile_knowledge(replace(VOCABULARY, findings=findings, protocols={}))


def decided(base: KnowledgeBase, cases: Iterable[Case]) -> list[Decision]:
    """Decide on some cases."""
    inference = Inference(base, ForwardEngine(base))
    return [decide(inference, inference.infer(case, TODAY)) for case in cases]


def case(events: Sequence[Event] = (), **facts: bool) -> Case:
    """Give a case with some yes/no's."""
    said = tuple(Observation(name, value, by="teacher") for name, value in facts.items())
    return Case("case", TODAY, said, tuple(events))


def misses(base: KnowledgeBase, *cases: Case) -> dict[str, tuple[str, ...]]:
    """Give what some cases leave out, by part."""
    return {p.id: p.misses for p in coverage_of(base, decided(base, cases)).parts if p.misses}


def test_a_rule_is_covered_when_it_was_true_and_was_false() -> None:
    base = base_with("a")
    assert misses(base) == {"signal.extra": ("true", "false")}
    assert misses(base, case(a=True)) == {"signal.extra": ("false",)}
    assert misses(base, case(a=True), case(a=False)) == {}


def test_what_is_unknown_or_contradictory_covers_nothing() -> None:
    base = base_with("a")
    both = Case("both", TODAY, (Observation("a", value=True, by="teacher"), Observation("a", value=False, by="parent")), ())
    assert misses(base, case(), both) == {"signal.extra": ("true", "false")}


def test_each_of_several_rules_counts_by_itself() -> None:
    base = base_with("a", "b")
    assert misses(base, case(a=True, b=False), case(a=False, b=False)) == {"signal.extra#1": ("true",)}


def test_what_can_never_be_false_is_not_asked_to_be() -> None:
    base = base_with('seen_differently("school", "home")')
    (part,) = (p for p in coverage_of(base, []).parts if p.id == "signal.extra")
    assert (part.can_be_true, part.can_be_false, part.misses) == (True, False, ("true",))


@pytest.fixture
def route() -> KnowledgeBase:
    """Compile the vocabulary with a protocol of a start, a step and two ends."""

    def way(to: str, when: str | None = None) -> Transition:
        condition = Condition(parse(when), HERE) if when else None
        return Transition(to, condition, otherwise=False, on_start=False, escalates=False, returns=False, label=None, place=HERE)

    start: Task = replace(task("start"), type="start", when=Condition(parse("a"), HERE), transitions=(way("talk"),))
    talk = replace(task("talk"), transitions=(way("end", "b"), way("other", "not(b)")))
    ends = [replace(task(id_), type="end") for id_ in ("end", "other")]
    tasks = {t.id: t for t in (start, talk, *ends)}
    protocol = Protocol("route", NO_LABEL, Condition(parse("a"), HERE), tasks, HERE, NOWHERE)
    return compile_knowledge(replace(VOCABULARY, findings={}, protocols={"route": protocol}))


def test_a_way_is_true_when_a_case_went_it_and_false_when_another_did_not(route: KnowledgeBase) -> None:
    done = Event("route", "talk", date(2025, 10, 1))
    assert misses(route, case([done], a=True, b=True)) == {
        "trigger:route": ("false",),
        "task:route.start": ("false",),
        "guard:route.talk#0": ("false",),
        "guard:route.talk#1": ("true",),
        "edge:route.start#0": ("false",),
        "edge:route.talk#0": ("false",),
        "edge:route.talk#1": ("true",),
    }
    assert misses(route, case([done], a=True, b=True), case([done], a=True, b=False), case([done], a=False)) == {}


def test_a_protocol_that_does_not_concern_a_case_says_nothing_of_its_ways(route: KnowledgeBase) -> None:
    edges = [p for p in coverage_of(route, decided(route, [case(a=False)])).parts if p.kind == "edge"]
    assert [(p.true, p.false) for p in edges] == [(0, 0)] * 3


PARTS = (
    Covered("signal.a", "rule", ONE, 2, 0),
    Covered("signal.b", "rule", ONE, 0, 1),
    Covered("signal.c", "rule", ONE, 1, 0, can_be_false=False),
    Covered("edge:p.t#0", "edge", ONE, 0, 0),
)


def test_percentages_count_what_could_be() -> None:
    coverage = Coverage(PARTS, 3)
    assert coverage.percent("true", "rule") == pytest.approx(200 / 3)
    assert coverage.percent("false", "rule") == 50
    assert coverage.percent("true") == 50
    assert coverage.percent("true", "alert") == 100


def test_the_text_names_what_is_missing_and_gives_figures_by_kind() -> None:
    assert coverage_text(Coverage(PARTS, 3), "en").splitlines() == [
        "rules/one.yaml:3:1: no vignette makes `signal.a` false",
        "rules/one.yaml:3:1: no vignette makes `signal.b` true",
        "rules/one.yaml:3:1: no vignette makes `edge:p.t#0` true and false",
        "",
        "kind                               count      true     false",
        "findings                               3     66.7%     50.0%",
        "ways in protocols                      1      0.0%      0.0%",
        "all                                    4     50.0%     33.3%",
    ]
    assert coverage_text(Coverage(PARTS[:1], 1), "nl").splitlines()[0] == "rules/one.yaml:3:1: geen vignet maakt `signal.a` onwaar"


def test_the_shipped_vignettes_make_nearly_everything_true_and_false(wegwijzer: Wegwijzer) -> None:
    coverage = wegwijzer.coverage()
    assert min(coverage.percent("true"), coverage.percent("false")) >= 95
    assert coverage.vignettes > 250
