"""How few questions it takes until the advice stands, with an informant who knows everything; and how long choosing one takes.

`python benchmarks/questions.py` measures and prints; with `--write` the tables go into docs/questions.md. The cases are
the vignettes, completed by lot to pupils of whom every fact is known, the same ones every time.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from engine.decision.deciding import Decision, decide  # noqa: E402 - found only once the path is set
from engine.explanation.advising import assemble  # noqa: E402 - as above
from engine.explanation.interview import Interview  # noqa: E402 - as above
from engine.explanation.outlook import Outlook, outlook  # noqa: E402 - as above
from engine.explanation.questions import is_settled, questions  # noqa: E402 - as above
from engine.explanation.ranking import rank  # noqa: E402 - as above
from engine.explanation.stakes import Stake, stakes  # noqa: E402 - as above
from engine.inference.working_memory import remember  # noqa: E402 - as above
from engine.model.advice import Step  # noqa: E402 - as above
from engine.model.asking import Asking  # noqa: E402 - as above
from engine.model.case import Case  # noqa: E402 - as above
from engine.model.vocabulary import Value  # noqa: E402 - as above
from engine.protocols.enactment import steps_of  # noqa: E402 - as above
from engine.protocols.replay import Replay  # noqa: E402 - as above
from engine.service import Wegwijzer, open_wegwijzer  # noqa: E402 - as above
from tests.simulated import answered, truth_of  # noqa: E402 - as above

PAGE = ROOT / "docs" / "questions.md"
BEGIN, END = "<!-- measured: benchmarks/questions.py -->", "<!-- end of measured -->"
TODAY = date(2026, 1, 26)
PUPILS = 20
SMALL = 12  # small cases: of which few facts are open
OPEN, ENOUGH, MANY = 30, 6, 11  # how many are open in each, and how many of those must matter at least, and at most
ROUNDS = 15
AIM = 0.3


@dataclass(frozen=True)
class View:
    """A case in the middle of an interview."""

    case: Case
    decision: Decision
    outlook: Outlook
    at_stake: tuple[Stake, ...]
    steps: tuple[Step, ...]
    asked: frozenset[str]

    @property
    def settled(self) -> bool:
        """Tell whether no answer can change the advice."""
        return is_settled(self.outlook, self.at_stake, self.steps)


Strategy = Callable[[View], str | None]


class Asked:
    """Interviews simulated pupils."""

    def __init__(self, wegwijzer: Wegwijzer) -> None:
        """Keep the rules."""
        self.wegwijzer = wegwijzer
        self.facts = [f for f in wegwijzer.base.knowledge.facts.values() if f.type != "text"]
        self.dice = Random(1)  # noqa: S311 - no secret
        self.group = ""

    def view(self, case: Case, day: date, asked: frozenset[str] = frozenset()) -> View:
        """Look at a case as it stands."""
        decision = decide(self.wegwijzer.inference, self.wegwijzer.inference.infer(case, day))
        replay, view = Replay(decision.conclusions), outlook(decision)
        steps = steps_of(replay)
        return View(case, decision, view, stakes(decision, view, replay, steps), steps, asked)

    def count(self, case: Case, day: date, truth: dict[str, Value], strategy: Strategy) -> int:
        """Ask until the case is settled, and count the questions; what the informant has no answer to, nobody knows."""
        view = self.view(case, day)
        while not view.settled:
            fact = strategy(view)
            if fact is None:
                raise RuntimeError(case.id)
            view = self.view(answered(view.case, fact, truth.get(fact), day), day, view.asked | {fact})
        return len(view.asked)

    def tried(self, view: View) -> str | None:
        """Choose as `ask` does."""
        ranked = rank(self.wegwijzer.inference, view.outlook, view.at_stake, view.steps)
        return next((r.question.fact for r in ranked if r.matters and r.question.fact not in view.asked), None)

    def grouped(self, view: View) -> str | None:
        """Choose as the interview does: one person after the other."""
        group = self.group if view.asked else ""
        asking = Asking(rank(self.wegwijzer.inference, view.outlook, view.at_stake, view.steps), settled=False)
        talk = Interview(self.wegwijzer.base.knowledge, lambda _: asking, view.case, group=group, later=set(view.asked))
        ranked, self.group = talk.next(), talk.group
        return ranked.question.fact if ranked else None

    def quick(self, view: View) -> str | None:
        """Choose by the quick ranking, among what people act on."""
        live = [s for s in view.at_stake if s.live]
        return next((q.fact for q in questions(view.outlook, live, view.steps) if q.fact not in view.asked), None)

    def in_order(self, view: View) -> str | None:
        """Choose the next fact of the files that is not known yet."""
        return next((f.id for f in self.facts if self._open(view, f.id)), None)

    def in_order_live(self, view: View) -> str | None:
        """Choose the next fact of the files that still matters."""
        live = {q.fact for q in questions(view.outlook, [s for s in view.at_stake if s.live], view.steps)}
        return next((f.id for f in self.facts if f.id in live - view.asked), None)

    def at_random(self, view: View) -> str | None:
        """Choose by lot."""
        left = [f.id for f in self.facts if self._open(view, f.id)]
        return self.dice.choice(left) if left else None

    def _open(self, view: View, fact: str) -> bool:
        return fact not in view.asked and view.decision.conclusions.memory.is_open(fact)

    def pupils(self, count: int, seed: int) -> Iterator[tuple[Case, date, dict[str, Value]]]:
        """Give vignettes with pupils of whom everything is known."""
        files = sorted((ROOT / "rules" / "vignettes").glob("*.yaml"))
        for i in range(count):
            dice = Random(seed + i)  # noqa: S311 - no secret
            case = self.wegwijzer.load(dice.choice(files))
            day = case.as_of or TODAY
            yield case, day, truth_of(self.wegwijzer.base.knowledge, case, day, dice)

    def small(self) -> Iterator[tuple[Case, date, dict[str, Value]]]:
        """Give cases of which only some facts are open, and enough of those matter."""
        found = 0
        for i, (vignette, day, truth) in enumerate(self.pupils(10 * SMALL, 1000)):
            case = vignette
            kept = set(Random(i).sample(sorted(truth), OPEN))  # noqa: S311 - no secret
            for fact in self.facts:
                if fact.id not in kept and remember(self.wegwijzer.base.knowledge, case, day).is_open(fact.id):
                    case = answered(case, fact.id, truth.get(fact.id), day)
            matter = {f: truth.get(f) for f in sorted(self.live(case, day))}
            if found < SMALL and ENOUGH <= len(matter) <= MANY and self.view(self._told(case, day, matter, matter), day).settled:
                found += 1
                yield case, day, {f: v for f, v in truth.items() if f in kept}

    def live(self, case: Case, day: date) -> set[str]:
        """Give the open facts on which something rests that people act on."""
        view = self.view(case, day)
        return {q.fact for q in questions(view.outlook, [s for s in view.at_stake if s.live], view.steps)}

    def best(self, case: Case, day: date, truth: dict[str, Value]) -> int:
        """Find the fewest answers that settle a case, trying all sets: what someone would ask who knew the answers."""
        matter = sorted(self.live(case, day))
        sets = (some for size in range(len(matter) + 1) for some in combinations(matter, size))
        return next(len(some) for some in sets if self.view(self._told(case, day, truth, some), day).settled)

    def _told(self, case: Case, day: date, truth: Mapping[str, Value | None], some: Iterable[str]) -> Case:
        for fact in some:
            case = answered(case, fact, truth.get(fact), day)
        return case


def counts(asked: Asked) -> list[str]:
    """Measure the number of questions on the vignettes."""
    ways: dict[str, Strategy] = {
        "every answer tried": asked.tried,
        "every answer tried, one person after the other (`ask`)": asked.grouped,
        "the quick ranking of `advise`": asked.quick,
        "the order of the files, only what still matters": asked.in_order_live,
        "the order of the files": asked.in_order,
        "at random": asked.at_random,
    }
    found = {name: [asked.count(*pupil, way) for pupil in asked.pupils(PUPILS, 0)] for name, way in ways.items()}
    base = statistics.mean(found["the order of the files"])
    lines = [f"{PUPILS} vignettes, each completed to a pupil of whom every fact is known.", ""]
    lines += ["| questions are chosen | fewest | mean | most | share of file order |", "|---|---|---|---|---|"]
    for name, numbers in found.items():
        mean = statistics.mean(numbers)
        lines.append(f"| {name} | {min(numbers)} | {mean:.1f} | {max(numbers)} | {100 * mean / base:.0f}% |")
    return lines


def small_counts(asked: Asked) -> list[str]:
    """Measure against the best possible on small cases."""
    rows = [(asked.best(*pupil), asked.count(*pupil, asked.tried), asked.count(*pupil, asked.in_order_live)) for pupil in asked.small()]
    best, tried, order = (sum(column) for column in zip(*rows, strict=True))
    equal = sum(row[0] == row[1] for row in rows)
    return [
        f"{len(rows)} small cases, in each {OPEN} facts open of which {ENOUGH} to {MANY} matter. The best possible knows the answers",
        "beforehand, so that nobody can do better.",
        "",
        "| | questions in all |",
        "|---|---|",
        f"| best possible, with hindsight | {best} |",
        f"| every answer tried ({equal} of {len(rows)} cases as few as possible) | {tried} |",
        f"| the order of the files, only what still matters | {order} |",
    ]


def times(asked: Asked) -> list[str]:
    """Measure how long choosing the next question takes, against one inference, where most is known and where most is open."""
    wegwijzer = asked.wegwijzer
    vignettes = wegwijzer.vignettes()
    largest = max(vignettes, key=lambda c: len(c.observations))
    emptiest = max(vignettes, key=lambda c: len(wegwijzer.advise(c, c.as_of or TODAY).questions))
    lines = [f"Median of {ROUNDS}, in ms (aim for choosing: at most {1000 * AIM:.0f}):", ""]
    lines += [
        "| vignette | one inference, with decisions | a whole advice | choosing the next question | in inferences |",
        "|---|---|---|---|---|",
    ]
    return lines + [_times(wegwijzer, case, about) for case, about in ((largest, "most known"), (emptiest, "most open"))]


def _times(wegwijzer: Wegwijzer, case: Case, about: str) -> str:
    day, inference = case.as_of or TODAY, wegwijzer.inference
    one = _median(lambda: decide(inference, inference.infer(case, day)))
    advice = _median(lambda: assemble(case, day, wegwijzer.decide(case, day)[0]))  # `advise` would remember it
    choosing = _median(lambda: wegwijzer.ask(case, day))
    name = f"{case.id} ({about}: {len(case.observations)} observations, {len(wegwijzer.ask(case, day).questions)} questions)"
    return f"| {name} | {1000 * one:.1f} | {1000 * advice:.1f} | {1000 * choosing:.0f} | {choosing / one:.0f} |"


def _median(work: Callable[[], object]) -> float:
    work()
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        took.append(time.perf_counter() - start)
    return statistics.median(took)


def write(lines: list[str]) -> None:
    """Put the tables into the page."""
    page = PAGE.read_text(encoding="utf-8")
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    PAGE.write_text(f"{before}{BEGIN}\n\n" + "\n".join(lines) + f"\n\n{END}{after}", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    simulated = Asked(open_wegwijzer())
    tables = [*times(simulated), "", *counts(simulated), "", *small_counts(simulated)]
    print("\n".join(tables))
    if "--write" in sys.argv[1:]:
        write(tables)
