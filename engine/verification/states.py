"""States of a case that conditions can tell apart, and the search among them for one that shows something."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from engine.inference.truth import AGAINST, BOTH, FOR, UNKNOWN, Bits, at_least, both, choose, either, negation
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import Gate, slots_of
from engine.knowledge.scope import Scope
from engine.language.printer import show_number
from engine.language.syntax import Expression, Name
from engine.model.vocabulary import Implication
from engine.verification.atoms import EVENT, Atoms, State, Test, Value, Variable

__all__ = ["Look", "States", "Verdict", "say_state"]

BUDGET = 2_000  # steps of one search; what takes more is left alone rather than accused


class Look(dict[int, Bits]):
    """The bits of slots in one state, worked out when they are asked for."""

    def __init__(self, states: States, state: State, left_out: Bits) -> None:
        """Look at a state; `left_out` is what a variable counts for that the state does not decide."""
        super().__init__()
        self.states, self.state, self.left_out = states, state, left_out

    def __missing__(self, slot: int) -> Bits:
        """Work out one slot."""
        test = self.states.tests.get(slot)
        bits = test(self.state, self.left_out) if test else self.gate(self.states.base.rule_of(slot).gate)
        self[slot] = bits
        return bits

    def gate(self, gate: Gate | int) -> Bits:
        """Work out a gate; it means what `engine.inference.truth.run_gate` says."""
        if isinstance(gate, int):
            return self[gate]
        parts = [self.gate(part) for part in gate.parts]
        match gate.operation:
            case "all":
                return both(parts)
            case "any":
                return either(parts)
            case "not":
                return negation(parts[0])
            case "at_least":
                return at_least(gate.count, parts)
        return choose(*parts)


# Of what holds for sure in a state, and of all that may still hold: True when this is what was sought, False when it cannot
# be found by deciding more.
Verdict = Callable[[Look, Look], bool | None]


class States:
    """What some gates can tell apart.

    Findings and needs behind the gates are followed down to facts when `unfold` says so, else taken as they come; hypotheses
    are always taken as they come, but those in `never` cannot hold. With `voices` people may disagree on a fact.
    """

    def __init__(  # noqa: PLR0913 - each asks another question of the same gates
        self,
        base: KnowledgeBase,
        gates: Sequence[Gate | int],
        *,
        unfold: bool = True,
        voices: bool = False,
        never: Collection[str] = (),
        events: bool = True,
    ) -> None:
        """Find the variables behind some gates; without `events` a step taken is never decided, and may still come."""
        self.base = base
        self.gates = tuple(gates)
        self.unfold = unfold
        self.voices = voices
        self.events = events
        self.tests: dict[int, Test] = {}
        self.folded = False  # whether a finding or need is taken as it comes
        self.gave_up = False
        self._atoms = Atoms(Scope(base.knowledge, "alert"), voices)
        self._looks_at: dict[int, tuple[str, ...]] = {}
        self._find({base.slots[id_] for id_ in never})
        names = dict.fromkeys(name for looks_at in self._looks_at.values() for name in looks_at)
        self.variables: dict[str, Variable] = {name: self._atoms.variable(name) for name in names}
        facts = base.knowledge.facts
        self._follows = [(f.id, i) for f in facts.values() for i in f.implies if {f.id, i.fact} <= set(names)]

    def _find(self, never: Collection[int]) -> None:
        queue = [slot for gate in self.gates for slot in slots_of(gate)]
        seen: set[int] = set()
        while queue:
            slot = queue.pop(0)
            if slot in seen:
                continue
            seen.add(slot)
            if slot in never:
                self.tests[slot] = _never
            elif slot in self.base.atoms:
                self.tests[slot], self._looks_at[slot] = self._atoms.made(self.base.atoms[slot])
            elif slot in self.base.rules and self.unfold:
                queue.extend(slots_of(self.base.rule_of(slot).gate))
            else:
                self.folded = self.folded or slot in self.base.rules
                self.tests[slot], self._looks_at[slot] = self._atoms.made(Name(self.base.keys[slot]))

    def look(self, state: State, left_out: Bits = UNKNOWN) -> Look:
        """Look at a state."""
        return Look(self, state, left_out)

    def thresholds(self, name: str) -> tuple[float, ...]:
        """Give the numbers that a variable is compared with; none for what is no number."""
        return tuple(sorted(self._atoms.numbers.get(name, ())))

    def term(self, name: str) -> Expression | None:
        """Give the calculation that a variable stands for; None for what is no number."""
        return self._atoms.terms.get(name)

    def find(self, verdict: Verdict) -> State | None:
        """Find a state by a verdict, with no more in it than the verdict needs.

        None when there is none, or when it took too long: then `gave_up` says so.
        """
        return self.find_from({}, verdict)

    def find_from(self, given: State, verdict: Verdict, budget: int = BUDGET) -> State | None:
        """Find a state in which some things are given, in no more than `budget` steps; else as `find`."""
        self.gave_up = False
        found = self._search(dict(given), verdict, iter(range(budget)))
        return None if found is None else self._least(found, verdict)

    def _search(self, state: dict[str, Value], verdict: Verdict, steps: Iterator[int]) -> State | None:
        if next(steps, None) is None:
            self.gave_up = True
        if self.gave_up or not self._is_possible(state):
            return None
        low, high = self.look(state), self.look(state, BOTH)
        answer = verdict(low, high)
        if answer is not None:
            return state if answer else None
        variable = self._next(state, low, high)
        if variable is None:
            return None
        for value in variable.values:
            found = self._search({**state, variable.name: value}, verdict, steps)
            if found is not None:
                return found
        return None

    def _is_possible(self, state: State) -> bool:
        """Tell whether no fact denies what another implies; where people may disagree, they may."""
        return self.voices or all(_agrees(state, fact, each) for fact, each in self._follows)

    def _next(self, state: State, low: Look, high: Look) -> Variable | None:
        """Give a variable that could still change something."""
        queue: list[Gate | int] = list(self.gates)
        while queue:
            part = queue.pop(0)
            if low.gate(part) == high.gate(part):
                continue
            if isinstance(part, Gate):
                queue = [*part.parts, *queue]
            elif part in self.tests:
                open_names = (n for n in self._looks_at.get(part, ()) if n not in state)
                name = next((n for n in open_names if self.events or not n.startswith(EVENT)), None)
                if name:
                    return self.variables[name]
            else:
                queue.insert(0, self.base.rule_of(part).gate)
        return None

    def _least(self, state: State, verdict: Verdict) -> State:
        """Leave out what the verdict does not need."""
        kept = dict(state)
        for name in state:
            less = {n: v for n, v in kept.items() if n != name}
            if verdict(self.look(less), self.look(less, BOTH)):
                kept = less
        return kept


def _never(_state: State, _left_out: Bits) -> Bits:
    return AGAINST


def _agrees(state: State, fact: str, each: Implication) -> bool:
    value, other = _said_as(state.get(fact)), _said_as(state.get(each.fact))
    return value is None or other is None or not each.follows_from(value) or other == each.value


def _said_as(value: Value) -> bool | float | str | None:
    """Give a value as people say it, None when it is not one value."""
    match value:
        case frozenset():
            return next(iter(value)) if len(value) == 1 else None
        case float() | str() | None:
            return value
    return {FOR: True, AGAINST: False}.get(value)


def say_state(state: State) -> str:
    """Say a state in the words of conditions."""
    return ", ".join(sorted(_said(name, value) for name, value in state.items()))


def _said(name: str, value: Value) -> str:
    if name.startswith(EVENT):
        step = name.removeprefix(EVENT)
        return {"done": f"has_event({step})", "started": f'has_event({step}, "started")'}.get(str(value), f"not(has_event({step}))")
    match value:
        case None:
            return f"{name} = null"
        case frozenset():
            return f"{name} = " + " / ".join(f'"{text}"' for text in sorted(value))
        case float():
            return f"{name} = {show_number(value)}"
        case int():
            return {FOR: name, AGAINST: f"not({name})"}.get(value, f"{name} (true / false)")
    return f"{name} = {value}"
