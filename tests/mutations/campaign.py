"""Many faults tried side by side, each process with a copy of the rules of its own."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from tests.mutations.faults import KINDS, Fault, sample
from tests.mutations.trying import Bench, Outcome

__all__ = ["SEED", "Tally", "faults", "run", "tally"]

SEED = 20260126
_bench: list[Bench] = []  # one a process


def _prepare() -> None:
    _bench.append(Bench(Path(tempfile.mkdtemp(prefix="wegwijzer-faults-"))))


def _try(fault: Fault) -> Outcome:
    return _bench[0].outcome(fault)


def faults(bench: Bench, each: int, seed: int = SEED, kinds: Iterable[str] = KINDS) -> list[Fault]:
    """Take some faults of each kind by lot, the same ones for the same rules and seed."""
    return sample(bench.edits(), bench.known(), seed, each, kinds)


def run(chosen: Sequence[Fault], workers: int = 2) -> list[Outcome]:
    """Try all faults."""
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_prepare) as pool:
        return list(pool.map(_try, chosen))


@dataclass(frozen=True, slots=True)
class Tally:
    """What some faults came to: how many there were, how many change an advice, and how many of those were caught."""

    made: int
    changing: int
    caught: int

    @property
    def share(self) -> float:
        """Give the part of what changes an advice that was caught."""
        return self.caught / self.changing if self.changing else 1.0


def tally(outcomes: Iterable[Outcome]) -> Tally:
    """Count."""
    found = list(outcomes)
    changing = [o for o in found if o.changes]
    return Tally(len(found), len(changing), sum(o.caught != "nothing" for o in changing))
