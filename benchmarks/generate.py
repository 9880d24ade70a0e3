"""A generated rule set and cases, the same for every engine that is measured: 200 rules in four strata over 120 facts.

A condition is a tuple: `("is", fact)`, `("eq", fact, value)`, `("in", fact, values)`, `("ge", fact, n)`, `("lt", fact, n)`,
`("not", c)`, `("and", c, ...)` or `("or", c, ...)`. A target is a yes/no, or one of a few values by the first of its rules
that holds; later strata rest on earlier ones. 30 % of the facts of a case are not recorded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from engine.diagnostics import Location
from engine.language.syntax import AllOf, AnyOf, Comparison, Expression, Literal, Membership, Name, Not
from engine.model.case import Case, Observation
from engine.model.knowledge import Knowledge
from engine.model.provenance import Provenance
from engine.model.rules import Condition as When
from engine.model.rules import Criterion, Finding
from engine.model.text import Label
from engine.model.vocabulary import FactDefinition, FactType

__all__ = [
    "BOOLS",
    "CHOICES",
    "FACTS",
    "NUMBERS",
    "TODAY",
    "VALUES",
    "Condition",
    "Facts",
    "Rule",
    "case_of",
    "closed_world",
    "finding_of",
    "knowledge_of",
    "make_cases",
    "make_rules",
    "open_world",
    "strata_of",
]

Condition = tuple[Any, ...]
Facts = dict[str, bool | str | int]
SEED = 20240
TODAY = date(2025, 11, 3)
BOOLS, CHOICES, NUMBERS = ([f"{letter}{i:02d}" for i in range(n)] for letter, n in (("b", 60), ("e", 30), ("n", 30)))
FACTS = (*BOOLS, *CHOICES, *NUMBERS)
VALUES = ("v0", "v1", "v2", "v3")
STRATA = ((56, 8), (35, 5), (28, 4), (21, 3))  # yes/no targets, and targets of three values with a rule each


@dataclass(frozen=True, slots=True)
class Rule:
    """`target` is `then` (true, or one of the values) when the condition holds."""

    stratum: int
    target: str
    then: bool | str
    when: Condition


def make_rules(seed: int = SEED) -> list[Rule]:
    """Make the rules; one seed gives the same rules everywhere."""
    return _Maker(Random(seed)).rules()  # noqa: S311 - reproducible, not secret


def make_cases(count: int, seed: int = SEED + 1) -> list[Facts]:
    """Make cases; a fact that is left out was not recorded."""
    random = Random(seed)  # noqa: S311 - as above
    return [{fact: _value(fact, random) for fact in FACTS if random.random() >= 0.3} for _ in range(count)]  # noqa: PLR2004


def _value(fact: str, random: Random) -> bool | str | int:
    match fact[0]:
        case "b":
            return random.random() < 0.4  # noqa: PLR2004 - as in the rule set that this one follows
        case "e":
            return random.choice(VALUES)
    return random.randrange(101)


@dataclass(slots=True)
class _Maker:
    random: Random
    yes_no: list[str] = field(default_factory=list)
    valued: dict[str, list[str]] = field(default_factory=dict)

    def rules(self) -> list[Rule]:
        out: list[Rule] = []
        for stratum, (bools, groups) in enumerate(STRATA, 1):
            yes_no = [f"s{stratum}{i:02d}" for i in range(bools)]
            valued = {f"g{stratum}{i:02d}": self.random.sample(VALUES, 3) for i in range(groups)}
            out += [Rule(stratum, target, then=True, when=self.condition(stratum)) for target in yes_no]
            out += [Rule(stratum, target, v, self.condition(stratum)) for target, values in valued.items() for v in values]
            self.yes_no += yes_no
            self.valued |= valued
        return out

    def condition(self, stratum: int) -> Condition:
        """Make one of five forms, as often as in the rule set that this one follows."""

        def lit() -> Condition:
            return self.literal(stratum)

        chance = self.random.random()
        if chance < 0.35:  # noqa: PLR2004
            return ("and", lit(), ("or", lit(), lit()))
        if chance < 0.60:  # noqa: PLR2004
            return ("or", ("and", lit(), lit()), ("and", lit(), lit()))
        if chance < 0.75:  # noqa: PLR2004
            return ("and", lit(), lit())
        if chance < 0.90:  # noqa: PLR2004
            return ("or", lit(), ("and", lit(), ("not", ("or", lit(), lit()))))
        return ("or", lit(), ("and", lit(), ("or", lit(), lit(), lit())), ("not", ("and", lit(), lit())))

    def literal(self, stratum: int) -> Condition:
        atom = self.atom(stratum)
        return ("not", atom) if self.random.random() < 0.2 else atom  # noqa: PLR2004

    def atom(self, stratum: int) -> Condition:
        random = self.random
        if stratum > 1 and random.random() < 0.7:  # noqa: PLR2004
            if random.random() < 0.75:  # noqa: PLR2004
                return ("is", random.choice(self.yes_no))
            target = random.choice(list(self.valued))
            return ("eq", target, random.choice(self.valued[target]))
        chance = random.random()
        if chance < 0.45:  # noqa: PLR2004
            return ("is", random.choice(BOOLS))
        if chance < 0.60:  # noqa: PLR2004
            return ("eq", random.choice(CHOICES), random.choice(VALUES))
        if chance < 0.70:  # noqa: PLR2004
            return ("in", random.choice(CHOICES), tuple(sorted(random.sample(VALUES, 2))))
        return (random.choice(["ge", "lt"]), random.choice(NUMBERS), random.randrange(20, 81))


def strata_of(rules: list[Rule]) -> list[dict[str, list[Rule]]]:
    """Group rules by stratum, and in it by target, in order."""
    strata: list[dict[str, list[Rule]]] = [{} for _ in STRATA]
    for rule in rules:
        strata[rule.stratum - 1].setdefault(rule.target, []).append(rule)
    return strata


# --- the meaning that other engines have: what is not recorded is not so ---


def closed_world(rules: list[Rule], case: Mapping[str, object]) -> set[tuple[str, object]]:
    """Conclude as a closed world does, plainly; gives the targets with their values."""
    known = dict(case)
    for stratum in strata_of(rules):
        new = {}
        for target, alternatives in stratum.items():
            for rule in alternatives:
                if _holds(rule.when, known):
                    new[target] = rule.then
                    break
        known |= new
    return {(rule.target, known[rule.target]) for rule in rules if rule.target in known}


def _holds(condition: Condition, known: Mapping[str, Any]) -> bool:
    operation, *rest = condition
    match operation:
        case "not":
            return not _holds(rest[0], known)
        case "and":
            return all(_holds(part, known) for part in rest)
        case "or":
            return any(_holds(part, known) for part in rest)
    value = known.get(rest[0])
    if value is None:
        return False
    tests = {
        "is": lambda _: value is True,
        "eq": value.__eq__,
        "in": lambda values: value in values,
        "ge": value.__ge__,
        "lt": value.__lt__,
    }
    return bool(tests[operation](rest[-1]))


def open_world(rules: list[Rule], case: Mapping[str, object]) -> dict[str, bool | None]:
    """Conclude as we do, plainly: what rests on something that is not recorded stays open; gives our findings."""
    known: dict[str, object] = dict(case)
    out: dict[str, bool | None] = {}
    for stratum in strata_of(rules):
        new: dict[str, bool | None] = {}
        for target, alternatives in stratum.items():
            truths = [_truth(rule.when, known) for rule in alternatives]
            for i, (rule, truth) in enumerate(zip(alternatives, truths, strict=True)):
                new[finding_of(target, rule.then)] = _all([*(_not(earlier) for earlier in truths[:i]), truth])
        out |= new
        known |= new
    return out


def _truth(condition: Condition, known: Mapping[str, Any]) -> bool | None:
    operation, *rest = condition
    match operation:
        case "not":
            return _not(_truth(rest[0], known))
        case "and":
            return _all([_truth(part, known) for part in rest])
        case "or":
            return _not(_all([_not(_truth(part, known)) for part in rest]))
    if rest[0][0] in "sg":
        concluded: bool | None = known[finding_of(rest[0], rest[1] if operation == "eq" else True)]
        return concluded
    return _holds(condition, known) if rest[0] in known else None


def _not(truth: bool | None) -> bool | None:  # noqa: FBT001 - a truth, not a switch
    return None if truth is None else not truth


def _all(truths: list[bool | None]) -> bool | None:
    return False if False in truths else None if None in truths else True


# --- our own form ---

_HERE = Location("generated.yaml", 1, 1)
_NO_LABEL = Label("", "")
_TYPES: dict[str, FactType] = {"b": "bool", "e": "choice", "n": "number"}


def knowledge_of(rules: list[Rule]) -> Knowledge:
    """Say the rules in our form; a target of values becomes a finding a value, which holds when none before it does."""
    facts = {id_: _fact(id_) for id_ in FACTS}
    findings: dict[str, Finding] = {}
    for stratum in strata_of(rules):
        for target, alternatives in stratum.items():
            for i, rule in enumerate(alternatives):
                id_ = finding_of(target, rule.then)
                earlier = tuple(Not(_expression(r.when)) for r in alternatives[:i])
                whole = _expression(rule.when)
                when = When(AllOf((*earlier, whole)) if earlier else whole, _HERE)
                findings[id_] = Finding(id_, _NO_LABEL, (Criterion(when, Provenance()),), _HERE)
    return Knowledge(name="generated", facts=facts, findings=findings)


def finding_of(target: str, value: object) -> str:
    """Name the finding that a target has a value."""
    return f"signal.{target}" if value is True else f"signal.{target}_{value}"


def _fact(id_: str) -> FactDefinition:
    values = dict.fromkeys(VALUES, _NO_LABEL) if id_[0] == "e" else {}
    low, high = (0.0, 100.0) if id_[0] == "n" else (None, None)
    return FactDefinition(id_, _TYPES[id_[0]], _NO_LABEL, None, _NO_LABEL, (), "ordinary", _HERE, Provenance(), values, low=low, high=high)


def _expression(condition: Condition) -> Expression:  # noqa: PLR0911 - one line a form
    operation, *rest = condition
    match operation:
        case "not":
            return Not(_expression(rest[0]))
        case "and":
            return AllOf(tuple(map(_expression, rest)))
        case "or":
            return AnyOf(tuple(map(_expression, rest)))
    name, value = rest[0], rest[-1]
    if name[0] in "sg":
        return Name(finding_of(name, value if operation == "eq" else True))
    match operation:
        case "is":
            return Name(name)
        case "eq":
            return Comparison("=", Name(name), Literal(value))
        case "in":
            return Membership(Name(name), tuple(map(Literal, value)))
    return Comparison(">=" if operation == "ge" else "<", Name(name), Literal(float(value)))


def case_of(facts: Facts) -> Case:
    """Say a case in our form: who saw it, and when, is not recorded."""
    said = [Observation(f, float(v) if f[0] == "n" else v, None, None, None) for f, v in facts.items()]
    return Case("generated", TODAY, tuple(said), ())
