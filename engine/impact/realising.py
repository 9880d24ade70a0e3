"""A state that conditions tell apart, made into what people say and do: the facts and steps of a case in which it is so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta

from engine.inference.conclusions import Conclusions, Inference
from engine.inference.numbers import number_function
from engine.inference.scores import CLAMP, IQ, add_months
from engine.inference.truth import AGAINST, BOTH, FOR, Bits
from engine.knowledge.scope import Scope
from engine.language.syntax import Arithmetic, Call, Comparison, Expression, Literal, Name, Negative
from engine.model.case import Case, Event, Observation
from engine.model.vocabulary import FactDefinition, Value
from engine.verification.atoms import EVENT
from engine.verification.atoms import Value as Seen
from engine.verification.states import Look, States

__all__ = ["Happened", "Realising"]

Happened = tuple[str, str]  # a step as `protocol.task`, and its state
_DAYS_OF_WEEK = 7
_TRUTHS = {FOR: [True], AGAINST: [False], BOTH: [True, False]}
_SIDES = {"school": "school", "home": "home", "pupil": "pupil", "care": "care", "adults": "home"}


class Realising:
    """Collects what must be said and done for a state; what was decided first stays."""

    def __init__(self, inference: Inference, day: date) -> None:
        """Start from a case of which nothing is known on a day."""
        self.inference = inference
        self.base = inference.base
        self.k = self.base.knowledge
        self.day = day
        self.said: dict[str, tuple[Observation, ...]] = {}
        self.done: dict[Happened, date] = {}
        self._hypotheses: set[str] = set()

    def case(self, name: str, title: str = "") -> Case:
        """Give the case so far; what was done stands in the order of its days."""
        events = [_event(step, state, day) for (step, state), day in self.done.items()]
        said = tuple(o for id_ in sorted(self.said) for o in self.said[id_])
        return Case(name, self.day, said, tuple(sorted(events, key=lambda e: e.date)), title)

    def happens(self, step: str, state: str = "done", weeks: float = 2) -> None:
        """Let a step be done, or begun, so many weeks ago."""
        self.done.setdefault((step, state), self.day - timedelta(days=round(weeks * _DAYS_OF_WEEK)))

    def state(self, states: States, values: dict[str, Seen]) -> None:
        """Take in a state: plain facts first, since what is calculated must leave them as they are."""
        for name, value in sorted(values.items(), key=lambda pair: pair[0] not in self.k.facts):
            self.decide(name, value, states.term(name))

    def decide(self, name: str, value: Seen, term: Expression | None = None) -> None:
        """Let one variable of a state have a value, as far as that can be."""
        if name.startswith(EVENT):
            if value:
                self.happens(name.removeprefix(EVENT), str(value))
            return
        if name in self.k.facts and name not in self.said:
            self.said[name] = tuple(self._voices(self.k.facts[name], value))
            return
        if isinstance(value, float) and term is not None:
            self.solve(term, value)
            return
        if name in self.k.hypotheses:
            self.weigh(name, holds=value != AGAINST)
            return
        if name in self.base.slots and isinstance(value, int):
            self.concludes(name, AGAINST if value == AGAINST else FOR)
            return
        if name == "support.proposed" and isinstance(value, frozenset):
            self.place(next(iter(sorted(value))))
            return
        if isinstance(term, Call) or "(" in name:
            self._called(name, value)

    def _voices(self, fact: FactDefinition, value: Seen) -> Iterator[Observation]:
        """Say a value; two people each say one of two."""
        if value is None:
            yield Observation(fact.id, None)
            return
        each = _each(fact, value)
        people = [*fact.informants, *(i for i in self.k.informants if i not in fact.informants)]
        for person, said in zip(people, each, strict=False):
            yield Observation(fact.id, said, person if len(each) > 1 else None)

    # --- what is asked of people and steps ---

    def _called(self, name: str, value: Seen) -> None:
        """Let someone say something, or people see a thing differently; of a function that asks for it."""
        function, _, rest = name.partition("(")
        words = [word.strip().strip('"') for word in rest.rstrip(")").split(",")]
        if function == "said_by" and words[0] in self.k.facts and words[0] not in self.said:
            values = _TRUTHS.get(value, []) if isinstance(value, int) else []
            self.said[words[0]] = tuple(Observation(words[0], said, words[1], f"{i}" if i else None) for i, said in enumerate(values))
        elif function == "seen_differently" and value == FOR:
            self._disagree(words)

    def _disagree(self, sides: list[str]) -> None:
        fact = next((f for f in self.k.facts.values() if f.type == "bool" and f.id not in self.said and not f.implies), None)
        who = [next((i.id for i in self.k.informants.values() if i.side == _SIDES.get(side, side)), None) for side in sides]
        if fact and all(who):
            self.said[fact.id] = tuple(Observation(fact.id, said, by) for by, said in zip(who, (True, False), strict=False))

    # --- conclusions ---

    def holds(self, key: str) -> bool:
        """Let a conclusion hold, by the first state that is found for it; tell whether there is one."""
        if key in self.k.hypotheses:
            return self.weigh(key, holds=True)
        return self.concludes(key, FOR)

    def concludes(self, key: str, wanted: Bits) -> bool:
        """Let something speak for a conclusion, or against it, in keeping with what was said already where that can be."""
        gate = self.base.rule_of(self.base.slots[key]).gate
        states = States(self.base, [gate])

        def verdict(low: Look, high: Look) -> bool | None:
            return True if low.gate(gate) & wanted else None if high.gate(gate) & wanted else False

        known = {name: value for name in states.variables if (value := self._known(name)) is not None}
        found = states.find_from(known, verdict) or states.find(verdict)
        if found is not None:
            self.state(states, dict(found))
        return found is not None

    def _known(self, name: str) -> Seen:
        """Give the value of a fact as states hold it, where one is known."""
        values = [o.value for o in self.said.get(name, ())]
        if len(values) != 1 or values[0] is None:
            return None
        match values[0]:
            case bool(value):
                return FOR if value else AGAINST
            case str(value):
                return float(date.fromisoformat(value).toordinal()) if self.k.facts[name].type == "date" else frozenset([value])
        return values[0]

    def weigh(self, hypothesis: str, *, holds: bool) -> bool:
        """Let a hypothesis be likely by its strongest arguments, or unlikely by one that opposes it."""
        if hypothesis in self._hypotheses:
            return False
        self._hypotheses.add(hypothesis)
        wanted = ("confirms", "strong", "supports") if holds else ("excludes", "strongly_opposes", "opposes")
        weights = {"confirms": 2, "strong": 2, "excludes": 2, "strongly_opposes": 2}
        sum_ = 0
        arguments = sorted(enumerate(self.k.hypotheses[hypothesis].arguments), key=lambda a: (*wanted, a[1].strength).index(a[1].strength))
        for i, argument in arguments:
            if argument.strength in wanted and sum_ < 2 and self.holds(f"argument:{hypothesis}#{i}"):  # noqa: PLR2004 - from 2 on it is likely
                sum_ += weights.get(argument.strength, 1)
        return sum_ > 0

    def place(self, layer: str) -> bool:
        """Let a layer be proposed: by a criterion of its own, else by a need that it is the lowest to meet."""
        if layer not in self.k.layers:
            return False
        criteria = (f"layer:{layer}#{i}" for i in range(len(self.k.layers[layer].criteria)))
        needs = (n.id for n in self.k.needs.values() if n.layer == layer)
        return any(self.holds(key) for key in (*criteria, *needs))

    # --- numbers ---

    def solve(self, term: Expression, wanted: float) -> bool:  # noqa: PLR0911 - one line a form
        """Let a calculation come out at a number; tell whether that can be, given what was said already."""
        match term:
            case Name(id=name) if name in self.k.facts:
                return self._number(self.k.facts[name], wanted)
            case Name(id=name) if name in self.k.measures:
                return self._value(term) is None and any(self.solve(formula, wanted) for formula in self.k.measures[name].formulas)
            case Negative(operand=operand):
                return self.solve(operand, -wanted)
            case Arithmetic():
                return self._sum(term, wanted)
            case Call(function="count", arguments=arguments):
                return self._count(arguments, round(wanted))
            case Call(function="weeks_since_event", arguments=(Name(id=step), *states)):
                state = str(states[0].value) if states and isinstance(states[0], Literal) else "done"
                self.happens(step, state, wanted)
                return True
            case Call(function="weeks_since_said", arguments=(Name(id=name), Literal(value=said))):
                when = self.day - timedelta(days=round(wanted * _DAYS_OF_WEEK))
                fact = self.k.facts[name]
                self.said[name] = (Observation(name, str(said), fact.informants[0] if fact.informants else None, None, when),)
                return True
            case Call(function=function, arguments=(argument,)) if function in _INVERSE:
                return self.solve(argument, _INVERSE[function](self.day, wanted))
        return False

    def _number(self, fact: FactDefinition, wanted: float) -> bool:
        if fact.id in self.said:
            return False
        if fact.type == "date":
            self.said[fact.id] = (Observation(fact.id, date.fromordinal(int(wanted)).isoformat()),)
            return True
        if (fact.low is not None and wanted < fact.low) or (fact.high is not None and wanted > fact.high):
            return False
        self.said[fact.id] = (Observation(fact.id, float(round(wanted)) if fact.type == "int" else wanted),)
        return True

    def _sum(self, term: Arithmetic, wanted: float) -> bool:
        """Let one side be what it is, or what is usual, and solve for the other."""
        for free, other, turned in ((term.left, term.right, False), (term.right, term.left, True)):
            kept = dict(self.said)
            known = self._value(other)
            if known is None and self._value(free) is None:
                known = 0.0 if self.solve(other, 0.0) else None
            goal = None if known is None else _undone(term.operator, wanted, known, turned=turned)
            if goal is not None and self.solve(free, goal):
                return True
            self.said = kept
        return False

    def _count(self, arguments: tuple[Expression, ...], wanted: int) -> bool:
        for i, argument in enumerate(arguments):
            match argument:
                case Name(id=name) if name in self.k.facts:
                    self.decide(name, FOR if i < wanted else AGAINST)
                case Name(id=name) if i < wanted and name in self.base.slots:
                    self.holds(name)
                case Comparison() | Call() | Name():
                    pass
        return True

    def _value(self, term: Expression) -> float | None:
        """Give what a calculation comes out at now; None while it is unknown."""
        if not isinstance(term, Literal) and not self.said:
            return None
        found = number_function(term, Scope(self.k, "alert"))(self._conclusions().memory)
        return found.low if found is not None and found.is_point else None

    def _conclusions(self) -> Conclusions:
        return self.inference.infer(self.case("realising"), self.day)


def _each(fact: FactDefinition, value: Seen) -> Sequence[Value]:
    """Give what people say of a fact in a state: one thing, or two that differ."""
    match value:
        case frozenset():
            return sorted(value)[:2]
        case int() | float() if fact.type == "date":
            return [date.fromordinal(int(value)).isoformat()]
        case int() | float() if fact.type in ("int", "number"):
            return [float(value)]
        case float() | str():
            return [value]
        case int():
            return _TRUTHS.get(value, [])
    return []


def _event(step: str, state: str, day: date) -> Event:
    protocol, _, task = step.partition(".")
    return Event(protocol, task, day, "started" if state == "started" else "done")


def _undone(operator: str, wanted: float, known: float, *, turned: bool) -> float | None:
    """Give what the free side must be; `turned` when it is the right one."""
    match operator:
        case "+":
            return wanted - known
        case "-":
            return known - wanted if turned else wanted + known
        case "*":
            return wanted / known if known else None
    return (known / wanted if wanted else None) if turned else wanted * known


_INVERSE: dict[str, Callable[[date, float], float]] = {
    "weeks_since": lambda day, n: float((day - timedelta(days=round(n * _DAYS_OF_WEEK))).toordinal()),
    "months_since": lambda day, n: float(add_months(day, -round(n)).toordinal()),
    "z_of_iq": lambda _day, z: IQ.mean + IQ.stdev * z,
    "z_of_percentile": lambda _day, z: 100 * _share(z),
    "percentile_of_iq": lambda _day, p: IQ.inv_cdf(min(0.999999, max(0.000001, p / 100))),
}


def _share(z: float) -> float:
    return IQ.cdf(IQ.mean + IQ.stdev * max(-CLAMP, min(CLAMP, z)))
