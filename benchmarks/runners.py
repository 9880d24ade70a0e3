"""Everything that is measured on the generated rules: our engines and the others, each as a function from facts to conclusions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from benchmarks.contenders import CONTENDERS
from benchmarks.generate import TODAY, Facts, Rule, case_of, closed_world, finding_of, knowledge_of, open_world

__all__ = ["RUNNERS", "Loaded", "Runner"]

World = Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded engine: `prepare` makes a case ready, `run` is what is measured, `conclusions` reads the outcome.

    `pids` are other processes whose memory counts as well.
    """

    prepare: Callable[[Facts], object]
    run: Callable[[object], object]
    conclusions: Callable[[object], set[tuple[str, object]]]
    pids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Runner:
    """An engine that can be measured, with what it makes of facts that are not recorded."""

    name: str
    world: World
    load: Callable[[list[Rule]], Loaded]
    package: str = ""

    def expected(self, rules: list[Rule], case: Facts) -> set[tuple[str, object]]:
        """Conclude plainly, under this engine's own meaning."""
        if self.world == "closed":
            return {(finding_of(target, value), True) for target, value in closed_world(rules, case)}
        return {(id_, truth) for id_, truth in open_world(rules, case).items() if truth is not None}


def _ours(engine: str, told: Literal["none", "one", "all"]) -> Callable[[list[Rule]], Loaded]:
    def load(rules: list[Rule]) -> Loaded:
        # Imported here, so that each process loads what it measures and no more.
        from engine.inference.conclusions import Conclusions, Inference  # noqa: PLC0415
        from engine.inference.durable import DurableEngine  # noqa: PLC0415
        from engine.inference.engines import make_engine  # noqa: PLC0415
        from engine.inference.justification import justify, justify_all  # noqa: PLC0415
        from engine.knowledge.compiler import compile_knowledge  # noqa: PLC0415
        from engine.model.case import Case  # noqa: PLC0415

        base = compile_knowledge(knowledge_of(rules))
        inference = Inference(base, make_engine(engine, base))
        last = list(base.slots)[-1]

        def run(case: object) -> Conclusions:
            assert isinstance(case, Case)  # noqa: S101 - what `prepare` made
            conclusions = inference.infer(case, TODAY)
            if told == "all":
                justify_all(conclusions, base.slots)
            elif told == "one":
                justify(conclusions, last)
            return conclusions

        def conclusions_of(outcome: object) -> set[tuple[str, object]]:
            assert isinstance(outcome, Conclusions)  # noqa: S101 - what `run` gave
            truths = {"true": True, "false": False}
            return {(key, truths[s]) for key in base.slots if (s := outcome.status(key)) in truths}

        second = inference.engine
        return Loaded(case_of, run, conclusions_of, (second.pid,) if isinstance(second, DurableEngine) else ())

    return load


def _other(name: str) -> Callable[[list[Rule]], Loaded]:
    def load(rules: list[Rule]) -> Loaded:
        run = CONTENDERS[name](rules)

        def conclusions_of(outcome: object) -> set[tuple[str, object]]:
            assert isinstance(outcome, set)  # noqa: S101 - what `run` gave
            return {(finding_of(target, value), True) for target, value in outcome}

        return Loaded(lambda case: case, run, conclusions_of)  # type: ignore[arg-type]

    return load


RUNNERS = {
    runner.name: runner
    for runner in (
        Runner("forward", "open", _ours("forward", "none")),
        Runner("forward, one conclusion told", "open", _ours("forward", "one")),
        Runner("forward, all conclusions told", "open", _ours("forward", "all")),
        Runner("durable", "open", _ours("durable", "none"), "durable-rules"),
        *(Runner(name, "closed", _other(name), name) for name in CONTENDERS),
    )
}
