"""Cases made from the conditions in which two knowledge bases differ: one on each side of every boundary that they have.

For each thing that a changed condition looks at, the cases stand where it matters: what else the condition asks for is so that
this one thing decides. A number gets the values just below, at and just above each threshold of either version and one between
them; a yes/no is yes, no, unknown, and seen differently by two people; a choice gets each value. The cases depend on the two
knowledge bases and the day alone, and the same cases come out on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice, pairwise

from engine.impact.differing import Differing, differing
from engine.impact.realising import Realising
from engine.impact.showing import Setting, happening, holding, placing, settings_of, since
from engine.inference.conclusions import Inference
from engine.inference.forward import ForwardEngine
from engine.inference.truth import AGAINST, BOTH, FOR, Bits
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import Gate
from engine.language.syntax import Expression, Name
from engine.model.case import Case
from engine.model.knowledge import Knowledge
from engine.verification.atoms import EVENT, Value
from engine.verification.states import Look, States

__all__ = ["MOST", "PREFIX", "population"]

PREFIX = "grens-"  # how the pseudonym of a made case begins: it stands at a boundary
MOST = 1500  # two versions with more boundaries between them are two rule bases rather than a change of one
_NEAR = 0.01  # how near a threshold a number that is no whole one comes
_BUDGET = 80  # steps of one search for a state; wide conditions have many variables, and each is sought for
_WEEKS = (0, 1, 2, 4, 6, 8, 12, 16)  # how long ago a step was taken, to see terms pass


def population(before: KnowledgeBase, after: KnowledgeBase, day: date) -> tuple[Case, ...]:
    """Make the cases for whatever differs, at most `MOST` tries; none where nothing does.

    Each has `day` as its own day and a pseudonym that begins with `PREFIX`; its title says which boundary it stands at, in ids.
    """
    found: dict[object, Case] = {}
    for case in islice(_cases(before, after, day), MOST):
        found.setdefault((case.observations, case.events), case)
    return tuple(replace(case, id=f"{PREFIX}{n:03}") for n, case in enumerate(found.values(), 1))


def _cases(before: KnowledgeBase, after: KnowledgeBase, day: date) -> Iterator[Case]:
    unlike = differing(before, after)
    versions = [_Version(base, day) for base in (before, after)]
    for version in versions:
        yield from _of_conclusions(unlike, version, versions)
        yield from _of_facts(unlike, version)
        yield from _of_steps(unlike, version)
        yield from _of_weighed(unlike, version)


class _Version:
    """One of the two knowledge bases, with what it takes to make cases by it."""

    def __init__(self, base: KnowledgeBase, day: date) -> None:
        self.base = base
        self.k: Knowledge = base.knowledge
        self.day = day
        self.inference = Inference(base, ForwardEngine(base))

    def start(self) -> Realising:
        return Realising(self.inference, self.day)

    def has(self, key: str) -> bool:
        return key in self.base.slots

    def gate(self, key: str) -> Gate | int:
        return self.base.rule_of(self.base.slots[key]).gate

    def states(self, key: str) -> States:
        return States(self.base, [self.gate(key)], unfold=False, voices=True)


# --- changed conditions ---


def _of_conclusions(unlike: Differing, version: _Version, versions: Sequence[_Version]) -> Iterator[Case]:
    for key in unlike.conclusions:
        if not version.has(key):
            continue
        for setting in settings_of(key, version.k):
            yield from _around(key, setting, version, versions)


def _around(key: str, setting: Setting, version: _Version, versions: Sequence[_Version]) -> Iterator[Case]:
    """Give the cases around the boundaries of one conclusion, by each variable that it looks at."""
    states, gate = version.states(key), version.gate(key)
    rivals = [other.states(key) for other in versions if other is not version and other.has(key)]
    if not states.variables:
        made = version.start()
        setting(made)
        yield made.case("", key)
    for name in states.variables:
        values = _values(name, [states, *rivals], version.k)
        for state in _where_it_matters(states, gate, name):
            for value in values:
                made = version.start()
                made.state(states, {**state, name: value})
                setting(made)
                yield made.case("", f"{key}: {name} {_shown(value)}")


def _where_it_matters(states: States, gate: Gate | int, name: str) -> list[dict[str, Value]]:
    """Give states of the other variables in which this one decides, with as little in them as that takes."""
    found: list[dict[str, Value]] = []
    values = states.variables[name].values
    for value in values:
        for wanted in (FOR, AGAINST):
            state = states.find_from({name: value}, _deciding(gate, name, values, wanted), _BUDGET)
            rest = {n: v for n, v in (state or {}).items() if n != name}
            if state is not None and rest not in found:
                found.append(rest)
    return found or [{}]


def _deciding(gate: Gate | int, name: str, values: Sequence[Value], wanted: Bits) -> Callable[[Look, Look], bool | None]:
    """Seek a state in which a condition has one answer, and another one for another value."""

    def verdict(low: Look, high: Look) -> bool | None:
        if name not in low.state:
            return False
        bits = low.gate(gate)
        if bits & wanted and any(low.states.look({**low.state, name: other}).gate(gate) & wanted != wanted for other in values):
            return True
        return None if high.gate(gate) & wanted else False

    return verdict


def _values(name: str, versions: Sequence[States], k: Knowledge) -> tuple[Value, ...]:
    """Give all values of a variable that either version tells apart, and that nobody knows."""
    known = [s for s in versions if name in s.variables]
    marks = sorted({mark for states in known for mark in states.thresholds(name)})
    if marks:
        return (*_around_marks(name, marks, known[0].term(name), k), None)
    values = dict.fromkeys(value for states in known for value in states.variables[name].values)
    if name.startswith(EVENT):
        return tuple(values)
    fact = k.facts.get(name)
    if fact and fact.type == "level":
        return (*values, None)
    both: tuple[Value, ...] = (BOTH,) if FOR in values else ()
    return tuple(dict.fromkeys((*values, *both, None)))


def _around_marks(name: str, marks: Sequence[float], term: Expression | None, k: Knowledge) -> tuple[float, ...]:
    fact = k.facts.get(term.id) if isinstance(term, Name) else None
    step = 1.0 if (fact and fact.type in ("int", "date")) or name.startswith(("weeks_", "count(")) else _NEAR
    near = {round(mark + side, 9) for mark in marks for side in (-step, 0.0, step)}
    near |= {(a + b) / 2 for a, b in pairwise(marks)}
    low, high = (fact.low, fact.high) if fact else (None, None)
    return tuple(v for v in sorted(near) if (low is None or v >= low) and (high is None or v <= high))


def _shown(value: Value) -> str:
    match value:
        case None:
            return "unknown"
        case frozenset():
            return " / ".join(sorted(value))
        case float():
            return f"= {value:g}"
        case int():
            return {FOR: "true", AGAINST: "false", BOTH: "true / false"}.get(value, "")
    return f"= {value}"


# --- changed facts, steps, and what is weighed ---


def _of_facts(unlike: Differing, version: _Version) -> Iterator[Case]:
    for name in unlike.facts:
        fact = version.k.facts.get(name)
        if fact is None:
            continue
        values: list[Value] = [None]
        match fact.type:
            case "bool":
                values += [FOR, AGAINST, BOTH]
            case "choice" | "level":
                values += [frozenset([value]) for value in (fact.values or ("I", "II", "III", "IV", "V"))]
            case "int" | "number":
                values += [float(v) for v in (fact.low, fact.high) if v is not None]
        for value in values:
            made = version.start()
            made.decide(name, value)
            yield made.case("", f"{name} {_shown(value)}")


def _of_steps(unlike: Differing, version: _Version) -> Iterator[Case]:
    """Give cases at each changed step: just come to it, some weeks ago, begun, and done."""
    for step in unlike.steps:
        protocol, _, task = step.partition(".")
        if task not in (version.k.protocols[protocol].tasks if protocol in version.k.protocols else ()):
            continue
        for weeks in _WEEKS:
            for setting, words in _stands(step, version.k, weeks):
                made = version.start()
                setting(made)
                yield made.case("", f"{step}: {words}")


def _stands(step: str, k: Knowledge, weeks: float) -> Iterator[tuple[Setting, str]]:
    protocol, _, name = step.partition(".")
    task = k.protocols[protocol].tasks[name]
    ago = f"{weeks} weeks ago"
    before = next((t.id for t in k.protocols[protocol].tasks.values() if any(way.to == name for way in t.transitions)), None)
    if before:
        yield happening(f"{protocol}.{before}", "done", weeks), f"{before} done {ago}"
    for state in ("started", "done"):
        yield happening(step, state, weeks), f"{state} {ago}"
    starts = [fact for fact in (task.term.start if task.term else ()) if fact in k.facts and k.facts[fact].type == "date"]
    for fact in starts:
        yield since(f"trigger:{protocol}", fact, weeks), f"{fact} {ago}"
    if not starts and not before:
        yield holding(f"trigger:{protocol}"), "triggered"


def _of_weighed(unlike: Differing, version: _Version) -> Iterator[Case]:
    """Give cases in which a need, hypothesis, layer, alert or what an intervention serves holds."""
    k = version.k
    for name in unlike.weighed:
        settings: list[Setting] = []
        if name in k.interventions:
            settings = [holding(each) for each in k.interventions[name].addresses]
        elif name in k.layers:
            settings = [placing(name)]
        elif name in k.alerts:
            settings = [holding(f"alert:{name}")]
        elif name in k.hypotheses:
            settings = [holding(f"argument:{name}#{i}") for i in range(len(k.hypotheses[name].arguments))]
        elif name in k.needs:
            settings = [holding(name)]
        for setting in settings:
            made = version.start()
            setting(made)
            yield made.case("", f"{name} holds")
