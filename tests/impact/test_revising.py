"""Two versions that differ in a threshold: exactly the cases at the boundary come out otherwise, and a guard names them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.decision.deciding import Decision, decide
from engine.diagnostics import KnowledgeError
from engine.explanation.advising import assemble
from engine.explanation.what_if import compared
from engine.impact.guards import read_guard
from engine.impact.population import population
from engine.impact.revising import revise
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import compile_knowledge
from engine.model.advice import Advice
from engine.model.case import Case, Observation
from engine.model.difference import Difference
from engine.model.explanation import Change
from engine.model.revision import Origin, Revision
from engine.model.vocabulary import LEVELS
from engine.service import Wegwijzer, compare_rules, open_wegwijzer

DAY = date(2026, 11, 3)
SMALL = Path(__file__).resolve().parents[1] / "verification" / "base"


@pytest.fixture(scope="module")
def little() -> KnowledgeBase:
    """Open a small knowledge base, which compiles in no time."""
    return open_wegwijzer(SMALL).base


def _with(base: KnowledgeBase, name: str, value: float) -> KnowledgeBase:
    parameters = base.knowledge.parameters
    return compile_knowledge(replace(base.knowledge, parameters={**parameters, name: replace(parameters[name], value=value)}))


def _revision(before: KnowledgeBase, after: KnowledgeBase, cases: list[Case], origin: Origin = "own") -> Revision:
    sides = [Inference(base, ForwardEngine(base)) for base in (before, after)]

    def outcome(case: Case, day: date) -> tuple[tuple[Decision, Decision], Difference]:
        one, other = (decide(side, side.infer(case, day)) for side in sides)
        return (one, other), compared(Change(()), (), assemble(case, day, one), assemble(case, day, other))

    return revise(before, after, {origin: cases}, outcome, day=DAY, today=DAY)


def _all_that_is_said(advice: Advice) -> tuple[object, ...]:
    """Give everything that people read in an advice, gathered apart from how the comparison does it."""
    s = advice.support
    return (
        {(a.id, a.severity) for a in advice.alerts},
        {(f.id, f.status) for f in advice.findings},
        {(h.id, h.standing) for h in advice.hypotheses},
        {n.id for n in advice.needs},
        (s.proposed, s.at_most, s.focus, s.variant, s.missing),
        {i.id for i in advice.interventions},
        {(p.protocol, p.node, p.role, p.state, p.start, p.due) for p in advice.steps},
        {q.fact for q in advice.questions},
        advice.settled,
    )


@given(old=st.integers(0, 100), new=st.integers(0, 100), said=st.sets(st.integers(0, 100), max_size=8))
def test_of_two_versions_that_differ_in_one_threshold_exactly_the_boundary_cases_are_named(
    little: KnowledgeBase, old: int, new: int, said: set[int]
) -> None:
    """Results are low below the threshold, so a score from the lower threshold up to the higher one is touched."""
    before, after = (_with(little, "low_percentile", value) for value in (old, new))
    cases = [Case(f"score-{n}", DAY, (Observation("results.percentile", float(n)),), ()) for n in sorted(said)]
    named = {t.case.id for t in _revision(before, after, cases).touched}
    assert named == {f"score-{n}" for n in said if min(old, new) <= n < max(old, new)}


@given(
    threshold=st.integers(0, 100),
    said=st.lists(
        st.tuples(st.none() | st.integers(0, 100), st.none() | st.sampled_from(LEVELS), st.none() | st.booleans()), min_size=1, max_size=4
    ),
)
def test_what_is_named_is_what_brute_force_finds(
    little: KnowledgeBase, threshold: int, said: list[tuple[int | None, str | None, bool | None]]
) -> None:
    after = _with(little, "low_percentile", threshold)
    cases = []
    for n, values in enumerate(said):
        facts = zip(("results.percentile", "results.level", "pupil.bored"), values, strict=True)
        cases.append(Case(f"casus-{n}", DAY, tuple(Observation(fact, value) for fact, value in facts if value is not None), ()))
    named = {t.case.id for t in _revision(little, after, cases).touched}
    sides = [Inference(base, ForwardEngine(base)) for base in (little, after)]
    found = set()
    for case in cases:
        one, other = (_all_that_is_said(assemble(case, DAY, decide(side, side.infer(case, DAY)))) for side in sides)
        if one != other:
            found.add(case.id)
    assert named == found


@given(threshold=st.integers(0, 100).filter(lambda n: n != 50))
def test_whichever_way_a_threshold_goes_the_population_has_a_case_that_is_touched_and_one_that_is_not(
    little: KnowledgeBase, threshold: int
) -> None:
    after = _with(little, "low_percentile", threshold)
    made = list(population(little, after, DAY))
    touched = {t.case.id for t in _revision(little, after, made, "boundary").touched}
    assert touched
    assert touched < {case.id for case in made}


def test_each_turn_names_the_change_behind_it(wegwijzer: Wegwijzer) -> None:
    both = _with(_with(wegwijzer.base, "table_size_max", 3), "gifted_percentile", 95)
    cases = [
        Case("tafel", DAY, (Observation("table.size", 5.0),), ()),
        Case("aanleg", DAY, (Observation("potential.percentile", 92.0), Observation("achievement.percentile", 10.0)), ()),
    ]
    revision = _revision(wegwijzer.base, both, cases)
    names = [a.id for a in revision.amendments]
    through = {t.case.id: t.through for t in revision.touched}
    assert [names[n] for n in through["tafel"]["alerts alert.crowded_table"]] == ["table_size_max"]
    assert [names[n] for n in through["aanleg"]["findings signal.simple_difference"]] == ["gifted_percentile"]


# --- guards ---


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """Give a school that no longer sees an unsafe home, and guards against just that."""
    body = {
        "school": "De Wilg",
        "changes": [{"replaces": "alert.child_safety.when", "with": {"all": ["home.unsafe", "care.involved"]}, "why": "proef"}],
        "guards": [{"never": "lose alert.child_safety", "label": "Veiligheid blijft", "why": "Gaat voor alles."}],
    }
    (tmp_path / "school.yaml").write_text(yaml.safe_dump(body), encoding="utf-8")
    return tmp_path


def test_a_guard_of_the_school_names_the_cases_that_cross_it(school: Path) -> None:
    revision = compare_rules(None, school, as_of=DAY, vignettes=False)
    (crossing,) = revision.crossings
    assert crossing.guard.label == "Veiligheid blijft"
    assert crossing.cases
    assert all(name.startswith("grens-") for name in crossing.cases)
    assert not revision.is_kept


@pytest.mark.parametrize(
    "text", ["lose alert.child_safety", "never", "never hurt alert.child_safety", "never lose", "never lose alert.child_safety please"]
)
def test_words_that_are_no_guard_are_refused(wegwijzer: Wegwijzer, text: str) -> None:
    with pytest.raises(KnowledgeError) as problem:
        read_guard(text, [wegwijzer.base.knowledge])
    assert [d.code for d in problem.value.diagnostics] == ["diff.guard"]


def test_a_guard_of_what_does_not_exist_is_refused_with_the_nearest_name(wegwijzer: Wegwijzer) -> None:
    with pytest.raises(KnowledgeError) as problem:
        read_guard("nooit verliezen alert.child_safty", [wegwijzer.base.knowledge])
    assert "alert.child_safety" in problem.value.diagnostics[0].text("nl")
