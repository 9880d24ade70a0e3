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
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import polars as pl

from benchmarks.column_contenders import CONTENDERS, FILES, NEEDS
from benchmarks.generate import FACTS, VALUES, finding_of, make_rules, open_world

__all__ = ["Screened", "make_table", "measure_screening", "table"]

SIZES = (10_000, 100_000, 1_000_000)
CHECKED = 200
LONGEST = 300  # seconds that one measurement may take
LOOP, IBIS = "wegwijzer: a loop over forward", "wegwijzer: ibis on DuckDB"
SLOW = {LOOP: 10_000, IBIS: 10_000}  # the most pupils that a slow contender is given


@dataclass(frozen=True, slots=True)
class Screened:
    """One measurement: seconds by the clock and of the processor, megabytes at most, and conclusions that differ from the plain reading."""

    name: str
    mode: str
    pupils: int
    wall: float
    cpu: float
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
        path = folder / f"{pupils}.parquet"
        make_table(pupils).write_parquet(path)
        for mode, names in (("memory", CONTENDERS), ("file", FILES)):
            for name in names:
                if find_spec(NEEDS.get(name, "polars")) and pupils <= SLOW.get(name, pupils):
                    found = _apart(name, mode, path)
                    if found:
                        yield found


def _apart(name: str, mode: str, path: Path) -> Screened | None:
    command = [sys.executable, "-W", "ignore", "-m", "benchmarks.screening", "--one", name, mode, str(path)]
    try:
        done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=LONGEST)
    except subprocess.TimeoutExpired:
        print(f"{name}, {path.stem} pupils: not done after {LONGEST} s", file=sys.stderr)
        return None
    if done.returncode:
        print(f"{name}, {path.stem} pupils: did not end well\n{done.stderr[-500:]}", file=sys.stderr)
        return None
    return Screened(**json.loads(done.stdout.splitlines()[-1]))


def measure_one(name: str, mode: str, path: Path) -> Screened:
    """Measure one contender in this process."""
    rules, frame = make_rules(), pl.read_parquet(path)
    pupils = frame.height
    expected = [open_world(rules, {k: v for k, v in row.items() if v is not None}) for row in frame.head(CHECKED).to_dicts()]
    if mode == "memory":
        run, read = CONTENDERS[name](rules, frame)
    else:
        del frame
        run, read = FILES[name](rules, path, path.with_name("out.parquet"))
    clock, processor = time.perf_counter(), time.process_time()
    outcome = run()
    wall, cpu = time.perf_counter() - clock, time.process_time() - processor
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = read(outcome, min(CHECKED, pupils))
    ids = {finding_of(rule.target, rule.then) for rule in rules} & found.keys()
    different = sum(found[id_][i] != row[id_] for i, row in enumerate(expected) for id_ in ids)
    return Screened(name, mode, pupils, wall, cpu, peak, len(expected) * len(ids), different)


def table(found: list[Screened]) -> str:
    """Give the measurements as a table in Markdown."""
    rows = [
        "| what | from, to | pupils | pupils/s | pupils/s of processor time | MB | checked | different |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    words = {"memory": "in memory", "file": "Parquet to Parquet"}
    for s in found:
        rates = f"{s.pupils / s.wall:,.0f} | {s.pupils / s.cpu:,.0f}"
        rows.append(f"| {s.name} | {words[s.mode]} | {s.pupils:,} | {rates} | {s.memory:.0f} | {s.checked:,} | {s.different} |")
    return "\n".join(rows)


def main() -> None:
    """Measure and print; sizes may be given."""
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(measure_one(sys.argv[2], sys.argv[3], Path(sys.argv[4])))))
        return
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    print(table(measure_screening(sizes)))


if __name__ == "__main__":
    main()
