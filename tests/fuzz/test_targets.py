"""Every fuzz target on a few inputs each time, on many in a campaign, and on everything that was ever found."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz import reading_targets
from tests.fuzz.corpus import kept
from tests.fuzz.dice import Dice
from tests.fuzz.mutations import mutated
from tests.fuzz.round import NAMES
from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
FINDS = sorted(p for p in (Path(__file__).parent / "finds").rglob("*") if p.is_file())
SLOW = {  # inputs of a normal run: 50 take long
    **dict.fromkeys(("rules", "overlay", "book", "table", "store"), 10),
    **dict.fromkeys(("commands", "diagram", "paper", "screen", "accounts", "store_commands"), 6),
    "binary": 3,
}


def test_the_round_fuzzes_every_target() -> None:
    assert set(NAMES) == set(TARGETS)


@pytest.mark.parametrize("name", NAMES)
def test_a_target_holds_on_inputs_that_vary_in_their_choices(name: str) -> None:
    """Chosen by Hypothesis, which shrinks what it finds."""
    usual = settings().max_examples
    count = usual if settings.get_current_profile_name() == "campaign" else SLOW.get(name, usual)

    @settings(max_examples=count, suppress_health_check=list(HealthCheck))
    @given(content=st.binary(max_size=300))
    def holds(content: bytes) -> None:
        TARGETS[name](content)

    holds()


@pytest.mark.parametrize("name", NAMES)
def test_what_was_worth_keeping_holds(name: str) -> None:
    """Some of the inputs with which the next round begins."""
    some = kept(name)[:: 1 + len(kept(name)) // (SLOW.get(name, 40) // 2 or 1)]
    for content in some:
        TARGETS[name](content)


@pytest.mark.parametrize("find", FINDS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_what_was_found_stays_mended(find: Path) -> None:
    TARGETS[find.parent.name](find.read_bytes())


def test_other_bytes_are_other_choices_and_the_same_bytes_the_same() -> None:
    dice = random.Random(1)  # noqa: S311 - no secret
    contents = [dice.randbytes(60) for _ in range(50)]
    made = [mutated(Dice(content), ["case: x\nfacts:\n  a: 1\n  b: 2\n"]) for content in contents]
    assert made == [mutated(Dice(content), ["case: x\nfacts:\n  a: 1\n  b: 2\n"]) for content in contents]
    assert len(set(made)) > 30


def test_a_target_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """What comes out of the real code is a find, whatever it is."""

    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(reading_targets, "parse_case", broken)
    with pytest.raises(RecursionError):
        TARGETS["case"](b"")


def test_a_round_counts_inputs_and_ends_with_1_on_a_find(tmp_path: Path) -> None:
    """The child without atheris, which runs everywhere; `cell` takes no time."""
    program = (
        "import sys; sys.modules['atheris'] = None\nfrom tests.fuzz import child, targets\n"
        "if sys.argv[1] == 'broken': targets.TARGETS['broken'] = lambda content: 1 / 0\nchild.main()"
    )
    for name, status in (("cell", 0), ("broken", 77)):
        command = [sys.executable, "-c", program, name, "1", "7", "0", str(tmp_path)]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, encoding="utf-8", timeout=120)
        assert done.returncode == status, done.stderr
        assert "number_of_executed_units: " in done.stderr
    (kept,) = (tmp_path / "finds").iterdir()
    assert kept.name.startswith("broken-crash-")
