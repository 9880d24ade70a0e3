"""`test --update`: what is expected becomes what comes out, and nothing else in the text changes."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.authoring.accepting import accepted
from engine.authoring.together import written_together
from engine.diagnostics import KnowledgeError
from engine.impact.expectations import differences
from engine.impact.whole import whole_of
from engine.loading.cases import parse_case
from engine.loading.library import shipped_folder
from engine.model.advice import Advice
from engine.service import Wegwijzer

HEAD = """\
# een opmerking boven
case: fout    # pseudoniem
as_of: 2026-03-09
facts: {absence.full: true, absence.since: 2026-03-02}
"""


def _updated(wegwijzer: Wegwijzer, expect: str) -> str:
    text = HEAD + expect
    case = parse_case(text, "f.yaml", wegwijzer.base.knowledge)
    new = accepted(text, "f.yaml", wegwijzer.advise(case), whole_of(wegwijzer.advise(case)))
    again = parse_case(new, "f.yaml", wegwijzer.base.knowledge)
    assert differences(again.expect or {}, wegwijzer.advise(again)) == []
    assert new.startswith(HEAD)
    return new.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("expect:\n  support: in_class   # waarom\n", "expect:\n  support: above_school   # waarom\n"),
        ("expect: {support: in_class}\n", "expect: {support: above_school}\n"),
        ("expect:\n  findings: {signal.dropout: false, signal.absence: true}\n", None),
        (
            "expect:\n  findings:\n    signal.dropout: 'false'  # a\n    # b\n",
            "expect:\n  findings:\n    signal.dropout: true  # a\n    # b\n",
        ),
        ("expect:\n  asks: [absence.full,  home.unsafe] # c\n", "expect:\n  asks: [home.unsafe] # c\n"),
        ("expect:\n  asks: [home.unsafe, absence.full, absence.since]\n", "expect:\n  asks: [home.unsafe]\n"),
        ("expect:\n  asks:\n    - absence.full # d\n    - home.unsafe # e\n", "expect:\n  asks:\n    - home.unsafe # e\n"),
        ("expect:\n  alerts: [alert.child_safety]\n  settled: false\n", "expect:\n  settled: false\n"),
        ("expect:\n  settled: false\n  alerts: [alert.child_safety]\n", "expect:\n  settled: false\n"),
        ("expect: {settled: false, alerts: [alert.child_safety]}\n", "expect: {settled: false}\n"),
        (
            "expect:\n  next_steps:\n    - {protocol: safety_net, node: intake, due: 2026-03-15, overdue: true}\n",
            "expect:\n  next_steps:\n    - {protocol: safety_net, node: intake, due: 2026-03-16, overdue: false}\n",
        ),
        (
            "expect:\n  next_steps:\n    - protocol: safety_net\n      node: reentry\n    - protocol: safety_net\n      node: intake\n",
            "expect:\n  next_steps:\n    - protocol: safety_net\n      node: intake\n",
        ),
        ("expect:\n  due_dates: {safety_net: 2026-01-01}\n", "expect:\n  due_dates: {safety_net: 2026-03-16}\n"),
        (
            "expect:\n  hypotheses_in: {cause.fixed_mindset: [likely, possible]}\n",
            "expect:\n  hypotheses_in: {cause.fixed_mindset: [unknown]}\n",
        ),
        ("expect:\n  no_protocols: [safety_net, peer_group]\n", "expect:\n  no_protocols: [peer_group]\n"),
        ("expect:\n  support_not: [above_school, in_class]\n", "expect:\n  support_not: [in_class]\n"),
    ],
)
def test_only_what_came_out_otherwise_is_written_anew(wegwijzer: Wegwijzer, before: str, after: str | None) -> None:
    new = _updated(wegwijzer, before)
    if after is not None:
        assert new == after


def test_where_nothing_is_left_what_is_worth_expecting_is_chosen(wegwijzer: Wegwijzer) -> None:
    new = _updated(wegwijzer, "expect:\n  alerts: [alert.child_safety]\n# eind\n")
    assert "signal.dropout: true" in new
    assert new.endswith("# eind\n")


def test_windows_line_ends_stay(wegwijzer: Wegwijzer) -> None:
    text = (HEAD + "expect:\n  asks:\n    - absence.full\n    - home.unsafe\n").replace("\n", "\r\n")
    case = parse_case(text, "f.yaml", wegwijzer.base.knowledge)
    new = accepted(text, "f.yaml", wegwijzer.advise(case), whole_of(wegwijzer.advise(case)))
    assert new == text.replace("    - absence.full\r\n", "")


_VIGNETTES = sorted((shipped_folder() / "rules" / "vignettes").rglob("*.yaml"))


@given(path=st.sampled_from(_VIGNETTES), day=st.integers(-400, 400))
def test_a_vignette_of_another_day_can_always_be_accepted(wegwijzer: Wegwijzer, path: Path, day: int) -> None:
    text = path.read_text(encoding="utf-8")
    moved = re.sub(r"(?m)^as_of: \S+", lambda m: f"as_of: {_moved(m[0].split()[1], day)}", text)
    case = parse_case(moved, "f.yaml", wegwijzer.base.knowledge)
    advice: Advice = wegwijzer.advise(case)
    new = accepted(moved, "f.yaml", advice, whole_of(advice))
    again = parse_case(new, "f.yaml", wegwijzer.base.knowledge)
    assert differences(again.expect or {}, advice) == []
    assert again.observations == case.observations
    if not differences(case.expect or {}, advice):
        assert new == moved


def _moved(day: str, days: int) -> str:
    return date.fromordinal(date.fromisoformat(day).toordinal() + days).isoformat()


def test_files_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    first = tmp_path / "a.yaml"
    first.write_text("oud", encoding="utf-8")
    (tmp_path / "b").write_text("een bestand", encoding="utf-8")
    with pytest.raises(KnowledgeError), written_together({first: "nieuw", tmp_path / "c" / "d.yaml": "x", tmp_path / "b" / "e.yaml": "x"}):
        pass
    assert first.read_text(encoding="utf-8") == "oud"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.yaml", "b"]


def test_what_fails_meanwhile_takes_the_files_back(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="int"), written_together({tmp_path / "x" / "a": "nieuw"}):
        int("geen int")
    assert list(tmp_path.iterdir()) == []
