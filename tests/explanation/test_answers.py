"""The kinds of answer to a question: of numbers and dates one from every region between the thresholds of the rules."""

from __future__ import annotations

import itertools
from datetime import date

from engine.decision.trials import Trials
from engine.explanation.answers import Answers, Region
from engine.model.case import Case, Observation
from engine.model.vocabulary import Value
from engine.service import Wegwijzer

TODAY = date(2025, 11, 3)


def answers(wegwijzer: Wegwijzer, **facts: Value) -> Answers:
    said = tuple(Observation(fact.replace("__", "."), value) for fact, value in facts.items())
    decision, _ = wegwijzer.decide(Case("x", TODAY, said, ()), TODAY)
    return Answers(Trials(wegwijzer.inference, decision))


def ends(regions: tuple[Region, ...]) -> list[tuple[float, float]]:
    return [(r.low, r.high) for r in regions]


def test_a_yes_no_is_answered_both_ways(wegwijzer: Wegwijzer) -> None:
    assert answers(wegwijzer).kinds("wellbeing.sad") == (True, False)


def test_a_choice_is_answered_each_way(wegwijzer: Wegwijzer) -> None:
    assert answers(wegwijzer).kinds("condition.explains_results") == ("not", "partly", "fully")


def test_a_text_decides_nothing(wegwijzer: Wegwijzer) -> None:
    assert answers(wegwijzer).kinds("strength.interests") == ()


def test_a_whole_number_is_cut_at_its_threshold(wegwijzer: Wegwijzer) -> None:
    assert ends(answers(wegwijzer).regions("table.size")) == [(0, 6), (7, 40)]


def test_a_number_is_cut_at_every_threshold(wegwijzer: Wegwijzer) -> None:
    """Lasting, chronic, long standing."""
    assert [r.low for r in answers(wegwijzer).regions("discrepancy.months")] == [0, 3, 6, 24]


def test_a_date_is_cut_where_the_time_since_passes_a_threshold(wegwijzer: Wegwijzer) -> None:
    first = [date.fromordinal(int(r.low)) for r in answers(wegwijzer).regions("discrepancy.since")][1:]
    assert first == [date(2023, 11, 4), date(2025, 5, 4), date(2025, 8, 4)]


def test_a_number_behind_a_measure_is_cut_as_the_rest_of_the_case_has_it(wegwijzer: Wegwijzer) -> None:
    """With potential at 95, results from 74 on are less than one standard deviation lower."""
    assert [r.low for r in answers(wegwijzer).regions("achievement.percentile")] == [0, 50]
    assert [r.low for r in answers(wegwijzer, potential__percentile=95.0).regions("achievement.percentile")] == [0, 50, 74.5]


def test_regions_leave_no_value_out_and_none_overlap(wegwijzer: Wegwijzer) -> None:
    found = answers(wegwijzer)
    for fact in wegwijzer.base.knowledge.facts.values():
        if fact.type in ("int", "number", "date"):
            regions = found.regions(fact.id)
            low, high, step = found.domain(fact)
            assert (regions[0].low, regions[-1].high) == (low, high)
            assert all(abs(b.low - a.high - step) < 1e-6 for a, b in itertools.pairwise(regions))
            assert all(r.low <= r.value <= r.high for r in regions)
