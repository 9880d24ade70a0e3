"""Milliseconds a case of our own rules: the vignettes through each engine, from the case to all conclusions and to the advice."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.diagnostics import KnowledgeError
from engine.explanation.advising import assemble
from engine.model.advice import Advice
from engine.model.case import Case
from engine.service import Wegwijzer, open_wegwijzer

__all__ = ["OwnRules", "measure_own_rules"]

VIGNETTES = Path(__file__).resolve().parents[1] / "rules" / "vignettes"


@dataclass(frozen=True, slots=True)
class OwnRules:
    """The medians of one engine over all vignettes, in milliseconds; the advice includes reasons and questions."""

    engine: str
    cases: int
    rules: int
    load: float
    conclude: float
    advise: float


def measure_own_rules(rounds: int) -> list[OwnRules]:
    """Measure our own rules with each engine that can run here, all in turn."""
    guides, loads = {}, {}
    for engine in ("forward", "durable", "both"):
        start = time.perf_counter()
        try:
            guides[engine] = open_wegwijzer(engine=engine)
        except KnowledgeError:
            continue  # durable-rules is not installed
        loads[engine] = 1000 * (time.perf_counter() - start)
    first = guides["forward"]
    cases = [first.load(path) for path in sorted(VIGNETTES.glob("*.yaml"))]
    concluded: dict[str, list[float]] = {engine: [] for engine in guides}
    advised: dict[str, list[float]] = {engine: [] for engine in guides}
    for _ in range(rounds):
        for engine, guide in guides.items():
            concluded[engine] += _times(guide.decide, cases)
            advised[engine] += _times(lambda case, by=guide: _advised(by, case), cases)  # type: ignore[misc]  # an engine of its own
    rules = sum(map(len, first.base.stages.values()))
    return [
        OwnRules(e, len(cases), rules, loads[e], 1000 * statistics.median(concluded[e]), 1000 * statistics.median(advised[e]))
        for e in guides
    ]


def _advised(guide: Wegwijzer, case: Case) -> Advice:
    """Advise anew: `advise` would remember it."""
    decision, day = guide.decide(case)
    return assemble(case, day, decision)


def _times(run: Callable[[Case], object], cases: list[Case]) -> list[float]:
    out = []
    for case in cases:
        start = time.perf_counter()
        run(case)
        out.append(time.perf_counter() - start)
    return out
