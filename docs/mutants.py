"""Write docs/mutants.md: single faults in copies of the shipped rules, and what caught them. It takes some minutes."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from tests.mutations.campaign import SEED, Tally, faults, run, tally
from tests.mutations.faults import KINDS, faults_of
from tests.mutations.trying import Bench, Caught, Outcome

PAGE = Path(__file__).with_name("mutants.md")
EACH = 5


def page(outcomes: Sequence[Outcome], possible: int) -> str:
    """Give the page."""
    found = tally(outcomes)
    caught = Counter(o.caught for o in outcomes)
    survivors = [o for o in outcomes if o.survives]
    silent = [o for o in outcomes if not o.changes]
    return "\n".join(
        [
            "# Single faults, and what catches them",
            "",
            *_about(found, caught, possible),
            "",
            "| fault | made | change an advice | on loading | by a vignette | by a check | survive |",
            "|---|--:|--:|--:|--:|--:|--:|",
            *(_row(kind, [o for o in outcomes if o.fault.kind == kind]) for kind in KINDS),
            "",
            "## What survives",
            "",
            "Vignettes say what must come out, not all that may: these change something that none of them looks at.",
            "",
            *([_survivor(o) for o in survivors] or ["Nothing."]),
            "",
            "## What changes no advice and is not found",
            "",
            "In no case, real or made, was a difference seen in what is concluded, proposed or asked: what they touch is words, who may",
            "read or lead something, a need that another link names too, or a bound on which none of the made cases shows a difference.",
            "",
            *(f"- `{o.fault.file}:{o.fault.line}` {o.fault.kind}: {o.fault.said}" for o in silent if o.caught == "nothing"),
            "",
        ]
    )


def _about(found: Tally, caught: Counter[Caught], possible: int) -> tuple[str, ...]:
    return (
        "Written by `python -m docs.mutants`. A fault is one change in the text of one knowledge file: a threshold shifted, a guard",
        f"dropped, an edge led elsewhere. Of the {possible:,} that can be made at some place, {found.made} were taken by lot (seed {SEED},",
        f"{EACH} of each kind), each tried in a copy of the shipped rules: does it load, do the vignettes still come out as expected",
        "(`wegwijzer test`), does a check find it (`wegwijzer check`). Whether a fault changes any advice is asked of every vignette and",
        "of made cases at every boundary of every condition that the fault touches.",
        "",
        f"**{found.changing} change an advice, or leave none; {found.caught} of them are caught: {100 * found.share:.1f} %.**",
        f"Caught in all: {caught['loading']} on loading, {caught['test']} by a vignette, {caught['check']} by a check alone.",
    )


def _row(kind: str, of_kind: Sequence[Outcome]) -> str:
    caught = Counter(o.caught for o in of_kind)
    numbers = (
        len(of_kind),
        sum(o.changes for o in of_kind),
        caught["loading"],
        caught["test"],
        caught["check"],
        sum(o.survives for o in of_kind),
    )
    return f"| {kind} | {' | '.join(map(str, numbers))} |"


def _survivor(o: Outcome) -> str:
    where = f"`{o.fault.file}:{o.fault.line}` {o.fault.kind}: {o.fault.said}"
    return f"- {where}. The first case in which it shows is `{o.example}`; no vignette expects anything of what differs there."


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        texts, known = bench.edits(), bench.known()
        total = sum(1 for kind in KINDS for _ in faults_of(kind, texts, known))
        tried = run(faults(bench, EACH))
    PAGE.write_text(page(tried, total), encoding="utf-8")
    print(f"{tally(tried)} {tally(tried).share:.3f}", file=sys.stderr)
