"""How long a case takes: our engines beside what one would pick instead, on one generated rule set, and on our own rules.

Each engine runs in a process of its own, all in turn and several rounds, so that a busy machine slows all alike. What an
engine concludes is checked against a plain reading of the same rules under its own meaning before anything is measured.
Writes docs/performance.md and its picture.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import statistics
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from benchmarks.generate import closed_world, finding_of, make_cases, make_rules, open_world
from benchmarks.runners import RUNNERS, Loaded

ROOT = Path(__file__).resolve().parents[1]
WARM_UP = 100


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine in one round: times in milliseconds, memory in megabytes; `growth` is None where it was not asked."""

    name: str
    load: float
    median: float
    slowest: float
    memory: float
    checked: int
    different: int
    growth: float | None = None


def measure(name: str, cases: int, growth: int) -> Measured:
    """Load one engine, check it, and measure it; `growth` cases more tell whether its memory grows."""
    rules, facts = make_rules(), make_cases(cases)
    runner = RUNNERS[name]
    start = time.perf_counter()
    loaded = runner.load(rules)
    load = time.perf_counter() - start
    prepared = [loaded.prepare(case) for case in facts]
    different = sum(loaded.conclusions(loaded.run(p)) != runner.expected(rules, f) for p, f in zip(prepared, facts, strict=True))
    times = sorted(_time(loaded, case) for case in prepared[:WARM_UP] + prepared)
    memory = megabytes(loaded)
    for i in range(growth):
        loaded.run(prepared[i % cases])
    return Measured(
        name=name,
        load=1000 * load,
        median=1000 * statistics.median(times),
        slowest=1000 * times[int(0.99 * len(times))],
        memory=memory,
        checked=cases,
        different=different,
        growth=megabytes(loaded) - memory if growth else None,
    )


def _time(loaded: Loaded, case: object) -> float:
    start = time.perf_counter()
    loaded.run(case)
    return time.perf_counter() - start


def megabytes(loaded: Loaded) -> float:
    """Give the memory in use now by this process and those that work for it; 0 where the system does not tell."""
    total = 0
    for pid in ("self", *loaded.pids):
        status = Path(f"/proc/{pid}/status")
        total += int(status.read_text().split("VmRSS:")[1].split()[0]) if status.exists() else 0
    return total / 1024


def installed(package: str) -> bool:
    """Tell whether a package is there; our own needs none."""
    try:
        return not package or bool(importlib.metadata.version(package))
    except importlib.metadata.PackageNotFoundError:
        return False


def in_a_process(name: str, cases: int, growth: int) -> Measured:
    """Measure one engine in a fresh process."""
    words = ["-m", "benchmarks.engines", "--one", name, "--cases", str(cases), "--growth", str(growth)]
    done = subprocess.run([sys.executable, *words], cwd=ROOT, check=True, capture_output=True, text=True)
    return Measured(**json.loads(done.stdout.splitlines()[-1]))


def in_rounds(rounds: int, cases: int, growth: int) -> dict[str, list[Measured]]:
    """Measure all engines in turn; the growth of memory in the first round only."""
    out: dict[str, list[Measured]] = {name: [] for name, runner in RUNNERS.items() if installed(runner.package)}
    for i in range(rounds):
        for name, measured in out.items():
            measured.append(in_a_process(name, cases, 0 if i else growth))
            print(f"round {i + 1}: {name}: {measured[-1].median:.3f} ms", file=sys.stderr)
    return out


def share_of_assumptions(cases: int) -> tuple[int, int]:
    """Count what the closed world concludes, and how much of that no recorded fact supports."""
    rules = make_rules()
    closed = unsupported = 0
    for case in make_cases(cases):
        concluded = {finding_of(target, value) for target, value in closed_world(rules, case)}
        supported = {id_ for id_, truth in open_world(rules, case).items() if truth}
        closed += len(concluded)
        unsupported += len(concluded - supported)
    return closed, unsupported


def main() -> None:
    """Measure all and write the page, or measure one engine and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--one", choices=RUNNERS)
    parser.add_argument("--cases", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--growth", type=int, default=20_000)
    chosen = parser.parse_args()
    if chosen.one:
        print(json.dumps(asdict(measure(chosen.one, chosen.cases, chosen.growth))))
        return
    from benchmarks.enactment import measure_enactment, table  # noqa: PLC0415 - not in the process of each engine
    from benchmarks.own_rules import measure_own_rules  # noqa: PLC0415 - not in the process of each engine
    from benchmarks.page import measure_page  # noqa: PLC0415 - as above
    from benchmarks.page import table as page_table  # noqa: PLC0415 - as above
    from benchmarks.report import write  # noqa: PLC0415 - as above
    from benchmarks.screening import measure_screening  # noqa: PLC0415 - as above
    from benchmarks.screening import table as screening_table  # noqa: PLC0415 - as above

    measured = in_rounds(chosen.rounds, chosen.cases, chosen.growth)
    write(
        ROOT / "docs",
        measured,
        measure_own_rules(chosen.rounds),
        share_of_assumptions(1_000),
        chosen.growth,
        enacted=table(measure_enactment()),
        screened=screening_table(measure_screening()),
        served=page_table(measure_page()),
    )


if __name__ == "__main__":
    main()
