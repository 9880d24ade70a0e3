"""How long one advice takes from a standing start, against merely importing the libraries that it rests on.

Both are measured in turn within one run, so that a busy machine slows both alike; the aim is a ratio of at most 2.5.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 15
AIM = 2.5
IMPORTS = "import yaml, jsonschema, networkx, click"
ADVICE = "from cli.main import main; main()"


def seconds(*words: str) -> float:
    """Give the time that a fresh Python takes for some words of command line."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *words], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def measure() -> tuple[list[float], list[float]]:
    """Give the times of the imports and of the advice; one round before counts for neither."""
    rounds = [(seconds("-c", IMPORTS), seconds("-c", ADVICE, "advise", "examples/thuis.yaml")) for _ in range(ROUNDS + 1)]
    imports, advice = zip(*rounds[1:], strict=True)
    return list(imports), list(advice)


def line(name: str, times: list[float]) -> str:
    """Say least, middle and most in milliseconds."""
    low, middle, high = (1000 * t for t in (min(times), statistics.median(times), max(times)))
    return f"{name:<10} {low:6.0f} / {middle:6.0f} / {high:6.0f} ms"


if __name__ == "__main__":
    imports, advice = measure()
    print(f"{ROUNDS} rounds, least / middle / most")
    print(line("imports", imports))
    print(line("advice", advice))
    print(f"ratio      {statistics.median(advice) / statistics.median(imports):.2f} (aim: at most {AIM})")
