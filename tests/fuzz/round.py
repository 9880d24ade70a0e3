"""A round of fuzzing, target after target: `python -m tests.fuzz.round --help`; ends with 1 when something was found."""

from __future__ import annotations

import argparse
import importlib.util
import os
import re
import subprocess
import sys
import time
from pathlib import Path

from tests.fuzz.corpus import take_in

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "build" / "fuzz"
NAMES = (
    *("case", "file", "answer", "condition", "rules", "overlay", "book", "whatif", "commands", "diagram", "paper"),
    *("archive", "cell", "table", "binary", "mapping", "screen", "store", "accounts", "store_commands"),
)


def main() -> None:
    """Fuzz each target for its share of the time, and say how many inputs were tried and what was found."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--seconds", type=int, default=60, help="of the whole round, starting up not counted")
    asked.add_argument("--seed", type=int, default=0, help="0: another one each time")
    asked.add_argument(
        "--inputs", type=int, default=0, help="for each target, where that takes less time; with --seed the same round each time"
    )
    asked.add_argument("--keep", action="store_true", help="run nothing: keep what earlier rounds found worth it in tests/fuzz/corpus/")
    asked.add_argument("targets", nargs="*", default=[], metavar="TARGET", help=", ".join(NAMES))
    given = asked.parse_args()
    targets = given.targets or list(NAMES)
    if bad := set(targets) - set(NAMES):
        asked.error(f"no such target: {', '.join(sorted(bad))}")
    if given.keep:
        for target in targets:
            print(f"  {target:<14} {take_in(target, FOLDER / 'corpus' / target)} inputs kept")
        return
    led = (
        "led by coverage (atheris)" if importlib.util.find_spec("atheris") else "by chance: atheris is not installed (extra `fuzz`, Linux)"
    )
    seed = given.seed or int.from_bytes(os.urandom(3), "little") + 1
    print(f"fuzzing {len(targets)} targets for {given.seconds} seconds, {led}; seed {seed}", flush=True)
    results = [_fuzzed(target, max(1, given.seconds // len(targets)), seed, given.inputs) for target in targets]
    print(f"{sum(count for count, _ in results):,} inputs; {sum(found for _, found in results)} finds", flush=True)
    sys.exit(any(found for _, found in results))


def _fuzzed(target: str, seconds: int, seed: int, inputs: int) -> tuple[int, bool]:
    command = [sys.executable, "-m", "tests.fuzz.child", target, str(seconds), str(seed), str(inputs), str(FOLDER)]
    surroundings = os.environ | {"WEGWIJZER_CACHE": str(FOLDER / "cache"), "PYTHONPATH": str(ROOT), "WEGWIJZER_DEBUG": "1"}
    if inputs:
        surroundings["PYTHONHASHSEED"] = "0"  # the order of sets is part of what code is reached
    began = time.monotonic()
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=surroundings,
        check=False,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    )
    count = re.search(r"number_of_executed_units: +(\d+)", done.stderr)
    print(
        f"  {target:<14} {int(count[1]) if count else 0:>9,} inputs in {time.monotonic() - began:.0f} s"
        + ("   FOUND SOMETHING" if done.returncode else ""),
        flush=True,
    )
    if done.returncode:
        told = [line for line in done.stderr.splitlines() if not line.startswith(("INFO: ", "WARNING: Failed to find"))]
        print("\n".join(told)[-6_000:], flush=True)
        print(f"  the input lies in {FOLDER / 'finds'}; once mended, keep it in tests/fuzz/finds/{target}/", flush=True)
    return int(count[1]) if count else 0, done.returncode != 0


if __name__ == "__main__":
    main()
