"""Replaying events against the protocols, beside SpiffWorkflow running the same number of steps, and drawing the largest sheet.

One run measures all three in turn. Ours replays a case from its events each time, since it keeps no running instance;
SpiffWorkflow, a BPMN engine, starts an instance and completes as many tasks. Needs `pip install SpiffWorkflow==3.2.0`.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from importlib import import_module
from io import BytesIO
from itertools import pairwise
from typing import Any

from engine.inference.conclusions import Conclusions
from engine.model.case import Case, Event
from engine.protocols.enactment import next_steps
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


def line(name: str, run: Callable[[], object], rounds: int) -> float:
    """Measure and print milliseconds a case: least, middle and most."""
    times = []
    for _ in range(rounds + 1):
        start = time.perf_counter()
        run()
        times.append(1000 * (time.perf_counter() - start) / BATCH)
    times = sorted(times[1:])
    print(f"{name:<34} {times[0]:8.3f} / {statistics.median(times):8.3f} / {times[-1]:8.3f} ms a case")
    return statistics.median(times)


def main() -> None:
    """Measure everything in one run; the rounds make up ten thousand cases."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000 // BATCH
    print(f"{rounds * BATCH} cases of {EVENTS} events, least / middle / most")
    mine = line("wegwijzer, replay and next steps", ours(open_wegwijzer()), rounds)
    try:
        other = line("SpiffWorkflow 3.2, the same steps", spiff(), max(1, rounds // 10))
    except ImportError:
        print("SpiffWorkflow is not installed: pip install SpiffWorkflow==3.2.0")
        return
    print(f"ratio {other / mine:.1f}")


if __name__ == "__main__":
    main()
