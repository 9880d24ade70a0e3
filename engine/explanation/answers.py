"""The kinds of answer that a question can get: of a number, one from each region between the thresholds of the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from engine.decision.trials import Trials
from engine.inference.truth import Bits
from engine.language.syntax import Duration, Literal, Name, Negative, walk
from engine.model.case import Observation
from engine.model.vocabulary import LEVELS, FactDefinition, Value

__all__ = ["Answers", "Region"]

WIDEST = 1000.0  # how far a number goes whose definition does not say
EARLIEST = 20 * 365  # days before the day of the question; no fact in the rules looks further back
_STEPS = {"percentile": 0.5, "percent": 0.5, "sd": 0.05, "weeks": 0.5, "months": 0.5, "hours": 0.5}


@dataclass(frozen=True, slots=True)
class Region:
    """All values from `low` to `high` that make the same of every condition; `value` is one from the middle."""

    low: float
    high: float
    value: float


class Answers:
    """Finds the kinds of answer for one case."""

    def __init__(self, trials: Trials) -> None:
        """Keep the case on which answers are tried."""
        self.trials = trials
        self.memory = trials.decision.conclusions.memory
        self.knowledge = trials.inference.base.knowledge
        self._regions: dict[str, tuple[Region, ...]] = {}

    def kinds(self, fact: str) -> tuple[Value, ...]:
        """Give one value of every kind that a fact can be answered with; none for a text, on which nothing rests."""
        definition = self.knowledge.facts[fact]
        match definition.type:
            case "bool":
                return (True, False)
            case "choice":
                return tuple(definition.values)
            case "level":
                return LEVELS
            case "text" | "band":  # a band is told, never asked: the level or the percentile is
                return ()
        return tuple(self.value(definition, region.value) for region in self.regions(fact))

    def told(self, fact: str, value: Value) -> Observation:
        """Give the observation of an answer that is given on the day of the question."""
        return Observation(fact, value, date=self.memory.as_of)

    def value(self, fact: FactDefinition, number: float) -> Value:
        """Give a number as the value of its fact: a date is kept as text."""
        return date.fromordinal(int(number)).isoformat() if fact.type == "date" else number

    def regions(self, fact: str) -> tuple[Region, ...]:
        """Give the regions of a number or date, lowest first, as things stand in the case."""
        if fact not in self._regions:
            definition = self.knowledge.facts[fact]
            self._regions[fact] = tuple(_Cutter(self, definition).regions())
        return self._regions[fact]

    def domain(self, fact: FactDefinition) -> tuple[float, float, float]:
        """Give the lowest and highest value, and the step at which boundaries are looked for."""
        if fact.type == "date":
            today = self.memory.as_of
            earliest = max(date.min + timedelta(days=EARLIEST), today) - timedelta(days=EARLIEST)
            return float(earliest.toordinal()), float(today.toordinal()), 1.0
        low = fact.low if fact.low is not None else -WIDEST
        high = fact.high if fact.high is not None else WIDEST
        return low, high, 1.0 if fact.type == "int" else _STEPS.get(fact.unit, 0.5)

    def constants(self, fact: str) -> Iterator[float]:
        """Give the numbers that stand in the conditions on a fact."""
        for atom in self.trials.atoms_of(fact):
            for part in walk(atom):
                match part:
                    case Literal(value=float(value)):
                        yield value
                    case Literal(value=date() as day):
                        yield float(day.toordinal())
                    case Literal(value=Duration(amount=amount)):
                        yield float(amount)
                    case Negative(operand=Name(id=name)) if name in self.knowledge.parameters:
                        yield -self.knowledge.parameters[name].value
                    case Name(id=name) if name in self.knowledge.parameters:
                        yield self.knowledge.parameters[name].value


class _Cutter:
    """Cuts the values of one fact where some condition changes."""

    def __init__(self, answers: Answers, fact: FactDefinition) -> None:
        self.answers = answers
        self.fact = fact
        self.low, self.high, self.step = answers.domain(fact)
        self.seen: dict[float, tuple[Bits, ...]] = {}

    def regions(self) -> Iterator[Region]:
        """Give every run of values that make the same of all conditions."""
        points = {self.low, self.high, self._on_step((self.low + self.high) / 2)}
        for constant in self.answers.constants(self.fact.id):
            points |= {p for p in (constant - self.step, constant, constant + self.step) if self.low <= p <= self.high}
        found = sorted(points)
        cuts = [found[0]]
        for below, above in pairwise(found):
            cuts += self._cuts(below, above)
        for i, start in enumerate(cuts):
            end = cuts[i + 1] - self.step if i + 1 < len(cuts) else self.high
            yield Region(start, end, min(max(self._on_step((start + end) / 2), start), end))

    def _cuts(self, below: float, above: float) -> list[float]:
        """Give the first value of every new run between two points."""
        if self._look(below) == self._look(above):
            return []
        middle = self._on_step((below + above) / 2)
        if above - below <= self.step or middle in (below, above):
            return [above]
        return self._cuts(below, middle) + self._cuts(middle, above)

    def _on_step(self, value: float) -> float:
        return round(round((value - self.low) / self.step) * self.step + self.low, 6)

    def _look(self, value: float) -> tuple[Bits, ...]:
        if value not in self.seen:
            told = self.answers.told(self.fact.id, self.answers.value(self.fact, value))
            self.seen[value] = self.answers.trials.look([told])
        return self.seen[value]
