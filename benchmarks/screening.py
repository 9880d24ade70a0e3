"""Many pupils at once, measured beside others that can do columns: pupils a second and memory, in memory and file to file.

Each contender runs in a process of its own. Of the first pupils every conclusion is compared with a plain reading of the same rules.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.column_contenders import CONTENDERS, FILES, NEEDS
from benchmarks.generate import FACTS, VALUES, finding_of, make_rules, open_world
from benchmarks.own_columns import OWN, make_pupils

__all__ = ["Screened", "make_table", "measure_screening", "table"]

SIZES = (10_000, 100_000, 1_000_000)
CHECKED = 200
LONGEST = 300  # seconds that one measurement may take
RUNS, SHORT = 3, 3.0  # what took less than so many seconds is done so many times, and the middle one counts
LOOP = "wegwijzer: a loop over forward"
SLOW = {LOOP: 10_000}  # the most pupils that a slow contender is given
OURS, WHOLE = "wegwijzer: planes of bits", "wegwijzer: screen"
AIMS = {"memory": 6_000_000, "file": 1_000_000}  # pupils a second
MOST = 500  # megabytes at a million pupils


@dataclass(frozen=True, slots=True)
class Screened:
    """One measurement: seconds by the clock and of the processor, megabytes at most, and conclusions that differ from the plain reading.

    `rules` are the generated ones or our own; `first` is what the first run took by the clock, `wall` and `cpu` what the middle one did.
    """

    name: str
    rules: str
    mode: str
    pupils: int
    wall: float
    cpu: float
    first: float
    memory: float
    checked: int
    different: int


def make_table(pupils: int, seed: int = 20241) -> pl.DataFrame:
    """Make pupils for the generated rules: 30 % of the facts are not recorded."""
    lot = np.random.default_rng(seed)
    out: dict[str, pl.Series] = {"pupil": pl.Series(np.arange(pupils).astype(str))}
    for fact in FACTS:
        known = lot.random(pupils) >= 0.3  # noqa: PLR2004 - as in `generate`
        match fact[0]:
            case "b":
                values = pl.Series(lot.random(pupils) < 0.4)  # noqa: PLR2004 - as in `generate`
            case "e":
                values = pl.Series(lot.integers(0, len(VALUES), pupils).astype(np.uint8)).cat.to(pl.Enum(VALUES))
            case _:
                values = pl.Series(lot.integers(0, 101, pupils).astype(np.int8))
        out[fact] = values.set(~pl.Series(known), None)
    return pl.DataFrame({name: column.alias(name) for name, column in out.items()})


def measure_screening(sizes: tuple[int, ...] = SIZES) -> list[Screened]:
    """Measure all contenders that are installed, each in its own process, at each size."""
    with tempfile.TemporaryDirectory() as name:
        return list(_measured(Path(name), sizes))


def _measured(folder: Path, sizes: tuple[int, ...]) -> Iterator[Screened]:
    for pupils in sizes:
        for rules, names in _asked().items():
            path = folder / f"{rules} {pupils}.parquet"
            if rules == "own":
                make_pupils(pupils, path)
            else:
                make_table(pupils).write_parquet(path)
            for name, mode in names:
                needed = "ibis" if "ibis" in name else NEEDS.get(name, "polars")
                if find_spec(needed) and pupils <= SLOW.get(name, pupils):
                    found = _apart([name, rules, mode, str(path), str(pupils)])
                    if found:
                        yield found


def _asked() -> dict[str, list[tuple[str, str]]]:
    generated = [(name, mode) for mode, names in (("memory", CONTENDERS), ("file", FILES)) for name in names]
    return {"generated": generated, "own": list(OWN)}


def _apart(asked: list[str]) -> Screened | None:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.screening", "--one", *asked]
    told = f"{asked[0]}, {asked[1]} rules, {asked[2]}, {asked[4]} pupils"
    try:
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=LONGEST)
    except subprocess.TimeoutExpired:
        print(f"{told}: not done after {LONGEST} s", file=sys.stderr)
        return None
    if done.returncode:
        print(f"{told}: did not end well\n{done.stderr[-500:]}", file=sys.stderr)
        return None
    return Screened(**json.loads(done.stdout.splitlines()[-1]))


def measure_one(name: str, rules: str, mode: str, path: Path, pupils: int) -> Screened:
    """Measure one contender in this process, which may fall: so may the one in which `wegwijzer screen` goes through a table."""
    from engine.screening.expendable import let_fall  # noqa: PLC0415 - each process loads what it measures and no more

    let_fall()
    target = path.with_name("out.parquet")
    run, check = OWN[name, mode](path, target) if rules == "own" else _generated(name, mode, path, target)
    times: list[tuple[float, float]] = []
    outcome = None
    while not times or (len(times) < RUNS and times[0][0] < SHORT):
        outcome = None  # what one run concluded makes room for what the next one does
        clock, processor = time.perf_counter(), time.process_time()
        outcome = run()
        times.append((time.perf_counter() - clock, time.process_time() - processor))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    wall, cpu = sorted(times)[len(times) // 2]
    return Screened(name, rules, mode, pupils, wall, cpu, times[0][0], peak, *check(outcome, min(CHECKED, pupils)))


def _generated(name: str, mode: str, path: Path, target: Path) -> tuple[Callable[[], Any], Callable[[Any, int], tuple[int, int]]]:
    rules = make_rules()
    rows = pl.read_parquet(path, n_rows=CHECKED).to_dicts()
    run, read = CONTENDERS[name](rules, pl.read_parquet(path)) if mode == "memory" else FILES[name](rules, path, target)

    def check(outcome: Any, pupils: int) -> tuple[int, int]:
        expected = [open_world(rules, {k: v for k, v in row.items() if v is not None}) for row in rows[:pupils]]
        found = read(outcome, pupils)
        ids = {finding_of(rule.target, rule.then) for rule in rules} & found.keys()
        return len(expected) * len(ids), sum(found[id_][i] != row[id_] for i, row in enumerate(expected) for id_ in ids)

    return run, check


def table(found: list[Screened]) -> str:
    """Give the measurements as a table in Markdown, and below it which aims were reached."""
    rows = [
        "| what | rules | from, to | pupils | pupils/s | pupils/s of processor time | first run s | MB | checked | different |",
        "|---|---|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    words = {"memory": "in memory", "file": "Parquet to Parquet"}
    for s in found:
        rates = f"{s.pupils / s.wall:,.0f} | {s.pupils / s.cpu:,.0f} | {s.first:.2f}"
        rows.append(f"| {s.name} | {s.rules} | {words[s.mode]} | {s.pupils:,} | {rates} | {s.memory:.0f} | {s.checked:,} | {s.different} |")
    return "\n".join([*rows, "", *_aims(found)])


def _aims(found: list[Screened]) -> Iterator[str]:
    """Say of ours, at the most pupils, what the aims are and what was reached."""
    for s in found:
        if s.name in (OURS, WHOLE) and s.pupils == SIZES[-1]:
            rate = s.pupils / s.wall
            word = "reached" if rate >= AIMS[s.mode] else "not reached"
            room = "within" if s.memory <= MOST else "beyond"
            told = f"{rate / 1e6:.1f} million pupils/s, aim {AIMS[s.mode] / 1e6:.0f}: {word}"
            yield f"- {s.name}, {s.rules} rules, {s.mode}: {told}; {s.memory:.0f} MB, {room} {MOST}"


def main() -> None:
    """Measure and print; sizes may be given."""
    if sys.argv[1:2] == ["--one"]:
        name, rules, mode, path, pupils = sys.argv[2:]
        print(json.dumps(asdict(measure_one(name, rules, mode, Path(path), int(pupils)))))
        return
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    print(table(measure_screening(sizes)))


if __name__ == "__main__":
    main()
