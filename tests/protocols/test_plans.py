"""Where cases stand on a day: the dated cases of plans.yaml, and what holds for any order of events."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.loading.cases import parse_case
from engine.model.case import Case, Event
from engine.rendering.plan_print import plan_text
from engine.service import Wegwijzer, open_wegwijzer

CASES: list[dict[str, Any]] = yaml.load(Path(__file__).with_name("plans.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - makes texts only
SIGNAL = {"potential.percentile": 95, "achievement.percentile": 40}


@pytest.fixture(scope="module")
def base() -> Wegwijzer:
    return open_wegwijzer()


def _typed(value: Any) -> Any:
    """Write numbers and truths as YAML would, since the file is read as plain text."""
    if isinstance(value, dict):
        return {k: _typed(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_typed(v) for v in value]
    return {"true": True, "false": False, "null": None}.get(value, int(value) if value.isdigit() else value)


def _opened(entry: dict[str, Any], base: Wegwijzer, folder: Path) -> Wegwijzer:
    if "overlay" not in entry:
        return base
    overlay = dict(_typed(entry["overlay"]))
    own = overlay.pop("own", None)
    (folder / "school.yaml").write_text(yaml.safe_dump(overlay), encoding="utf-8")
    if own:
        (folder / "rules").mkdir()
        (folder / "rules" / "own.yaml").write_text(yaml.safe_dump(own), encoding="utf-8")
    return open_wegwijzer(folder)


def _case(entry: dict[str, Any], wegwijzer: Wegwijzer) -> Case:
    facts = dict(_typed(entry.get("facts", {})))
    if facts.pop("signal", None):
        facts |= SIGNAL
    body = {"case": "plan", "as_of": entry["as_of"], "facts": facts, "events": _typed(entry.get("events", []))}
    return parse_case(yaml.safe_dump(body), "plan.yaml", wegwijzer.base.knowledge)


@pytest.mark.parametrize("entry", CASES, ids=[c["it"] for c in CASES])
def test_case_stands_where_the_sentence_says(entry: dict[str, Any], base: Wegwijzer, tmp_path: Path) -> None:
    wegwijzer = _opened(entry, base, tmp_path)
    plan = wegwijzer.plan(_case(entry, wegwijzer))
    states = {f"{t.protocol}.{t.node}": t for t in plan.tasks}
    for name, wanted in entry["tasks"].items():
        task = states[name]
        found = {
            "state": task.state,
            "due": task.due.isoformat() if task.due else None,
            "from": task.start.isoformat() if task.start else None,
            "overdue": task.overdue,
            "rounds": task.rounds,
            "role": task.role,
        }
        assert {k: found[k] for k in wanted} == _typed(wanted), name


def test_there_are_at_least_forty_dated_cases() -> None:
    assert len(CASES) >= 40


EVENTS = [
    ("underachievement", "carry_out", "started"),
    ("underachievement", "carry_out", "done"),
    ("underachievement", "evaluate", "done"),
    ("underachievement", "adjust_plan", "done"),
    ("underachievement", "escalate", "done"),
    ("safety_net", "intake", "done"),
    ("safety_net", "temporary_place", "started"),
    ("safety_net", "temporary_place", "done"),
    ("peer_group", "decide", "done"),
    ("peer_group", "review", "done"),
    ("above_school", "weekly_contact", "done"),
    ("return_phases", "leefbaar", "done"),
]


@given(
    st.lists(st.tuples(st.sampled_from(EVENTS), st.dates(date(2025, 1, 1), date(2026, 12, 31))), max_size=25),
    st.dates(date(2025, 1, 1), date(2027, 1, 31)),
)
def test_random_event_orders_neither_crash_nor_lose_an_event(
    base: Wegwijzer, drawn: list[tuple[tuple[str, str, str], date]], as_of: date
) -> None:
    events = tuple(Event(p, n, day, state) for (p, n, state), day in drawn)  # type: ignore[arg-type]
    plan = base.plan(Case("x", as_of, (), events))
    seen = [e for e in events if e.date <= as_of]
    touched = {(t.protocol, t.node) for t in plan.tasks if t.state in ("done", "started", "open", "deciding", "passed")}
    placed = {(e.protocol, e.node) for e in seen}
    assert placed <= touched
    done = sum(t.rounds for t in plan.tasks)
    assert done == sum(e.state == "done" for e in seen)


@given(
    st.permutations(
        [
            Event("safety_net", "intake", date(2025, 3, 10)),
            Event("safety_net", "temporary_place", date(2025, 3, 17), "started"),
            Event("safety_net", "temporary_place", date(2025, 6, 1)),
        ]
    )
)
def test_the_order_in_which_events_are_written_does_not_matter(base: Wegwijzer, events: list[Event]) -> None:
    plan = base.plan(Case("x", date(2025, 7, 1), (), tuple(events)))
    states = {t.node: (t.state, t.start) for t in plan.tasks if t.protocol == "safety_net"}
    assert states["temporary_place"][0] == "deciding"


def test_a_step_that_may_still_come_says_in_words_what_it_waits_for(wegwijzer: Wegwijzer) -> None:
    case = wegwijzer.parse("case: x\nas_of: 2026-02-02\nfacts: {potential.percentile: 95, achievement.percentile: 60}\n", "x.yaml")
    words = plan_text(wegwijzer.plan(case), wegwijzer.knowledge_for(case)).split("Presteren onder wat verwacht mag worden")[-1]
    assert "Rond het plan af\n       nog niet bekend: heeft het doel van het plan bereikt" in words
    assert "plan.goal_reached" not in words
