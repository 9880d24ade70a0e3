"""The measurements as a page and a picture."""

from __future__ import annotations

import math
import os
import platform
import statistics
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from benchmarks.own_rules import OwnRules
from benchmarks.runners import RUNNERS

__all__ = ["write"]

AIM = 0.5
WIDTH, LEFT, RIGHT, ROW = 760, 250, 90, 30
INK, OURS, OTHERS = "#1b2a33", "#0b5c6b", "#7fbfc5"


class Measured(Protocol):
    """What `benchmarks.engines` measures of one engine in one round."""

    @property
    def load(self) -> float:
        """Give the milliseconds of loading the library and the rules."""

    @property
    def median(self) -> float:
        """Give the milliseconds of the middle case."""

    @property
    def slowest(self) -> float:
        """Give the milliseconds of the case at 99 %."""

    @property
    def memory(self) -> float:
        """Give the megabytes in use."""

    @property
    def growth(self) -> float | None:
        """Give the megabytes that came with many more cases, None where not measured."""

    @property
    def checked(self) -> int:
        """Give how many cases were compared with the plain reading."""

    @property
    def different(self) -> int:
        """Give how many of them were concluded differently."""


Rounds = Mapping[str, Sequence[Measured]]


def write(  # noqa: PLR0913 - one a section
    folder: Path,
    measured: Rounds,
    own: list[OwnRules],
    assumed: tuple[int, int],
    growth: int,
    *,
    enacted: str = "",
    screened: str = "",
    served: str = "",
) -> None:
    """Write `performance.md` and `performance.svg` into a folder."""
    (folder / "performance.svg").write_text(picture(measured), encoding="utf-8")
    (folder / "performance.md").write_text(
        page(measured, own, assumed, growth, enacted=enacted, screened=screened, served=served), encoding="utf-8"
    )


def page(  # noqa: PLR0913 - one a section
    measured: Rounds,
    own: list[OwnRules],
    assumed: tuple[int, int],
    growth: int,
    *,
    enacted: str = "",
    screened: str = "",
    served: str = "",
) -> str:
    """Say all that was measured; `enacted`, `screened` and `served` are the tables of `benchmarks.enactment`, `.screening` and `.page`."""
    closed, unsupported = assumed
    rounds = max(map(len, measured.values()))
    return f"""# How fast

Written by `make bench` (`python -m benchmarks.engines`), in one run: each engine in a process of its own, all in turn, {rounds} rounds.
Times are least / **middle** / most of the rounds. Trust ratios within the run; another machine, or a busier one, gives other times.
This one: {os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}.

## 200 generated rules

Four strata over 120 facts of which 30 % are not recorded (`benchmarks/generate.py`). Every engine concluded what a plain reading of the
same rules concludes under that engine's own meaning; the column *checked* says in how many cases. *Open* worlds leave open what rests
on something that nobody recorded. *Closed* ones take it for not so, which is all that the other engines offer.

{_table(measured, growth)}

![Milliseconds a case by engine, as in the table above](performance.svg)

{_verdict(measured)}

**What a closed world makes up.** Over 1,000 generated cases a closed world draws {closed:,} positive conclusions. We draw
{closed - unsupported:,} of them and leave {unsupported:,} open: **{unsupported / closed:.1%} of the conclusions of a closed world rest
on facts that nobody recorded.**

## Our own rules

{_own_table(own)}

*Conclude* is from a loaded case to every conclusion and decision; *advise* adds the reasons, the steps and the questions.

## Protocols replayed and drawn

{enacted}

Wegwijzer keeps no running instance: each time it replays all events of a case, out of order or not, over all protocols at once.
SpiffWorkflow runs one straight process of as many tasks. Drawing tries many arrangements and keeps the calmest; Graphviz alone draws one,
without lanes, jumps, legend or steps in words.

## Many pupils at once

{screened}

The same 200 generated rules over columns, 30 % of the facts not recorded. *Wegwijzer* gives all four truths, the others true, false and
open. *Checked* are conclusions of the first pupils that were compared with the plain reading of the rules.

## The page

{served}

Two processes behind no proxy, and fifty counsellors who each ask for the advice of one pupil after another without a pause, on the
machine that also does the asking. Every page is a session looked up, a line of the audit trail that is kept on the disk, a history opened
and verified, and an advice. A page that does nothing tells what the machine and the asking cost. *One person alone* asks for the same
pages with nobody beside. *To the next question* is from an answer in the talk, kept, to the page with the next question.

{_notes()}"""


def _table(measured: Rounds, growth: int) -> str:
    first = statistics.median(m.median for m in next(iter(measured.values())))
    rows = [
        f"| engine | world | ms a case | slowest 1 % | ratio | load ms | MB | MB more after {growth:,} cases | checked | different |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, rounds in measured.items():
        middle = statistics.median(m.median for m in rounds)
        more = next((f"{m.growth:+.1f}" for m in rounds if m.growth is not None), "")
        cells = [
            name,
            RUNNERS[name].world,
            _spread(m.median for m in rounds),
            f"{statistics.median(m.slowest for m in rounds):.2f}",
            f"{middle / first:.1f}",
            f"{statistics.median(m.load for m in rounds):.0f}",
            f"{max(m.memory for m in rounds):.0f}",
            more,
            f"{sum(m.checked for m in rounds):,}",
            str(sum(m.different for m in rounds)),
        ]
        rows.append("| " + " | ".join(cells) + " |")
    return "\n".join(rows)


def _spread(values: Iterable[float]) -> str:
    ordered = sorted(values)
    return f"{ordered[0]:.2f} / **{statistics.median(ordered):.2f}** / {ordered[-1]:.2f}"


def _verdict(measured: Rounds) -> str:
    """Say how our engine stands to the fastest other, round by round, against the aim."""
    other = measured.get("zen-engine")
    if not other:
        return "zen-engine is not installed, so the aim (at most half of its time) was not measured."
    ratios = {
        name: [ours.median / its.median for ours, its in zip(measured[name], other, strict=True)] for name in measured if "forward" in name
    }
    said = [f"{name}: {_spread(r)} ({'within' if statistics.median(r) <= AIM else 'beyond'} the aim)" for name, r in ratios.items()]
    return f"**Against zen-engine**, round by round; the aim is at most {AIM}:\n\n" + "\n".join(f"- {line}" for line in said)


def _own_table(own: list[OwnRules]) -> str:
    rows = [
        f"{own[0].cases} vignettes, {own[0].rules} conditions.\n",
        "| engine | open ms | conclude ms | advise ms |",
        "|---|--:|--:|--:|",
    ]
    rows += [f"| {each.engine} | {each.load:.0f} | {each.conclude:.2f} | {each.advise:.1f} |" for each in own]
    return "\n".join(rows)


def _notes() -> str:
    """Give what people wrote beside the measurements."""
    return (Path(__file__).parent / "notes.md").read_text(encoding="utf-8")


def picture(measured: Rounds) -> str:
    """Draw a bar an engine, on a scale where each line is ten times the one before."""
    middles = {name: statistics.median(m.median for m in rounds) for name, rounds in measured.items()}
    low = math.floor(math.log10(min(middles.values())))
    high = max(low + 1, math.ceil(math.log10(max(middles.values()))))
    unit = (WIDTH - LEFT - RIGHT) / (high - low)
    bottom = ROW * len(middles) + 40
    parts = [_line(LEFT + unit * i, bottom, f"{10.0 ** (low + i):g} ms") for i in range(high - low + 1)]
    for i, (name, value) in enumerate(middles.items()):
        length = unit * (math.log10(value) - low)
        parts.append(_bar(name, f"{value:.2f}", 40 + ROW * i, length, OURS if RUNNERS[name].world == "open" else OTHERS))
    described = "; ".join(f"{name} {value:.2f} ms" for name, value in middles.items())
    return f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {bottom + 30}" role="img" aria-labelledby="title what"
  font-family="system-ui, sans-serif" font-size="13" fill="{INK}">
<title id="title">Milliseconds a case by engine, on a logarithmic scale</title>
<desc id="what">{described}</desc>
<rect width="100%" height="100%" fill="#fff"/>
<text x="8" y="20">Dark: leaves open what nobody recorded. Pale: takes it for not so.</text>
{chr(10).join(parts)}
</svg>
"""


def _line(x: float, bottom: float, label: str) -> str:
    return (
        f'<line x1="{x:.1f}" y1="32" x2="{x:.1f}" y2="{bottom}" stroke="{INK}" stroke-opacity=".2"/>'
        f'<text x="{x:.1f}" y="{bottom + 18}" text-anchor="middle">{label}</text>'
    )


def _bar(name: str, value: str, y: float, length: float, colour: str) -> str:
    return (
        f'<text x="{LEFT - 8}" y="{y + 16}" text-anchor="end">{name}</text>'
        f'<rect x="{LEFT}" y="{y + 2}" width="{length:.1f}" height="{ROW - 10}" fill="{colour}"/>'
        f'<text x="{LEFT + length + 6:.1f}" y="{y + 16}">{value}</text>'
    )
