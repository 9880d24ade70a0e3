"""How long `check` takes on the shipped rules, and how that grows when there are two and four times as many.

`python -m benchmarks.checking` measures and prints; with `--write` the table goes into docs/checking.md. The copies have ids of their own
and share roles, sources, layers and what a school offers. Loading the same files is measured beside it, in the same run.
"""

from __future__ import annotations

import math
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import compile_knowledge
from engine.loading.collection import load_knowledge
from engine.loading.library import shipped_folder
from engine.verification.checking import check
from engine.verification.registry import CHECKS

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "checking.md"
TIMES = (1, 2, 4)
ROUNDS = 2
SHARED = ("support.", "provision.", "strength.")  # facts that layers and advice name themselves
COPIED = ("facts", "findings", "hypotheses", "interventions", "tables", "needs.yaml", "alerts.yaml", "measures.yaml")
COPIED_WHOLE = ("parameters.yaml", "parameters_protocols.yaml")


@dataclass(frozen=True)
class Measured:
    """Seconds for one size: the best of some rounds."""

    times: int
    conditions: int
    loading: float
    searching: float
    proving: float

    @property
    def checking(self) -> float:
        """Give the seconds of all checks."""
        return self.searching + self.proving


def enlarge(root: Path, times: int) -> None:
    """Write the shipped rules into a folder, as many times over, each copy after the first with ids of its own."""
    shipped = shipped_folder()
    for part in ("rules", "protocols"):
        shutil.copytree(shipped / part, root / part, ignore=shutil.ignore_patterns("vignettes", "__pycache__"), dirs_exist_ok=True)
    base = compile_knowledge(load_knowledge(root))
    names, of_protocols = _own_names(base, in_protocols=False), _own_names(base, in_protocols=True)
    for number in range(2, times + 1):
        for name in (*COPIED, *COPIED_WHOLE):
            path = shipped / "rules" / name
            for file in sorted(path.rglob("*.yaml")) if path.is_dir() else [path]:
                _copy(file, root / "rules" / f"copy{number}" / file.relative_to(shipped / "rules"), names, number)
        for file in sorted((shipped / "protocols").glob("*.yaml")):
            _copy(file, root / "protocols" / f"copy{number}_{file.name}", of_protocols, number)


def _own_names(base: KnowledgeBase, *, in_protocols: bool) -> re.Pattern[str]:
    """Give the names that a copy has to itself; a step of a protocol may be called as an intervention is."""
    k = base.knowledge
    kinds = [k.facts, k.findings, k.hypotheses, k.needs, k.alerts, k.tables, k.measures, k.parameters, k.protocols]
    names = {name for kind in (*kinds, *([] if in_protocols else [k.interventions])) for name in kind}
    own = sorted((n for n in names if not n.startswith(SHARED)), key=len, reverse=True)
    return re.compile(rf"(?<![\w.])(?<!level: )(?<!layer: )(?!\"?(?:{'|'.join(k.layers)})\")(?:{'|'.join(map(re.escape, own))})(?!\w)")


def _copy(file: Path, to: Path, names: re.Pattern[str], number: int) -> None:
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    text = _without_shared("".join(names.sub(lambda m: f"{m[0]}_{number}", line) for line in lines))
    if not re.search(r"^  [\w.]+:", text, flags=re.MULTILINE) and not text.startswith("protocol:") and "\nprotocol:" not in text:
        return  # all of it is shared
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_text(text, encoding="utf-8")


def _without_shared(text: str) -> str:
    """Leave out the facts that all copies share."""
    shared = "|".join(map(re.escape, SHARED))
    return re.sub(rf"^  (?:{shared})[\w.]+:\n(?:(?:   .*|)\n)*", "", text, flags=re.MULTILINE)


def measure(times: int, rounds: int = ROUNDS) -> Measured:
    """Measure one size, each part as the best of some rounds."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        enlarge(root, times)
        searching = [c for c in CHECKS.values() if not c.needs_proofs and not c.needs_sources]
        proving = [c for c in CHECKS.values() if c.needs_proofs]
        base = compile_knowledge(load_knowledge(root))
        return Measured(
            times,
            len(base.rules),
            _best(lambda: compile_knowledge(load_knowledge(root)), rounds),
            _best(lambda: check(base, root, checks=searching), rounds),
            _best(lambda: check(base, root, checks=proving), rounds),
        )


def _best(run: Callable[[], object], rounds: int) -> float:
    found = []
    for _ in range(rounds):
        start = time.process_time()
        run()
        found.append(time.process_time() - start)
    return min(found)


def growth(small: float, large: float, times: int) -> float:
    """Give the power of the size with which time grew."""
    return math.log(large / small) / math.log(times)


def page(found: list[Measured]) -> str:
    """Give the page."""
    rows = "\n".join(
        f"| {m.times} | {m.conditions} | {m.loading:.1f} | {m.searching:.1f} | {m.proving:.1f} | {m.checking:.1f} |" for m in found
    )
    first, last = found[0], found[-1]
    power = growth(first.checking, last.checking, last.times)
    beside = growth(first.loading, last.loading, last.times)
    return f"""# How long a check takes

Written by `python -m benchmarks.checking --write`: seconds of CPU time, the best of {ROUNDS} rounds, on {platform.machine()},
{platform.system()}, Python {platform.python_version()}. The pack is copied with ids of its own and loaded together; *loading* is reading,
checking the shape and compiling the same files.

| times the shipped rules | conditions | loading | checks that search | checks that prove | all checks |
|--:|--:|--:|--:|--:|--:|
{rows}

From once to {last.times} times the rules, checking grows with the power **{power:.2f}** of their number (loading: {beside:.2f});
2 would be quadratic. Only rules that stand beside each other are compared in pairs: the rules of one finding, the arguments of one
hypothesis, all alerts. All else is asked of one condition at a time, over the facts that it rests on.
"""


if __name__ == "__main__":
    measured = [measure(times) for times in TIMES]
    text = page(measured)
    print(text)
    if "--write" in sys.argv:
        PAGE.write_text(text, encoding="utf-8")
