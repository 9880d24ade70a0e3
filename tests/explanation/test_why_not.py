"""What would make it otherwise: every change that is named makes the difference, and no part of it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import settings

from engine.explanation.looking import Look, Looker
from engine.explanation.subjects import Subject, subject_of
from engine.explanation.why_not import changes_for
from engine.model.case import Case, Event, Observation
from engine.model.explanation import Change, Happening, Setting
from engine.model.vocabulary import Value
from engine.service import Wegwijzer
from tests.explanation.dealing import HANDS
from tests.explanation.test_why import ids, looker

TODAY = date(2025, 11, 3)
IN_CAMPAIGN = settings.get_current_profile_name() == "campaign"
FEW = 24


def turned(subject: Subject, look: Look) -> object:
    """Give what a change has to change: whether it holds; of the support as a whole, which layer it is."""
    return subject.verdict(look) if subject.id == "support" else subject.holds(look)


def parts(change: Change) -> list[Change]:
    """Give every part of a change, the empty one included."""
    pieces: list[Setting | Happening] = [*change.settings, *change.happenings]
    some = [part for size in range(len(pieces)) for part in combinations(pieces, size)]
    return [Change(tuple(p for p in part if isinstance(p, Setting)), tuple(p for p in part if isinstance(p, Happening))) for part in some]


@pytest.mark.parametrize("hand", HANDS)
def test_each_change_makes_the_difference_and_no_part_of_it_does(wegwijzer: Wegwijzer, dealt: list[list[Case]], hand: int) -> None:
    """Everyday of every few ids, each case others; in a campaign of every id of every vignette."""
    told, few = 0, 1 if IN_CAMPAIGN else FEW
    for number, case in enumerate(dealt[hand]):
        found = looker(wegwijzer, case)
        for name in list(ids(wegwijzer.base.knowledge))[(hand + 4 * number) % few :: few]:
            subject = subject_of(wegwijzer.base.knowledge, name)
            before = turned(subject, found.whole)
            for change in changes_for(found, subject):
                told += 1
                assert turned(subject, found.changed(change)) != before, (case.id, name, change)
                assert all(turned(subject, found.changed(part)) == before for part in parts(change)), (case.id, name, change)
    assert told > 0


def changes(wegwijzer: Wegwijzer, name: str, facts: dict[str, Value], events: tuple[Event, ...] = ()) -> list[dict[str, Value]]:
    said = tuple(Observation(fact, value, date=TODAY) for fact, value in facts.items())
    found = Looker(wegwijzer.inference, Case("x", TODAY, said, events), TODAY)
    return [{s.fact: s.value for s in c.settings} for c in changes_for(found, subject_of(wegwijzer.base.knowledge, name))]


def test_what_is_missing_is_named(wegwijzer: Wegwijzer) -> None:
    assert changes(wegwijzer, "signal.dropout", {}) == [{"absence.full": True}]


def test_what_stands_in_the_way_is_turned(wegwijzer: Wegwijzer) -> None:
    assert changes(wegwijzer, "signal.dropout", {"absence.full": False}) == [{"absence.full": True}]


def test_several_facts_that_are_needed_together_are_one_change(wegwijzer: Wegwijzer) -> None:
    known: dict[str, Value] = {"potential.percentile": 96.0, "achievement.percentile": 30.0, "pattern.repeated": True}
    found = changes(wegwijzer, "form.underachievement", known)
    assert {"capacity.overtaxed": False, "condition.explains_results": "not"} in found


def test_a_number_comes_with_all_values_that_would_do(wegwijzer: Wegwijzer) -> None:
    found = Looker(wegwijzer.inference, Case("x", TODAY, (), ()), TODAY)
    (change,) = changes_for(found, subject_of(wegwijzer.base.knowledge, "signal.error_free"))
    (setting,) = change.settings
    assert (setting.fact, setting.low, setting.high) == ("tasks.error_free_weeks", 6, None)


def test_a_bound_that_is_left_out_says_so(wegwijzer: Wegwijzer) -> None:
    case = Case("x", TODAY, (Observation("attendance.share_percent", 80.0), Observation("absence.full", value=False)), ())
    found = Looker(wegwijzer.inference, case, TODAY)
    settings = [s for c in changes_for(found, subject_of(wegwijzer.base.knowledge, "signal.partial_dropout")) for s in c.settings]
    assert [(s.fact, s.high, s.high_open) for s in settings] == [("attendance.share_percent", 50, True)]


def test_both_ends_of_a_region_do(wegwijzer: Wegwijzer, vignettes: list[Case]) -> None:
    """Not only the value in the middle with which the change was tried."""
    found = looker(wegwijzer, vignettes[3])
    tried = 0
    for name in wegwijzer.base.knowledge.findings:
        subject = subject_of(wegwijzer.base.knowledge, name)
        for change in changes_for(found, subject):
            for i, setting in enumerate(change.settings):
                if not isinstance(setting.value, float):
                    continue
                ends = [
                    end
                    for end, is_open in ((setting.low, setting.low_open), (setting.high, setting.high_open))
                    if end is not None and not is_open
                ]
                for end in ends:
                    tried += 1
                    others = [s for j, s in enumerate(change.settings) if j != i]
                    at_end = Change((*others, replace(setting, value=end)), change.happenings)
                    assert subject.holds(found.changed(at_end)) != subject.holds(found.whole), (name, setting, end)
    assert tried > 0


def test_a_likely_cause_names_what_would_make_it_less_so(wegwijzer: Wegwijzer) -> None:
    found = changes(wegwijzer, "cause.fixed_mindset", {"belief.right_at_once": True, "behaviour.works_only_when_sure": True})
    assert {"belief.right_at_once": False} in found


def test_a_step_names_the_step_that_goes_before_it(wegwijzer: Wegwijzer) -> None:
    found = Looker(wegwijzer.inference, Case("x", TODAY, (), ()), TODAY)
    named = changes_for(found, subject_of(wegwijzer.base.knowledge, "underachievement.evaluate"))
    assert ["carry_out started"] in [[f"{h.node} {h.state}" for h in change.happenings] for change in named]


def test_who_must_say_so_is_named_where_it_matters(wegwijzer: Wegwijzer) -> None:
    """The route of values loses weight when the pupil says that school matters."""
    said = tuple(Observation(f, value, "teacher", None, TODAY) for f, value in (("offer.relevant", False), ("offer.choice_given", False)))
    found = Looker(wegwijzer.inference, Case("x", TODAY, said, ()), TODAY)
    settings = [s for c in changes_for(found, subject_of(wegwijzer.base.knowledge, "pathway.value_beliefs")) for s in c.settings]
    assert ("belief.school_matters", "pupil") in [(s.fact, s.by) for s in settings]


def test_nothing_is_named_where_nothing_small_would_do(wegwijzer: Wegwijzer) -> None:
    assert changes(wegwijzer, "signal.home_school_difference", {}) == []


# --- approaches that someone says need no longer be proposed ---

EASY: dict[str, Value] = {"pupil.sector": "po", "offer.too_easy": True, "offer.compacted": True}


def test_what_is_no_longer_proposed_would_be_if_it_were_not_done_yet(wegwijzer: Wegwijzer) -> None:
    assert {"offer.compacted": False} in changes(wegwijzer, "compacting", EASY)


def test_it_is_told_what_sets_an_approach_aside(wegwijzer: Wegwijzer) -> None:
    said = tuple(Observation(fact, value, date=TODAY) for fact, value in EASY.items())
    explanation = wegwijzer.explain(Case("x", TODAY, said, ()), "compacting")
    assert not explanation.holds
    assert explanation.obstacle is None
    assert [part.id for node in explanation.tree for part in (node, *node.of)] == ["", "offer.compacted"]


def test_what_is_done_already_is_no_longer_proposed_in_a_what_if(wegwijzer: Wegwijzer) -> None:
    said = tuple(Observation(fact, value, date=TODAY) for fact, value in EASY.items() if fact != "offer.compacted")
    difference = wegwijzer.what_if(Case("x", TODAY, said, ()), ["offer.compacted=true"])
    assert difference.interventions["compacting"] == ("yes", "no")
