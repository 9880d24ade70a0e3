"""The engine on durable-rules: what durable-rules does wrong when used plainly stays out of our answers."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from engine.diagnostics import KnowledgeError
from engine.inference.child import Child, ChildFault
from engine.inference.durable import DurableEngine
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import Gate
from engine.service import open_wegwijzer
from tests.rule_sets import base_of

pytest.importorskip("durable.engine", reason="the extra `durable` is not installed")

ROOT = Path(__file__).resolve().parents[2]
UNKNOWN, FOR, AGAINST, BOTH = 0, 1, 2, 3
Conclude = Callable[[KnowledgeBase, list[int]], list[int]]


@pytest.fixture
def conclude() -> Iterator[Conclude]:
    """Give what durable-rules concludes from the truths of the inputs; ends its process."""
    with contextlib.ExitStack() as ends:

        def run(base: KnowledgeBase, inputs: list[int]) -> list[int]:
            engine = ends.enter_context(contextlib.closing(DurableEngine(base)))
            bits = inputs + [UNKNOWN] * (len(base.keys) - len(inputs))
            engine.run("findings", bits)
            return bits[len(inputs) :]

        yield run


@pytest.fixture
def many() -> Iterator[DurableEngine]:
    """Give an engine with 40 rules of two premises each: rule `i` rests on slots `2i` and `2i + 1`."""
    with contextlib.closing(DurableEngine(base_of([Gate("all", (2 * i, 2 * i + 1)) for i in range(40)], 80))) as engine:
        yield engine


@pytest.fixture
def child() -> Iterator[Child]:
    process = Child("engine.inference.durable_child", patience=30)
    yield process
    process.close()


def codes(raised: pytest.ExceptionInfo[KnowledgeError]) -> list[str]:
    return [d.code for d in raised.value.diagnostics]


def rule(concludes: list[object], *premises: list[object], count: int = 1) -> dict[str, object]:
    return {"concludes": concludes, "premises": premises, "count": count}


# --- what is asked of durable-rules, and how ---


@pytest.mark.parametrize("truth", [UNKNOWN, FOR, AGAINST, BOTH])
def test_what_speaks_against_is_a_record_of_its_own_and_never_an_absence(conclude: Conclude, truth: int) -> None:
    assert conclude(base_of([Gate("not", (0,))], 1), [truth]) == [(UNKNOWN, AGAINST, FOR, BOTH)[truth]]


def test_one_fact_meets_two_premises_of_a_rule(conclude: Conclude) -> None:
    """A join of durable-rules wants a different fact for each premise."""
    assert conclude(base_of([Gate("all", (0, 0, 1))], 2), [FOR, FOR]) == [FOR]


def test_a_conclusion_that_is_reached_along_several_ways_is_asserted_once(conclude: Conclude) -> None:
    """Asserting the same fact twice is an error in durable-rules."""
    assert conclude(base_of([Gate("any", (0, 1, 2)), Gate("all", (3, 0))], 3), [FOR, FOR, FOR]) == [FOR, FOR]


def test_a_part_that_is_named_twice_counts_twice(conclude: Conclude) -> None:
    assert conclude(base_of([Gate("at_least", (0, 0, 1), 2)], 2), [FOR, UNKNOWN]) == [FOR]


@pytest.mark.parametrize(
    ("truths", "concluded"), [((FOR,) * 5, FOR), ((FOR,) * 4, UNKNOWN), ((AGAINST,) * 16, AGAINST), ((AGAINST,) * 15, UNKNOWN)]
)
def test_many_are_counted_without_a_rule_for_every_choice(conclude: Conclude, truths: tuple[int, ...], concluded: int) -> None:
    """Five of twenty would be 15,504 joins."""
    base = base_of([Gate("at_least", tuple(range(20)), 5)], 20)
    assert conclude(base, [*truths, *[UNKNOWN] * (20 - len(truths))]) == [concluded]


def test_a_join_may_be_wider_than_durable_rules_can_join(conclude: Conclude) -> None:
    """More than 16 facts in one rule are an error there."""
    base = base_of([Gate("all", tuple(range(100)))], 100)
    assert conclude(base, [FOR] * 100) == [FOR]
    assert conclude(base, [FOR] * 99 + [UNKNOWN]) == [UNKNOWN]


def test_one_fact_may_serve_more_rules_than_one_set_can_hold(conclude: Conclude) -> None:
    """From 256 rules on one pattern, a set of rules of durable-rules is an error."""
    assert conclude(base_of([Gate("at_least", (0,) * 600, 600)], 1), [FOR]) == [FOR]


def test_there_may_be_more_facts_than_one_set_can_hold(conclude: Conclude) -> None:
    """From 512 patterns, making a set of rules never ends there."""
    assert conclude(base_of([Gate("any", tuple(range(1_300)))], 1_300), [UNKNOWN] * 1_299 + [FOR]) == [FOR]


def test_conclusions_chain_within_a_set_of_rules_and_across_sets(conclude: Conclude) -> None:
    chain: list[Gate | int] = [Gate("all", (i, 0)) for i in range(1, 901)]
    assert conclude(base_of(chain, 2), [FOR, FOR]) == [FOR] * 900


def test_a_gate_without_parts_needs_no_fact_at_all(conclude: Conclude) -> None:
    assert conclude(base_of([Gate("all", ()), Gate("any", ()), Gate("all", (0, 1))], 0), []) == [FOR, AGAINST, AGAINST]


def test_what_a_phase_concludes_replaces_what_stood_there() -> None:
    base = base_of([0], 1)
    with contextlib.closing(DurableEngine(base)) as engine:
        bits = [FOR, BOTH]
        engine.run("findings", bits)
    assert bits == [FOR, FOR]


# --- sessions ---


def test_sessions_in_which_nothing_follows_can_be_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Deleting one in which no rule fired frees an uninitialised pointer: with poisoned memory, at once."""
    monkeypatch.setenv("MALLOC_PERTURB_", "165")
    with contextlib.closing(DurableEngine(base_of([Gate("all", (0, 1))], 2))) as engine:
        first = engine.pid
        for _ in range(50):
            engine.run("findings", [FOR, UNKNOWN, UNKNOWN])
        assert engine.pid == first


def test_there_may_be_more_cases_than_open_sessions(many: DurableEngine) -> None:
    """The 1,025th session is an error, unless each is deleted after its case."""
    for case in range(1_100):
        bits = [UNKNOWN] * 120
        bits[2 * (case % 40)] = AGAINST
        many.run("findings", bits)
        assert bits[80 + case % 40] == AGAINST
        assert bits.count(AGAINST) == 2


def test_nothing_of_one_case_reaches_the_next(many: DurableEngine) -> None:
    many.run("findings", [FOR] * 80 + [UNKNOWN] * 40)
    bits = [UNKNOWN] * 120
    many.run("findings", bits)
    assert bits == [UNKNOWN] * 120


@pytest.mark.parametrize("cases", [600, pytest.param(20_000, marks=pytest.mark.campaign)])
def test_memory_does_not_grow_with_the_number_of_cases(many: DurableEngine, cases: int) -> None:
    """An open session holds half a megabyte with these rules, and a fact 8 kB."""
    known = [FOR, FOR, FOR, UNKNOWN] * 20 + [UNKNOWN] * 40
    for _ in range(100):
        many.run("findings", known.copy())
    before = resident_kilobytes(many.pid)
    for _ in range(cases):
        many.run("findings", known.copy())
    assert resident_kilobytes(many.pid) - before < 2_000


def resident_kilobytes(pid: int) -> int:
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        pytest.skip("only Linux tells the memory of another process without further tools")
    return int(status.read_text().split("VmRSS:")[1].split()[0])


# --- faults become messages ---


def test_a_child_that_is_killed_is_a_message_and_the_next_case_a_new_child(many: DurableEngine) -> None:
    first = many.pid
    os.kill(first, signal.SIGTERM)
    with pytest.raises(KnowledgeError) as raised:
        many.run("findings", [FOR] * 120)
    assert codes(raised) == ["engine.child_died"]
    bits = [FOR] * 80 + [UNKNOWN] * 40
    many.run("findings", bits)
    assert bits == [FOR] * 120
    assert many.pid != first


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signals to tell")
def test_the_message_about_a_killed_child_says_how_it_ended(many: DurableEngine) -> None:
    os.kill(many.pid, signal.SIGKILL)
    with pytest.raises(KnowledgeError, match="SIGKILL"):
        many.run("findings", [FOR] * 120)


def test_a_child_that_keeps_silent_is_stopped_and_told() -> None:
    with pytest.raises(KnowledgeError) as raised:
        DurableEngine(base_of([0], 1), patience=0.001)
    assert codes(raised) == ["engine.child_silent"]


def test_an_error_in_a_consequent_is_not_swallowed(child: Child) -> None:
    """durable-rules goes on as if nothing had happened; here the consequent cannot assert what is no record."""
    child.ask({"findings": [[rule(["for", 1], ["for", 0]), rule(["for", 2, 0], ["for", 1])]]})
    with pytest.raises(ChildFault, match=r"engine\.child_fault"):
        child.ask({"phase": "findings", "records": [["for", 0, 0]]})


def test_a_fact_that_no_rule_waits_for_does_no_harm(child: Child) -> None:
    """durable-rules raises an error for it, and forgets what else was asserted with it."""
    child.ask({"findings": [[rule(["for", 1, 0], ["for", 0])]]})
    answer = child.ask({"phase": "findings", "records": [["for", 0, 0], ["against", 7, 0]]})
    assert answer == {"records": [["for", 1, 0]]}


@pytest.mark.parametrize(
    "rules",
    [
        [rule(["for", i + 1, 0], ["for", 0]) for i in range(256)],
        [rule(["for", 9_999, 0], ["for", i]) for i in range(512)],
        [rule(["for", 17, 0], *(["for", i] for i in range(17)))],
    ],
    ids=["rules on one record", "records", "premises of one rule"],
)
def test_rules_beyond_the_limits_are_refused_before_durable_rules_hangs(child: Child, rules: list[object]) -> None:
    with pytest.raises(ChildFault, match=r"engine\.limit"):
        child.ask({"findings": [rules]})


def test_the_child_reads_nothing_from_the_folder_where_the_user_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('read from the current folder')\n")
    monkeypatch.chdir(tmp_path)
    with contextlib.closing(DurableEngine(base_of([0], 1))) as engine:
        bits = [FOR, UNKNOWN]
        engine.run("findings", bits)
    assert bits == [FOR, FOR]


# --- our own rules ---


@pytest.mark.parametrize("each", [8, pytest.param(1, marks=pytest.mark.thorough)])
def test_both_engines_conclude_the_same_on_every_so_many_vignettes(each: int) -> None:
    guide = open_wegwijzer(engine="both")
    vignettes = sorted((ROOT / "rules" / "vignettes").glob("*.yaml"))
    assert len(vignettes) > 100
    for path in vignettes[::each]:
        guide.advise(guide.load(path))


def test_both_engines_conclude_the_same_on_every_shared_case() -> None:
    folder = Path(os.environ.get("WEGWIJZER_SHARED", ROOT.parent / "shared")) / "cases"
    cases = sorted(folder.glob("*.yaml"))
    if not cases:
        pytest.skip("the shared cases are not here")
    guide = open_wegwijzer(engine="both")
    for path in cases:
        guide.advise(guide.load(path))
