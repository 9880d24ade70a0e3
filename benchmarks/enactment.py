"""Replaying events against the protocols, beside SpiffWorkflow running the same number of steps, and drawing the largest sheet.

One run measures all in turn; `benchmarks.engines` puts the table on its page. Ours replays a case from its events each time, since it
keeps no running instance; SpiffWorkflow, a BPMN engine, starts an instance and completes as many tasks. Needs SpiffWorkflow (extra `dev`).
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from importlib import import_module
from importlib.util import find_spec
from io import BytesIO
from itertools import pairwise
from typing import Any

from engine.inference.conclusions import Conclusions
from engine.model.case import Case, Event
from engine.protocols.enactment import next_steps
from engine.rendering.diagrams.dot import dot
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.engines import run_graphviz
from engine.rendering.diagrams.layout import lay_out_anew
from engine.rendering.diagrams.svg import svg
from engine.service import Wegwijzer, open_wegwijzer

EVENTS = 20
BATCH = 200
ROUND = (("carry_out", "started"), ("carry_out", "done"), ("evaluate", "done"), ("adjust_plan", "done"))


def case_of_rounds(number: int) -> Case:
    """Make a case of twenty events: five rounds of carrying out, evaluating and adjusting a plan."""
    first = date(2025, 1, 6) + timedelta(days=number % 28)
    events = tuple(
        Event("underachievement", ROUND[i % 4][0], first + timedelta(days=9 * i), ROUND[i % 4][1])  # type: ignore[arg-type]
        for i in range(EVENTS)
    )
    return Case(f"case-{number}", date(2025, 12, 1), (), events)


def ours(wegwijzer: Wegwijzer) -> Callable[[], object]:
    """Replay a batch of cases that have been concluded already: the enactment alone."""
    cases = [case_of_rounds(i) for i in range(BATCH)]
    concluded: list[Conclusions] = [wegwijzer.decide(c)[0].conclusions for c in cases]
    return lambda: [next_steps(c) for c in concluded]


def spiff() -> Callable[[], object]:
    """Run a batch of instances of twenty manual tasks in a row."""
    # imported by name, since they are there only for this comparison and say nothing of their types
    etree: Any = import_module("lxml.etree")
    workflow_of: Any = import_module("SpiffWorkflow.bpmn").BpmnWorkflow
    parser: Any = import_module("SpiffWorkflow.bpmn.parser").BpmnParser()
    ready: Any = import_module("SpiffWorkflow.util.task").TaskState.READY
    parser.add_bpmn_xml(etree.parse(BytesIO(_chain().encode())))
    spec = parser.get_spec("chain")

    def run() -> None:
        for _ in range(BATCH):
            workflow = workflow_of(spec)
            workflow.do_engine_steps()
            for _ in range(EVENTS):
                workflow.get_next_task(state=ready, manual=True).run()
                workflow.do_engine_steps()
            if not workflow.is_completed():
                raise AssertionError

    return run


def _chain() -> str:
    names = ["start", *(f"t{i}" for i in range(EVENTS)), "end"]
    flows = "".join(f'<sequenceFlow id="f{i}" sourceRef="{a}" targetRef="{b}"/>' for i, (a, b) in enumerate(pairwise(names)))
    tasks = "".join(f'<manualTask id="{n}" name="{n}"/>' for n in names[1:-1])
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="x">'
        f'<process id="chain" isExecutable="true"><startEvent id="start"/>{tasks}<endEvent id="end"/>{flows}</process></definitions>'
    )


@dataclass(frozen=True, slots=True)
class Enacted:
    """What was measured: a sentence, how often it was done, and milliseconds each time (least, middle, most)."""

    name: str
    times: int
    least: float
    middle: float
    most: float


def measured(name: str, run: Callable[[], object], rounds: int, each: int = BATCH) -> Enacted:
    """Measure after one round to warm up; `each` is how much one round does."""
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start) / each)
    times = sorted(times[1:])
    return Enacted(name, rounds * each, times[0], statistics.median(times), times[-1])


def drawing(wegwijzer: Wegwijzer) -> tuple[str, Callable[[], object], Callable[[], object]]:
    """Give the largest sheet, how we draw it, and how Graphviz alone draws the same graph without lanes."""
    every = [sheet for id_ in wegwijzer.base.knowledge.protocols for sheet in wegwijzer.graph(id_)]
    sheet = max(every, key=lambda each: len(each.nodes) + len(each.edges))
    bare = dot(sheet)

    def drawn() -> str:
        return svg(draw(lay_out_anew(sheet)))

    return sheet.id, drawn, lambda: run_graphviz(bare, "svg")


def measure_enactment(rounds: int = 10_000 // BATCH, drawings: int = 5) -> list[Enacted]:
    """Measure everything in one run: as many cases and as many steps for either engine."""
    wegwijzer = open_wegwijzer()
    found = [measured(f"wegwijzer: a case of {EVENTS} events replayed, with its next steps", ours(wegwijzer), rounds)]
    if find_spec("SpiffWorkflow"):
        found.append(measured(f"SpiffWorkflow 3.2: an instance of {EVENTS} tasks run to its end", spiff(), rounds))
    name, drawn, bare = drawing(wegwijzer)
    found.append(measured(f"wegwijzer: the largest sheet, `{name}`, laid out and drawn", drawn, drawings, 1))
    found.append(measured("Graphviz alone: the same graph, without lanes", bare, drawings, 1))
    return found


def table(found: list[Enacted]) -> str:
    """Give the measurements as a table in Markdown."""
    rows = ["| what | times | ms each: least / **middle** / most |", "|---|--:|--:|"]
    rows += [f"| {e.name} | {e.times:,} | {e.least:.2f} / **{e.middle:.2f}** / {e.most:.2f} |" for e in found]
    return "\n".join(rows)


def main() -> None:
    """Measure and print; the rounds make up ten thousand cases unless another number is given."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000 // BATCH
    print(table(measure_enactment(rounds)))


if __name__ == "__main__":
    main()
