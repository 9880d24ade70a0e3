"""What was concluded of a case is remembered by all that it was concluded from, and only a while."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from engine.model.case import Case
from engine.model.reading import SCHOOL
from engine.service import Wegwijzer
from engine.service.remembering import MOST, SECONDS, MadeOnce, Remembered

EXAMPLE = Path(__file__).parents[2] / "examples" / "jaimo.yaml"
TODAY = date(2026, 11, 27)


def test_the_same_question_gives_the_same_reading_and_any_other_a_new_one(wegwijzer: Wegwijzer) -> None:
    case = wegwijzer.load(EXAMPLE)
    read = wegwijzer.reading(case, SCHOOL, TODAY)
    assert wegwijzer.reading(wegwijzer.load(EXAMPLE), SCHOOL, TODAY) is read
    assert wegwijzer.advise(case, TODAY) is wegwijzer.advise(wegwijzer.load(EXAMPLE), TODAY)
    changed: Case = replace(case, observations=case.observations[1:])
    for other in (
        wegwijzer.reading(changed, SCHOOL, TODAY),
        wegwijzer.reading(case, frozenset({"parents"}), TODAY),
        wegwijzer.reading(case, SCHOOL, TODAY + timedelta(days=1)),
    ):
        assert other is not read
    assert wegwijzer.reading(changed, SCHOOL, TODAY)[0].seen != read[0].seen


def test_it_is_forgotten_after_a_while_and_when_there_is_too_much() -> None:
    now = [0.0]
    kept: Remembered[list[int]] = Remembered(clock=lambda: now[0])
    made = kept.get("a", lambda: [1])
    now[0] = SECONDS - 1
    assert kept.get("a", lambda: [2]) is made
    now[0] = SECONDS
    assert kept.get("a", lambda: [3]) == [3]
    for i in range(MOST + 1):
        kept.get(i, lambda: [0])
    assert kept.get("a", lambda: [4]) == [4]
    assert len(kept._kept) <= MOST  # noqa: SLF001 - how much is held


def test_it_is_forgotten_in_its_time_when_nobody_asks_any_more() -> None:
    now, due = [0.0], []

    def later(seconds: float, act: Callable[[], None]) -> Callable[[], None]:
        due.append((now[0] + seconds, act))
        return lambda: None

    kept: Remembered[list[int]] = Remembered(clock=lambda: now[0], later=later)
    kept.get("a", lambda: [1])
    now[0] = 10.0
    kept.get("b", lambda: [2])
    assert [at for at, _ in due] == [SECONDS]
    now[0] = SECONDS
    due[0][1]()
    assert list(kept._kept) == ["b"]  # noqa: SLF001 - what is held
    now[0], act = due[1]
    act()
    assert now[0] == SECONDS + 10
    assert list(kept._kept) == []  # noqa: SLF001 - as above
    assert len(due) == 2


def test_that_it_will_be_forgotten_holds_on_to_nothing() -> None:
    off: list[str] = []
    acts: list[Callable[[], None]] = []

    def later(_seconds: float, act: Callable[[], None]) -> Callable[[], None]:
        acts.append(act)
        return lambda: off.append("called off")

    kept: Remembered[list[int]] | None = Remembered(later=later)
    assert kept is not None
    kept.get("a", lambda: [1])
    kept = None
    assert off == ["called off"]
    acts[0]()  # too late for that, and no matter


def test_what_cannot_be_a_key_is_made_each_time() -> None:
    kept: Remembered[list[int]] = Remembered()
    assert kept.get([], lambda: [1]) is not kept.get([], lambda: [1])  # type: ignore[arg-type]  # on purpose


def test_what_takes_long_is_made_once_however_many_ask_at_a_time() -> None:
    kept, made, begun = MadeOnce(2), list[int](), threading.Event()

    def make() -> int:
        made.append(1)
        begun.wait()
        return 7

    with ThreadPoolExecutor(4) as several:
        asked = [several.submit(kept.get, "a", make) for _ in range(4)]
        begun.set()
    assert ([each.result() for each in asked], made) == ([7] * 4, [1])
    for i in range(3):
        kept.get(i, lambda: 0)
    assert kept.get("a", lambda: 8) == 8


def test_a_fault_is_told_and_nothing_is_left_of_it() -> None:
    kept = MadeOnce(2)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError):
            kept.get("a", lambda: 1 // 0)
    assert not kept._making  # noqa: SLF001 - what is held
    assert kept.get("a", lambda: 5) == 5
