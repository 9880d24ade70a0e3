"""A case file to a case: what may be left out, what each form means, and that all faults come at once."""

from __future__ import annotations

from datetime import date

import pytest

from engine.diagnostics import KnowledgeError
from engine.loading.cases import parse_case
from engine.model.case import Case
from engine.service import Wegwijzer


def _parsed(text: str, wegwijzer: Wegwijzer) -> Case:
    return parse_case(text, "zaak.yaml", wegwijzer.base.knowledge)


def _faults(text: str, wegwijzer: Wegwijzer) -> list[tuple[str, int]]:
    with pytest.raises(KnowledgeError) as caught:
        _parsed(text, wegwijzer)
    return [(d.code, d.location.line) for d in caught.value.diagnostics]


@pytest.mark.parametrize("text", ["case: x", "case: x\nfacts:\nevents:\nexpect:\n", "case: x\nfacts: {}\nevents: []\n"])
def test_a_case_without_facts_is_a_case(text: str, wegwijzer: Wegwijzer) -> None:
    case = _parsed(text, wegwijzer)
    assert (case.id, case.as_of, case.observations, case.events) == ("x", None, (), ())
    assert wegwijzer.advise(case, date(2026, 3, 1)).questions


def test_the_three_forms_of_an_observation(wegwijzer: Wegwijzer) -> None:
    text = """
case: x
facts:
  home.unsafe: false
  potential.percentile: {value: 93, by: ib, date: 2025-10-01}
  behaviour.upset_by_mistakes:
    - {value: true, by: parent, who: moeder}
    - {value: unknown, by: teacher}
"""
    plain, one, *several = _parsed(text, wegwijzer).observations
    assert (plain.value, plain.by, plain.date) == (False, None, None)
    assert (one.value, one.by, one.date) == (93.0, "ib", date(2025, 10, 1))
    assert [(o.value, o.voice) for o in several] == [(True, ("parent", "moeder")), (None, ("teacher", ""))]


def test_an_observation_knows_where_it_stands(wegwijzer: Wegwijzer) -> None:
    (found,) = _parsed("case: x\nfacts:\n  home.unsafe: {by: parent, value: false}\n", wegwijzer).observations
    assert str(found.place) == "zaak.yaml:3:36"


def test_an_event_is_done_unless_it_says_otherwise(wegwijzer: Wegwijzer) -> None:
    text = "case: x\nevents:\n  - {protocol: underachievement, node: carry_out, date: 2025-09-15}\n"
    (event,) = _parsed(text, wegwijzer).events
    assert (event.state, event.date) == ("done", date(2025, 9, 15))


@pytest.mark.parametrize(
    "entries",
    [
        "[{value: true, by: parent, date: 2025-10-20}, {value: true, by: parent, date: 2025-10-20}]",
        "[{value: true, by: parent, date: 2025-10-20}, {value: false, by: parent, date: 2025-10-21}]",
        "[{value: true, by: parent, who: vader, date: 2025-10-20}, {value: false, by: parent, who: moeder, date: 2025-10-20}]",
        "[{value: true, by: parent, date: 2025-10-20}, {value: unknown, by: parent, date: 2025-10-20}]",
    ],
)
def test_saying_it_twice_or_later_or_by_another_is_no_fault(entries: str, wegwijzer: Wegwijzer) -> None:
    case = _parsed(f"case: x\nfacts:\n  behaviour.upset_by_mistakes: {entries}\n", wegwijzer)
    assert len(case.observations) == 2


def test_faults_of_shape_and_of_meaning_come_together(wegwijzer: Wegwijzer) -> None:
    text = "case: X\nas_of: ooit\nfacts:\n  home.unsafe: misschien\n  nergens: 1\nevents:\n  - {protocol: nergens, node: nergens}\n"
    found = _faults(text, wegwijzer)
    assert found == [
        ("shape.pattern", 1),
        ("shape.date", 2),
        ("case.bool", 4),
        ("case.unknown_fact", 5),
        ("shape.required", 7),
        ("case.unknown_protocol", 7),
    ]


def test_one_place_gets_one_sentence(wegwijzer: Wegwijzer) -> None:
    """That a year is no date says more than that a number is no text."""
    assert _faults("case: x\nas_of: 2025\nfacts:\n  home.unsafe:\n", wegwijzer) == [("shape.date", 2), ("case.bool", 4)]


def test_a_misspelt_key_is_not_missing_as_well(wegwijzer: Wegwijzer) -> None:
    assert _faults("case: x\nfacts:\n  home.unsafe: {valu: true}\n", wegwijzer) == [("shape.unknown_key", 3)]


@pytest.mark.parametrize("day", ["2025-W45-1", "20251103", "2025-11-3", "2025-11-03T10:00", "0001-01-01", "9999-12-31", "２０２５-11-03"])
def test_a_date_is_written_in_one_way(day: str, wegwijzer: Wegwijzer) -> None:
    assert _faults(f"case: x\nas_of: '{day}'\n", wegwijzer) == [("shape.date", 2)]


@pytest.mark.parametrize(
    "expectation",
    [
        "support: in_clas",
        "support_not: [in_clas]",
        "first_alert: alert.blind",
        "alerts: [alert.blind]",
        "needs: [need.restt]",
        "variant: vier_muren",
        "findings: {form.x: true}",
        "hypotheses_not: {cause.x: [likely]}",
        "asks: [home.unsave]",
        "interventions: [compactin]",
    ],
)
def test_a_vignette_cannot_expect_what_does_not_exist(expectation: str, wegwijzer: Wegwijzer) -> None:
    """Such a vignette could never fail, or never pass."""
    assert _faults(f"case: x\nexpect:\n  {expectation}\n", wegwijzer) == [("case.unknown_id", 3)]
