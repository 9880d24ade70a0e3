"""A small vocabulary to try conditions on, and one condition run through the whole engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol, TypeVar

from engine.diagnostics import Location
from engine.inference.conclusions import Inference
from engine.inference.evaluation import atom_function
from engine.inference.forward import ForwardEngine
from engine.inference.truth import Status
from engine.inference.working_memory import remember
from engine.knowledge.base import PHASES, KnowledgeBase
from engine.knowledge.compiler import compile_knowledge
from engine.knowledge.scope import Scope
from engine.language.parser import parse
from engine.language.printer import show
from engine.language.syntax import Expression
from engine.model.case import Case, Event, Observation
from engine.model.interval import Interval
from engine.model.knowledge import Knowledge
from engine.model.protocol import Protocol as Route
from engine.model.protocol import Task
from engine.model.provenance import Provenance
from engine.model.rules import Alert, Condition, Criterion, Finding, Layer
from engine.model.text import Label
from engine.model.vocabulary import FactDefinition, FactType, Informant, Measure, Parameter

HERE = Location("spec", 1, 1)
NOWHERE = Provenance()
NO_LABEL = Label("", "")
TODAY = date(2025, 11, 3)
YES_NO = ("a", "b", "c", "d")
NUMBERS = ("n", "m")
DATES = ("day", "other_day")
CHOICES: dict[str, tuple[str, ...]] = {"colour": ("red", "green", "blue"), "capacity": ("none", "low", "partial", "full")}


def fact(id_: str, type_: FactType, values: Iterable[str] = (), low: float | None = None, high: float | None = None) -> FactDefinition:
    """Make a fact definition without words."""
    labels = dict.fromkeys(values, NO_LABEL)
    return FactDefinition(id_, type_, NO_LABEL, None, NO_LABEL, (), "ordinary", HERE, NOWHERE, labels, low=low, high=high)


def finding(id_: str, *conditions: Expression) -> Finding:
    """Make a finding that follows from any of some conditions."""
    return Finding(id_, NO_LABEL, tuple(Criterion(Condition(e, HERE), NOWHERE) for e in conditions), HERE)


def layer(id_: str) -> Layer:
    """Make a layer without criteria."""
    return Layer(id_, NO_LABEL, (), None, None, None, None, (), (), (), HERE, NOWHERE)


def task(id_: str) -> Task:
    """Make a task that nothing leads to and that leads nowhere."""
    return Task(id_, "action", NO_LABEL, None, "ib", (), None, (), (), None, None, (), None, HERE, NOWHERE)


class _Named(Protocol):
    @property
    def id(self) -> str:
        """Give the name."""


_T = TypeVar("_T", bound=_Named)


def _by_id(*named: _T) -> dict[str, _T]:
    return {each.id: each for each in named}


VOCABULARY = Knowledge(
    informants=_by_id(
        Informant("pupil", NO_LABEL, "pupil", HERE),
        Informant("parent", NO_LABEL, "home", HERE),
        Informant("teacher", NO_LABEL, "school", HERE),
        Informant("specialist", NO_LABEL, "care", HERE),
    ),
    facts=_by_id(
        *(fact(id_, "bool") for id_ in YES_NO),
        *(fact(id_, "number") for id_ in NUMBERS),
        *(fact(id_, "date") for id_ in DATES),
        *(fact(id_, "choice", values) for id_, values in CHOICES.items()),
        fact("score", "number", low=0, high=100),
        fact("skill", "level"),
        fact("remark", "text"),
        replace(fact("unsafe", "bool"), privacy="safety"),
    ),
    parameters=_by_id(Parameter("limit", 6, "weeks", NO_LABEL, HERE, NOWHERE), Parameter("two", 2, "signs", NO_LABEL, HERE, NOWHERE)),
    measures=_by_id(
        Measure("total", NO_LABEL, "", (parse("n + m"),), HERE, NOWHERE),
        Measure("level.score", NO_LABEL, "", (parse("score"), parse("band(skill)")), HERE, NOWHERE),
    ),
    findings=_by_id(finding("signal.either", parse("a or b")), finding("form.both", parse("signal.either and not(c)"), parse("a and b"))),
    layers=_by_id(*(layer(id_) for id_ in ("universal", "in_class", "in_school"))),
    protocols={
        "route": Route("route", NO_LABEL, Condition(parse("a"), HERE), _by_id(task("intake"), task("evaluate")), HERE, NOWHERE),
    },
)


def base_of(condition: Expression, stage: str = "alert", knowledge: Knowledge = VOCABULARY) -> KnowledgeBase:
    """Compile the vocabulary with one condition, as an alert's or a finding's.

    Raises `KnowledgeError` when the condition is not sound there.
    """
    if stage == "finding":
        return compile_knowledge(replace(knowledge, findings={**knowledge.findings, "signal.spec": finding("signal.spec", condition)}))
    alert = Alert("alert.spec", "note", NO_LABEL, Condition(condition, HERE), None, HERE, NOWHERE)
    return compile_knowledge(replace(knowledge, alerts={alert.id: alert}))


@dataclass(frozen=True)
class Given:
    """What is known of a case: `numbers` lie between bounds, `support` is what was decided and what it could still be."""

    observations: tuple[Observation, ...] = ()
    numbers: Mapping[str, Interval] = field(default_factory=dict)
    events: tuple[Event, ...] = ()
    support: Mapping[str, tuple[frozenset[str], frozenset[str]]] = field(default_factory=dict)
    as_of: date = TODAY


def status_of(base: KnowledgeBase, given: Given) -> Status:
    """Conclude the condition of a base from what is known."""
    inference = Inference(base, ForwardEngine(base))
    memory = remember(base.knowledge, Case("spec", given.as_of, given.observations, given.events), given.as_of)
    memory.numbers.update(given.numbers)
    conclusions = inference.infer_from(memory)
    memory.support.update(given.support)
    inference.look_late(conclusions)
    for phase in PHASES[1:]:
        inference.engine.run(phase, conclusions.bits)
    scope = Scope(base.knowledge, "alert")
    for slot, atom in base.atoms.items():  # the plain meaning, whatever shorter way the engine takes
        assert conclusions.bits[slot] == atom_function(atom, scope)(memory), show(atom)
    return conclusions.status("alert:alert.spec" if "alert:alert.spec" in base.slots else "signal.spec")
