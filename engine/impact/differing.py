"""Which conclusions, facts and steps two knowledge bases understand otherwise, by what they mean and not by how they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property

from engine.diagnostics import Location
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import conditions_of
from engine.knowledge.tables import rows_of
from engine.language.printer import show
from engine.language.syntax import Expression, Name, walk
from engine.model.knowledge import Knowledge
from engine.model.text import Label

__all__ = ["Differing", "Meanings", "bare", "differing"]


def bare(value: object) -> object:
    """Give a noun without the places where it stands, so that moving a rule to another line changes nothing."""
    if isinstance(value, Location):
        return None
    if isinstance(value, Expression | Label):
        return _as_written(value)
    if isinstance(value, tuple):
        return tuple(bare(each) for each in value)
    if isinstance(value, Mapping):
        return tuple((key, bare(each)) for key, each in value.items())
    if hasattr(value, "__dataclass_fields__"):
        return (type(value).__name__, *(bare(getattr(value, each.name)) for each in fields(value)))  # type: ignore[arg-type]
    return value


def _as_written(value: Expression | Label) -> object:
    """Give a condition or text as people write it; one that follows a number is the same text with another number."""
    return show(value) if isinstance(value, Expression) else value.written or (value.nl, value.en)


class Meanings:
    """Says what each condition of one knowledge base means: its text, with the values of all parameters and measures in it."""

    def __init__(self, knowledge: Knowledge) -> None:
        """Keep the knowledge whose parameters and measures are meant."""
        self.k = knowledge

    def of(self, condition: Expression) -> str:
        """Give the meaning of a condition; equal texts mean the same in every case."""
        return "; ".join([show(condition), *sorted(self._behind(condition, frozenset()))])

    def _behind(self, e: Expression, within: frozenset[str]) -> set[str]:
        out: set[str] = set()
        for name in {each.id for each in walk(e) if isinstance(each, Name)}:
            if name in self.k.parameters:
                out.add(f"{name} is {self.k.parameters[name].value:g}")
            elif name in self.k.measures and name not in within:
                formulas = self.k.measures[name].formulas
                out.add(f"{name} from {', '.join(map(show, formulas))}")
                out |= {text for each in formulas for text in self._behind(each, within | {name})}
        return out

    @cached_property
    def conclusions(self) -> dict[str, tuple[Expression, ...]]:
        """Give the conditions of every conclusion, by its key in the knowledge base; those of a finding together."""
        found: dict[str, tuple[Expression, ...]] = {f.id: tuple(r.when.expression for r in f.rules) for f in self.k.findings.values()}
        found |= {key: (e,) for table in self.k.tables.values() for key, _, e in rows_of(table)}
        return found | {key: (when.expression,) for key, _, when in conditions_of(self.k)}

    @cached_property
    def texts(self) -> dict[str, str]:
        """Give the meaning of every conclusion."""
        return {key: " | ".join(map(self.of, whens)) for key, whens in self.conclusions.items()}


@dataclass(frozen=True, slots=True)
class Differing:
    """What is otherwise: conclusions by key, facts, steps as `protocol.task`, and needs, hypotheses and interventions by id."""

    conclusions: tuple[str, ...]
    facts: tuple[str, ...]
    steps: tuple[str, ...]
    weighed: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        """Tell whether no case can come out otherwise."""
        return not (self.conclusions or self.facts or self.steps or self.weighed)


def differing(before: KnowledgeBase, after: KnowledgeBase) -> Differing:
    """Compare two knowledge bases; texts for people are left aside."""
    old, new = before.knowledge, after.knowledge
    return Differing(
        conclusions=_unlike(Meanings(old).texts, Meanings(new).texts),
        facts=_unlike(dict(_facts(old)), dict(_facts(new))),
        steps=_unlike(dict(_steps(old)), dict(_steps(new))),
        weighed=_unlike(dict(_weighed(old)), dict(_weighed(new))),
    )


def _unlike(old: Mapping[str, object], new: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key))


def _facts(k: Knowledge) -> Iterator[tuple[str, object]]:
    for f in k.facts.values():
        yield f.id, (f.type, tuple(f.values), f.low, f.high, f.implies, f.informants, f.privacy, k.provisions.get(f.id))


def _steps(k: Knowledge) -> Iterator[tuple[str, object]]:
    """Give what decides where a case stands at a step: who, by when, and which ways lead on."""
    for protocol in k.protocols.values():
        for task in protocol.tasks.values():
            term = task.term and (task.term.amount, task.term.unit, task.term.at_most, task.term.start)
            ways = [(t.to, t.otherwise, t.on_start, t.escalates, t.returns, t.when is None) for t in task.transitions]
            yield f"{protocol.id}.{task.id}", (task.type, task.role, term, ways, task.needs, task.asks)


def _weighed(k: Knowledge) -> Iterator[tuple[str, object]]:
    yield from ((n.id, n.layer) for n in k.needs.values())
    yield from ((h.id, tuple(a.strength for a in h.arguments)) for h in k.hypotheses.values())
    for i in k.interventions.values():
        yield i.id, (i.level, i.size, i.addresses, i.not_with, i.after, i.evidence.strength)
    for layer in k.layers.values():
        parts = [(p.id, p.when is None) for p in layer.variants] + [(p.id, p.when is None) for p in layer.focuses]
        yield layer.id, (layer.fact, layer.provision, parts, list(k.layers).index(layer.id))
    yield from ((a.id, a.severity) for a in k.alerts.values())
