"""Backwards through the conditions: which settings of facts would make something speak for, or against, a conclusion."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import combinations

from engine.decision.hypotheses import DISPUTED, LIKELY, WEIGHTS
from engine.decision.trials import Trials
from engine.explanation.answers import Answers, Region
from engine.explanation.looking import Looker
from engine.explanation.settings import NOTHING, Way, all_of, either_of
from engine.inference.justification import observed_facts
from engine.inference.truth import AGAINST, FOR, Bits, run_gate
from engine.knowledge.circuit import Gate
from engine.language.syntax import Call, Expression, Literal, Name, walk
from engine.model.explanation import Change, Happening, Setting
from engine.model.vocabulary import FactDefinition, Value

__all__ = ["Abduction"]

_HELPS = ("confirms", "strong", "supports")
_SWAPPED = (0, 2, 1, 3)
NEAR = 1000  # the part of a step at which is looked whether a bound itself is left out
TOGETHER = 3  # arguments that are turned at once
CHOICES = 6  # parts of an "at least" that are tried together


class Abduction:
    """Searches the conditions of one case; what it finds still has to be tried, since facts serve many conditions."""

    def __init__(self, looker: Looker) -> None:
        """Search in the case as it stands."""
        self.looker = looker
        self.base = looker.inference.base
        self.look = looker.whole
        self.known: dict[tuple[Gate | int, Bits], list[Way]] = {}
        self.tried: dict[tuple[str, tuple[Setting, ...]], Answers] = {}

    @cached_property
    def bits(self) -> Sequence[Bits]:
        """Give the truth of every slot as it stands."""
        return self.look.conclusions.bits

    def of(self, key: str, want: Bits) -> list[Way]:
        """Give ways to make something speak for (or against) a conclusion."""
        return self.ways(self.base.slots[key], want)

    def ways(self, part: Gate | int, want: Bits) -> list[Way]:
        """Give ways to make something speak for (or against) a gate or slot."""
        if run_gate(part, self.bits) & want:
            return [NOTHING]
        if (part, want) not in self.known:
            self.known[part, want] = []  # a circle leads nowhere
            found = self._gate(part, want) if isinstance(part, Gate) else self._slot(part, want)
            self.known[part, want] = found
        return self.known[part, want]

    def _gate(self, gate: Gate, want: Bits) -> list[Way]:
        parts = gate.parts
        match gate.operation, want:
            case "not", _:
                return self.ways(parts[0], _SWAPPED[want])
            case ("all", 1) | ("any", 2):
                return all_of(self.ways(p, want) for p in parts)
            case ("any", 1) | ("all", 2):
                return either_of(self.ways(p, want) for p in parts)
            case "at_least", _:
                return self._enough(parts, gate.count if want == FOR else len(parts) - gate.count + 1, want)
        condition, then, otherwise = parts
        chosen = all_of([self.ways(condition, FOR), self.ways(then, want)])
        return either_of([chosen, all_of([self.ways(condition, AGAINST), self.ways(otherwise, want)])])

    def _enough(self, parts: Sequence[Gate | int], count: int, want: Bits) -> list[Way]:
        missing = count - sum(1 for p in parts if run_gate(p, self.bits) & want)
        options = [ways for p in parts if not run_gate(p, self.bits) & want and (ways := self.ways(p, want))]
        options.sort(key=lambda ways: len(ways[0][0]))
        if len(options) < missing:
            return []
        return either_of(all_of(some) for some in combinations(options[: max(CHOICES, missing)], missing))

    def _slot(self, slot: int, want: Bits) -> list[Way]:
        key = self.base.keys[slot]
        if slot in self.base.late:
            return self._supported(slot, want)
        if slot in self.base.atoms:
            return self._atom(slot, want)
        if key in self.base.knowledge.hypotheses:
            return self.weighed(key, up=want == FOR)
        gate = self.base.rule_of(slot).gate
        exception = self.base.slots.get(f"unless:{key}")
        if exception is None:
            return self.ways(gate, want)
        if want == FOR:
            return all_of([self.ways(gate, FOR), self.not_for(exception)])
        return either_of([self.ways(gate, AGAINST), self.ways(exception, FOR)])

    def not_for(self, part: Gate | int) -> list[Way]:
        """Give ways to have nothing speak for something."""
        return self.ways(part, AGAINST) if run_gate(part, self.bits) & FOR else [NOTHING]

    # --- weighing ---

    def weighed(self, id_: str, *, up: bool) -> list[Way]:
        """Give ways to make a hypothesis likely, or to make it less than that."""
        arguments = self.base.knowledge.hypotheses[id_].arguments
        total, options = 0, list[tuple[int, list[Way]]]()
        for i, argument in enumerate(arguments):
            slot = self.base.slots[f"argument:{id_}#{i}"]
            weight = WEIGHTS.get(argument.strength) or 2 * DISPUTED[argument.strength]
            total += weight if self.bits[slot] & FOR else 0
            raises = (weight > 0) == up
            if raises != bool(self.bits[slot] & FOR):
                ways = self.ways(slot, FOR) if raises else self.not_for(slot)
                options += [(abs(weight), ways)] if ways else []
        short = LIKELY - total if up else total - LIKELY + 1
        if short <= 0:
            return [NOTHING]
        return either_of(all_of(ways for _, ways in some) for some in _just_enough(options, short))

    # --- support ---

    def _supported(self, slot: int, want: Bits) -> list[Way]:
        """Give ways to have a layer, form or aim proposed that does what an atom asks of the support."""
        found: list[list[Way]] = []
        for name, values in self._values(self.base.atoms[slot]):
            memory = self.look.conclusions.memory
            for layer, value, ways in values:
                changed = {**memory.support, name: (frozenset([value]), frozenset([value]))}
                kept, memory.support = memory.support, changed
                bits = self.looker.inference.look(slot, memory)
                memory.support = kept
                if bits & want:
                    found.append(all_of([self.layer(layer), *ways]))
        return either_of(found)

    def _values(self, atom: Expression) -> Iterator[tuple[str, list[tuple[str, str, list[list[Way]]]]]]:
        layers = self.base.knowledge.layers.values()
        for name in dict.fromkeys(e.id for e in walk(atom) if isinstance(e, Name) and e.id.startswith("support.")):
            word = name.removeprefix("support.")
            if word == "proposed":
                yield name, [(layer.id, layer.id, []) for layer in layers]
                continue
            parts = [(layer.id, p.id, p.when) for layer in layers for p in (layer.variants if word == "variant" else layer.focuses)]
            yield name, [(layer, id_, [self.of(f"{word}:{layer}.{id_}", FOR)] if when else []) for layer, id_, when in parts]

    def layer(self, id_: str) -> list[Way]:
        """Give ways to have a layer proposed: something speaks for it, and nothing for a higher one."""
        placement, order = self.look.decision.placement, list(self.base.knowledge.layers)
        if placement.proposed == id_:
            return [NOTHING]
        at = order.index(id_)
        higher = [self.base.slots[key] for layer in order[at + 1 :] for key in placement.criteria[layer]]
        clear = [self.not_for(slot) for slot in higher]
        own = [self.of(key, FOR) for key in placement.criteria[id_]]
        return all_of([*clear, *([either_of(own)] if at else [])])

    # --- atoms ---

    def _atom(self, slot: int, want: Bits) -> list[Way]:
        atom = self.base.atoms[slot]
        if isinstance(atom, Call) and atom.function == "has_event":
            return _happening(atom) if want == FOR else []
        if isinstance(atom, Call) and atom.function == "said_by":
            return _said(atom, want)
        if isinstance(atom, Call):
            return []
        facts = [f for f in observed_facts(atom, self.base.measured) if f in self.base.knowledge.facts]
        facts.sort(key=lambda f: f not in self.look.findings.memory.standing)  # first what is known already, and is otherwise
        for fact in facts:
            if settings := list(self._settings(slot, want, fact, ())):
                return [(frozenset([s]), frozenset()) for s in settings]
        for one, other in combinations(facts, 2):
            found = [(frozenset([a, b]), frozenset[Happening]()) for a in self._any(one) for b in self._settings(slot, want, other, (a,))]
            if found:
                return either_of([found])
        return []

    def _any(self, fact: str) -> list[Setting]:
        answers = self._answers(fact, ())
        definition = self.base.knowledge.facts[fact]
        if definition.type in ("int", "number", "date"):
            return [_setting(answers, definition, [region]) for region in reversed(answers.regions(fact))]
        return [Setting(fact, value) for value in answers.kinds(fact)]

    def _settings(self, slot: int, want: Bits, fact: str, besides: tuple[Setting, ...]) -> Iterator[Setting]:
        """Give the settings of a fact that make an atom speak for (or against), beside others."""
        answers = self._answers(fact, besides)
        definition = self.base.knowledge.facts[fact]

        def does(value: Value) -> bool:
            return bool(answers.trials.look_at(slot, [answers.told(fact, value)]) & want)

        if definition.type not in ("int", "number", "date"):
            yield from (Setting(fact, value) for value in answers.kinds(fact) if does(value))
            return
        run: list[Region] = []
        for region in answers.regions(fact):
            if does(answers.value(definition, region.value)):
                run.append(region)
            elif run:
                break
        if run:
            yield _bounded(_setting(answers, definition, run), definition, answers.domain(definition)[2], does)

    def _answers(self, fact: str, besides: tuple[Setting, ...]) -> Answers:
        """Try answers on the case as if nobody had been asked about a fact, with others set."""
        key = (fact, besides)
        if key not in self.tried:
            case = self.looker.case_with(Change(besides))
            kept = tuple(o for o in case.observations if o.fact != fact)
            without = self.looker.at(replace(case, observations=kept))
            self.tried[key] = Answers(Trials(self.looker.inference, without.decision))
        return self.tried[key]


def _setting(answers: Answers, fact: FactDefinition, run: Sequence[Region]) -> Setting:
    """Give the setting to a run of regions; a bound where the fact itself ends is left out."""
    lowest, highest, _ = answers.domain(fact)
    low, high = run[0].low, run[-1].high
    middle = next(r for r in sorted(run, key=lambda r: abs(r.value - (low + high) / 2)))
    value = answers.value(fact, middle.value)
    return Setting(fact.id, value, low if low > lowest else None, high if high < highest else None)


def _bounded(setting: Setting, fact: FactDefinition, step: float, does: Callable[[Value], bool]) -> Setting:
    """Leave out the bounds of a number where all that lies between them and the next would do as well."""
    if fact.type != "number":
        return setting
    low, high, near = setting.low, setting.high, step / NEAR
    if high is not None and does(round(high + step - near, 6)):
        setting = replace(setting, high=round(high + step, 6), high_open=True)
    if low is not None and does(round(low - step + near, 6)):
        setting = replace(setting, low=round(low - step, 6), low_open=True)
    return setting


def _just_enough(options: Sequence[tuple[int, list[Way]]], short: int) -> Iterator[tuple[tuple[int, list[Way]], ...]]:
    """Give the choices of arguments that weigh enough together, none of them needlessly."""
    for size in range(1, min(TOGETHER, len(options)) + 1):
        for some in combinations(options, size):
            weight = sum(w for w, _ in some)
            if weight >= short and all(weight - w < short for w, _ in some):
                yield some


def _happening(atom: Call) -> list[Way]:
    name, *states = atom.arguments
    protocol, _, node = (name.id if isinstance(name, Name) else "").partition(".")
    begun = any(isinstance(s, Literal) and s.value == "started" for s in states)
    return [(frozenset(), frozenset([Happening(protocol, node, "started" if begun else "done")]))]


def _said(atom: Call, want: Bits) -> list[Way]:
    fact, informant = atom.arguments
    if isinstance(fact, Name) and isinstance(informant, Literal):
        return [(frozenset([Setting(fact.id, want == FOR, by=str(informant.value))]), frozenset())]
    return []
