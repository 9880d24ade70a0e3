"""Rule sets for tests: small ones written as gates, and generated ones with all that rules and cases can hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import strategies as st

from engine.diagnostics import Location
from engine.knowledge.base import PHASES, KnowledgeBase
from engine.knowledge.circuit import Gate, Rule
from engine.knowledge.compiler import compile_knowledge
from engine.language.syntax import AllOf, AnyOf, AtLeast, Between, Call, Comparison, Expression, If, Literal, Membership, Name, Not
from engine.model.case import Case, Observation
from engine.model.knowledge import Knowledge
from engine.model.provenance import Provenance
from engine.model.rules import Argument, Condition, Criterion, Finding, Hypothesis, Layer, Need
from engine.model.text import Label
from engine.model.vocabulary import LEVELS, FactDefinition, FactType, Implication, Informant, Value

HERE = Location("generated.yaml", 1, 1)
NOWHERE = Provenance()
NO_LABEL = Label("", "")
SIGNALS = tuple(f"signal.{letter}" for letter in "mcxatbk")  # each may rest on those before it, whatever the alphabet says
TODAY = date(2025, 11, 3)
_EMPTY = compile_knowledge(Knowledge())


def base_of(gates: Sequence[Gate | int], inputs: int) -> KnowledgeBase:
    """Make a knowledge base of gates over `inputs` slots; rule `i` concludes slot `inputs + i`, and later rules may use it."""
    rules = tuple(Rule(inputs + i, gate) for i, gate in enumerate(gates))
    keys = tuple(f"slot.{i}" for i in range(inputs + len(rules)))
    stages = {phase: rules if phase == "findings" else () for phase in PHASES}
    return replace(_EMPTY, keys=keys, stages=stages)


@cache
def gates_over(slots: int, depth: int = 3) -> st.SearchStrategy[Gate | int]:
    """Generate gates of all kinds, nested, with the same part twice and with counts that nothing can meet."""
    leaf: st.SearchStrategy[Gate | int] = st.integers(0, slots - 1)
    if not depth:
        return leaf
    parts = gates_over(slots, depth - 1)
    some = st.lists(parts, max_size=4).map(tuple)
    return st.one_of(
        leaf,
        st.builds(Gate, st.sampled_from(["all", "any"]), some),
        st.builds(Gate, st.just("not"), st.tuples(parts)),
        st.builds(Gate, st.just("if"), st.tuples(parts, parts, parts)),
        st.builds(Gate, st.just("at_least"), some.filter(bool), st.integers(0, 5)),
    )


@st.composite
def circuits(draw: st.DrawFn) -> tuple[KnowledgeBase, list[list[int]]]:
    """Generate a base of gates that rest on each other, and the truths of its inputs in a few cases."""
    inputs = draw(st.integers(1, 6))
    gates: list[Gate | int] = [draw(gates_over(inputs + i)) for i in range(draw(st.integers(1, 6)))]
    truths = st.lists(st.integers(0, 3), min_size=inputs, max_size=inputs)
    return base_of(gates, inputs), draw(st.lists(truths, min_size=1, max_size=4))


# --- knowledge and cases as they come from files ---

_BOOLS = tuple(f"pupil.yes{i}" for i in range(5))
_NUMBERS = ("pupil.number0", "pupil.number1")
_CHOICES = ("red", "green", "blue")


def _fact(id_: str, type_: FactType, implies: tuple[Implication, ...] = ()) -> FactDefinition:
    values = dict.fromkeys(_CHOICES, NO_LABEL) if type_ == "choice" else {}
    low, high = (0.0, 100.0) if type_ == "number" else (None, None)
    return FactDefinition(id_, type_, NO_LABEL, None, NO_LABEL, (), "ordinary", HERE, NOWHERE, values, low=low, high=high, implies=implies)


FACTS = {
    fact.id: fact
    for fact in (
        _fact(_BOOLS[0], "bool", (Implication(when=True, fact=_BOOLS[1], value=True),)),
        _fact(_BOOLS[1], "bool", (Implication(when=False, fact=_BOOLS[0], value=False),)),
        *(_fact(id_, "bool") for id_ in _BOOLS[2:]),
        *(_fact(id_, "number") for id_ in _NUMBERS),
        _fact("pupil.level", "level", (Implication(when="I", fact=_BOOLS[2], value=True),)),
        _fact("pupil.band", "band", (Implication(when="0-40", fact=_BOOLS[2], value=False),)),
        _fact("pupil.choice", "choice", (Implication(when="red", fact=_NUMBERS[0], value=10.0),)),
    )
}
INFORMANTS = {
    "pupil": Informant("pupil", NO_LABEL, "pupil", HERE),
    "parent": Informant("parent", NO_LABEL, "home", HERE),
    "teacher": Informant("teacher", NO_LABEL, "school", HERE),
}


def _atoms(findings: tuple[str, ...]) -> st.SearchStrategy[Expression]:
    """Generate what a condition may look at: yes/no, numbers in ranges, levels, choices, counts, findings."""
    number = st.builds(Name, st.sampled_from(_NUMBERS))
    bound = st.builds(Literal, st.integers(0, 100).map(float))
    operator = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])
    names = st.builds(Name, st.sampled_from(_BOOLS))
    band = st.builds(Call, st.just("band"), st.sampled_from([(Name("pupil.level"),), (Name("pupil.band"),)]))
    count = st.builds(Call, st.just("count"), st.lists(names, min_size=1, max_size=4).map(tuple))
    return st.one_of(
        names,
        *([st.builds(Name, st.sampled_from(findings))] * 2 if findings else []),
        st.builds(Comparison, operator, st.one_of(number, band), bound),
        st.builds(Comparison, operator, count, st.builds(Literal, st.integers(0, 4).map(float))),
        st.builds(Between, number, bound, bound),
        st.builds(Membership, st.just(Name("pupil.level")), st.lists(st.builds(Literal, st.sampled_from(LEVELS)), min_size=1).map(tuple)),
        st.builds(Comparison, st.sampled_from(["=", "!="]), st.just(Name("pupil.choice")), st.builds(Literal, st.sampled_from(_CHOICES))),
        st.builds(Literal, st.booleans()),
    )


@cache
def _expression(findings: tuple[str, ...], depth: int) -> st.SearchStrategy[Expression]:
    if not depth:
        return _atoms(findings)
    parts = _expression(findings, depth - 1)
    some = st.lists(parts, min_size=2, max_size=4).map(tuple)
    return st.one_of(
        parts,
        st.builds(AllOf, some),
        st.builds(AnyOf, some),
        st.builds(Not, parts),
        st.builds(If, parts, parts, parts),
        some.flatmap(lambda s: st.builds(AtLeast, st.integers(1, len(s)), st.just(s))),
    )


@cache
def _condition(findings: tuple[str, ...]) -> st.SearchStrategy[Condition]:
    return _expression(findings, 2).map(lambda e: Condition(e, HERE))


@st.composite
def knowledge(draw: st.DrawFn) -> Knowledge:
    """Generate findings that rest on each other whatever the order of their names, and needs and arguments on those."""
    names = SIGNALS[: draw(st.integers(1, len(SIGNALS)))]
    findings: dict[str, Finding] = {}
    for i, id_ in enumerate(names):
        conditions = draw(st.lists(_condition(names[:i]), min_size=1, max_size=2))
        findings[id_] = Finding(id_, NO_LABEL, tuple(Criterion(c, NOWHERE) for c in conditions), HERE)
    arguments = tuple(Argument("supports", c, NOWHERE) for c in draw(st.lists(_condition(names), max_size=3)))
    hypothesis = Hypothesis("cause.c", "person", "school", NO_LABEL, arguments, (), HERE, NOWHERE)
    need = Need("need.n", NO_LABEL, draw(_condition((*names, "cause.c"))), "universal", HERE, NOWHERE)
    criteria = tuple(Criterion(c, NOWHERE) for c in draw(st.lists(_condition((*names, "need.n")), max_size=2)))
    layers = (_layer("universal", ()), _layer("in_school", criteria))
    return Knowledge(
        facts=FACTS,
        informants=INFORMANTS,
        findings=findings,
        hypotheses={hypothesis.id: hypothesis},
        needs={need.id: need},
        layers={layer.id: layer for layer in layers},
    )


def _layer(id_: str, criteria: tuple[Criterion, ...]) -> Layer:
    return Layer(id_, NO_LABEL, criteria, None, None, None, None, (), (), (), HERE, NOWHERE)


@cache
def value_of_type(type_: FactType) -> st.SearchStrategy[Value]:
    values: dict[FactType, st.SearchStrategy[Value]] = {
        "bool": st.booleans(),
        "number": st.integers(0, 100).map(float),
        "level": st.sampled_from(LEVELS),
        "band": st.sampled_from(["0-40", "29-50", "50-51", "40-85", "0-100"]),
        "choice": st.sampled_from(_CHOICES),
    }
    return values[type_]


def _observations() -> st.SearchStrategy[Observation]:
    """Generate what someone says, so that people contradict each other, and themselves on later days."""
    day = st.one_of(st.none(), st.dates(date(2025, 10, 1), date(2025, 10, 3)))
    by = st.sampled_from([None, *INFORMANTS])
    return st.sampled_from(list(FACTS.values())).flatmap(
        lambda fact: st.builds(Observation, st.just(fact.id), st.one_of(value_of_type(fact.type), st.none()), by, st.none(), day)
    )


@cache
def cases() -> st.SearchStrategy[Case]:
    """Generate cases: much, little or nothing is known."""
    return st.lists(_observations(), max_size=14).map(lambda said: Case("generated", TODAY, tuple(said), ()))
